import { notFound } from "next/navigation";
import { AskTeacher } from "../../../../components/AskTeacher";
import { Classroom } from "../../../../components/Classroom";
import { CheckIcon, PlayIcon } from "../../../../components/icons";
import { backend } from "../../../../lib/backend";
import { origin } from "../../../../lib/origin";
import { preferences } from "../../../../lib/preferences";
import { currentMember } from "../../../../lib/session";
import { wordsOf } from "../../../../lib/words";
import { courses } from "../../../../seed/rooms";

interface Props {
  readonly params: Promise<{ readonly courseId: string }>;
}

/** A lesson with its classroom beside it, and the teacher one button away: chat inside somebody's own page. */
export default async function CoursePage({ params }: Props) {
  const { courseId } = await params;
  const course = courses.find(({ id }) => id === courseId);
  if (course === undefined) notFound();
  const { language } = await preferences();
  const words = wordsOf(language);
  const [me, teacher] = [await currentMember(), await backend().people.find(course.teacher)];
  const imageHosts = [new URL(await origin()).hostname];
  const seen = Math.ceil(course.lessons.length / 2);
  return (
    <main className="lesson">
      <article>
        <div className="lesson-video">
          {/* biome-ignore lint/performance/noImgElement: a drawing of our own needs no optimiser */}
          <img src={course.cover} alt="" width={1200} height={675} />
          <span className="lesson-play">
            <PlayIcon />
          </span>
        </div>
        <h1>{course.title}</h1>
        <p>{course.about[language]}</p>
        {teacher !== null && teacher.id !== me?.id && <AskTeacher teacher={teacher} imageHosts={imageHosts} />}
        <h2>{words.lessons}</h2>
        <ol className="lesson-list">
          {course.lessons.map((lesson, index) => (
            <li key={lesson} data-seen={index < seen ? "" : undefined}>
              <span className="lesson-number" aria-hidden="true">
                {index < seen ? <CheckIcon /> : index + 1}
              </span>
              {lesson}
            </li>
          ))}
        </ol>
      </article>
      <Classroom key={course.id} roomId={course.id} name={course.title} imageHosts={imageHosts} />
    </main>
  );
}
