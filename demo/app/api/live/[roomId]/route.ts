import { answering } from "../../../../lib/answer";
import { backend } from "../../../../lib/backend";
import { streamOf } from "../../../../seed/streams";

/** Begins or ends a stream: `{ live }`, from its host only. */
export async function POST(request: Request, { params }: { params: Promise<{ roomId: string }> }): Promise<Response> {
  const stream = streamOf((await params).roomId);
  return answering(request, async (me, { live }) => {
    if (stream === undefined || stream.host !== me.id || typeof live !== "boolean") return null;
    await backend().engine.setOnAir(stream.id, live);
    return { live };
  });
}
