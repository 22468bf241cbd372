import { notFound } from "next/navigation";
import { Theatre } from "../../../../../components/live/Theatre";
import { backend } from "../../../../../lib/backend";
import { origin } from "../../../../../lib/origin";
import { preferences } from "../../../../../lib/preferences";
import { currentMember } from "../../../../../lib/session";
import { streamOf } from "../../../../../seed/streams";

interface Props {
  readonly params: Promise<{ readonly roomId: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { language } = await preferences();
  return { title: streamOf((await params).roomId)?.title[language] ?? "Sen" };
}

export default async function StreamPage({ params }: Props) {
  const stream = streamOf((await params).roomId);
  if (stream === undefined) notFound();
  const { people, engine } = backend();
  const [me, host] = await Promise.all([currentMember(), people.find(stream.host)]);
  if (me === null || host === null) notFound();
  return (
    <Theatre
      key={stream.id}
      stream={stream}
      host={host}
      isHost={me.id === host.id}
      wasOnAir={engine.isOnAir(stream.id)}
      imageHosts={[new URL(await origin()).hostname]}
    />
  );
}
