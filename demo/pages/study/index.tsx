import Head from "next/head";
import { useWords } from "../../components/Language";
import { HallCard } from "../../components/study/HallCard";
import { signedIn } from "../../lib/frame";
import { courses } from "../../seed/rooms";

export const getServerSideProps = signedIn(async () => ({ props: {} }));

/** A study hall for each course, and who of the class is there to sit down with. */
export default function StudyPage() {
  const words = useWords();
  return (
    <main className="courses">
      <Head>
        <title>{`${words.studyTitle} · Sen`}</title>
      </Head>
      <header className="page-head">
        <h1>{words.studyTitle}</h1>
        <p>{words.studyLead}</p>
      </header>
      <ul>
        {courses.map((course) => (
          <HallCard key={course.id} course={course} />
        ))}
      </ul>
    </main>
  );
}
