import { answering } from "../../../lib/answer";
import { backend } from "../../../lib/backend";
import { streamOf } from "../../../seed/streams";

/** Sets how many messages a second bots write into a stream's room: `{ roomId, rate }`, 0 sends them home. */
export async function POST(request: Request): Promise<Response> {
  return answering(request, async (_me, { roomId, rate }) => {
    if (typeof roomId !== "string" || typeof rate !== "number" || streamOf(roomId) === undefined) return null;
    return backend().engine.audience.setRate(roomId, rate);
  });
}
