import { notFound } from "next/navigation";
import { Conversation } from "../../../../../../components/Conversation";
import { origin } from "../../../../../../lib/origin";
import { courses } from "../../../../../../seed/rooms";

interface Props {
  readonly params: Promise<{ readonly roomId: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { roomId } = await params;
  return { title: courses.find(({ id }) => id === roomId)?.title ?? "Sen" };
}

export default async function RoomPage({ params }: Props) {
  const { roomId } = await params;
  const course = courses.find(({ id }) => id === roomId);
  if (course === undefined) notFound();
  return (
    <Conversation key={roomId} roomId={roomId} name={course.title} imageHosts={[new URL(await origin()).hostname]} />
  );
}
