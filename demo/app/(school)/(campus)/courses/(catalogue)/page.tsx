import Link from "next/link";
import { backend } from "../../../../../lib/backend";
import { count, money } from "../../../../../lib/numbers";
import { preferences } from "../../../../../lib/preferences";
import { currentMember } from "../../../../../lib/session";
import { wordsOf } from "../../../../../lib/words";
import { courses } from "../../../../../seed/rooms";

export const metadata = { title: "Courses" };

export default async function CoursesPage() {
  const { language } = await preferences();
  const words = wordsOf(language);
  const [me, people] = await Promise.all([currentMember(), backend().people.list()]);
  return (
    <main className="courses">
      <header className="page-head">
        <h1>{words.courses}</h1>
        <p>{words.coursesLead}</p>
      </header>
      <ul>
        {courses.map(({ id, title, cover, about, teacher, price, learners, lessons, members, done }) => {
          const person = people.find((one) => one.id === teacher);
          const isIn = me !== null && members.includes(me.id) && teacher !== me.id;
          return (
            <li key={id} className="course-card">
              {/* biome-ignore lint/performance/noImgElement: a drawing of our own needs no optimiser */}
              <img src={cover} alt="" width={1200} height={675} />
              <div>
                <h2>
                  <Link href={`/courses/${id}`}>{title}</Link>
                </h2>
                <p>{about[language]}</p>
                <footer>
                  {person?.avatarUrl !== undefined && (
                    // biome-ignore lint/performance/noImgElement: a drawing of our own needs no optimiser
                    <img src={person.avatarUrl} alt="" width={28} height={28} />
                  )}
                  <small>
                    {person?.name}
                    <br />
                    {words.learners(count(learners, language))}
                  </small>
                  {isIn ? (
                    <span className="course-progress">
                      <small>{words.lessonsDone(done, lessons.length)}</small>
                      <progress value={done} max={lessons.length} aria-hidden="true" />
                    </span>
                  ) : (
                    <b>{price === 0 ? words.free : money(price, language)}</b>
                  )}
                </footer>
              </div>
            </li>
          );
        })}
      </ul>
    </main>
  );
}
