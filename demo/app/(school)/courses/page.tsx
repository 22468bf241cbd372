import Link from "next/link";
import { backend } from "../../../lib/backend";
import { preferences } from "../../../lib/preferences";
import { wordsOf } from "../../../lib/words";
import { courses } from "../../../seed/rooms";

export default async function CoursesPage() {
  const { language } = await preferences();
  const words = wordsOf(language);
  const people = await backend().people.list();
  return (
    <main className="courses">
      <h1>{words.courses}</h1>
      <ul>
        {courses.map(({ id, title, cover, about, teacher }) => (
          <li key={id} className="course-card">
            {/* biome-ignore lint/performance/noImgElement: a drawing of our own needs no optimiser */}
            <img src={cover} alt="" width={1200} height={675} />
            <div>
              <h2>
                <Link href={`/courses/${id}`}>{title}</Link>
              </h2>
              <p>{about[language]}</p>
              <small>
                {words.teacher}: {people.find((person) => person.id === teacher)?.name}
              </small>
            </div>
          </li>
        ))}
      </ul>
    </main>
  );
}
