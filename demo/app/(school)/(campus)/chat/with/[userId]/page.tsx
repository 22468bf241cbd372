import { notFound } from "next/navigation";
import { Conversation } from "../../../../../../components/Conversation";
import { backend } from "../../../../../../lib/backend";
import { origin } from "../../../../../../lib/origin";
import { currentMember } from "../../../../../../lib/session";

interface Props {
  readonly params: Promise<{ readonly userId: string }>;
}

export async function generateMetadata({ params }: Props) {
  const other = await backend().people.find((await params).userId);
  return { title: other?.name ?? "Sen" };
}

export default async function DirectPage({ params }: Props) {
  const { userId } = await params;
  const [me, other] = [await currentMember(), await backend().people.find(userId)];
  if (other === null || other.id === me?.id) notFound();
  return (
    <Conversation
      key={other.id}
      recipientId={other.id}
      recipientName={other.name}
      recipientAvatarUrl={other.avatarUrl}
      imageHosts={[new URL(await origin()).hostname]}
    />
  );
}
