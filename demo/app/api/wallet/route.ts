import { answering } from "../../../lib/answer";
import { backend } from "../../../lib/backend";

/** Adds demo credit to one's own wallet. */
export async function POST(request: Request): Promise<Response> {
  return answering(request, async (me) => ({ balance: await backend().engine.topUp(me.id) }));
}
