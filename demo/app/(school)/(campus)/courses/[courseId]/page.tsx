import { notFound } from "next/navigation";
import { AskTeacher } from "../../../../../components/AskTeacher";
import { Classroom } from "../../../../../components/Classroom";
import { Comments } from "../../../../../components/course/Comments";
import { CourseDesk } from "../../../../../components/course/CourseDesk";
import { EnrolButton } from "../../../../../components/course/EnrolButton";
import { Rating } from "../../../../../components/course/Rating";
import { backend } from "../../../../../lib/backend";
import { count, money } from "../../../../../lib/numbers";
import { origin } from "../../../../../lib/origin";
import { preferences } from "../../../../../lib/preferences";
import { currentMember } from "../../../../../lib/session";
import { wordsOf } from "../../../../../lib/words";
import { courseOf } from "../../../../../seed/rooms";

interface Props {
  readonly params: Promise<{ readonly courseId: string }>;
}

export async function generateMetadata({ params }: Props) {
  return { title: courseOf((await params).courseId)?.title ?? "Sen" };
}

/** A lesson with its classroom beside it, and the teacher one button away: chat inside somebody's own page. */
export default async function CoursePage({ params }: Props) {
  const { courseId } = await params;
  const course = courseOf(courseId);
  const me = await currentMember();
  if (course === undefined || me === null) notFound();
  const { language } = await preferences();
  const words = wordsOf(language);
  const { people, enrolments, ratings } = backend();
  const [teacher, enrolled, stars] = await Promise.all([
    people.find(course.teacher),
    enrolments.has(me.id, course.id),
    ratings.mine(me.id, course.id),
  ]);
  const isTeacher = me.id === course.teacher;
  const imageHosts = [new URL(await origin()).hostname];
  return (
    <CourseDesk
      key={course.id}
      course={course}
      myId={me.id}
      teacherAvatarUrl={teacher?.avatarUrl}
      done={course.members.includes(me.id) ? course.done : 0}
      beside={<Classroom roomId={course.id} name={course.title} imageHosts={imageHosts} />}
    >
      <header className="course-head">
        <h1>{course.title}</h1>
        <p>
          {teacher?.name} · {words.learners(count(course.learners, language))}
        </p>
      </header>
      <section className="course-offer">
        <div>
          <h2>{words.aboutCourse}</h2>
          <p>{course.about[language]}</p>
        </div>
        <div className="course-actions">
          {!enrolled && (
            <b className="course-price">{course.price === 0 ? words.free : money(course.price, language)}</b>
          )}
          {!isTeacher && <EnrolButton courseId={course.id} free={course.price === 0} enrolled={enrolled} />}
          {teacher !== null && !isTeacher && <AskTeacher teacher={teacher} imageHosts={imageHosts} />}
        </div>
      </section>
      <section className="course-section panel">
        <h2>{words.ratings}</h2>
        <Rating courseId={course.id} mine={stars} mayRate={!isTeacher} />
      </section>
      <section className="course-section">
        <h2>{words.comments}</h2>
        <Comments courseId={course.id} />
      </section>
    </CourseDesk>
  );
}
