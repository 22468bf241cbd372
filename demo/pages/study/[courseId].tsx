import Head from "next/head";
import { useWords } from "../../components/Language";
import { Hall } from "../../components/study/Hall";
import { signedIn } from "../../lib/frame";
import { type Course, courseOf } from "../../seed/rooms";

interface HallProps {
  readonly course: Course;
  readonly myId: string;
  readonly imageHosts: readonly string[];
}

export const getServerSideProps = signedIn<HallProps>(async ({ member, origin }, { params }) => {
  const course = courseOf(String(params?.courseId));
  if (course === undefined) return { notFound: true };
  return { props: { course, myId: member.id, imageHosts: [new URL(origin).hostname] } };
});

/** A course's study hall: a clock to work by, who sits there, and the class's chat. */
export default function HallPage({ course, myId, imageHosts }: HallProps) {
  const words = useWords();
  return (
    <>
      <Head>
        <title>{`${course.title}: ${words.studyTitle} · Sen`}</title>
      </Head>
      <Hall key={course.id} course={course} myId={myId} imageHosts={imageHosts} />
    </>
  );
}
