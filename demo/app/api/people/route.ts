import { backend } from "../../../lib/backend";
import { currentMember } from "../../../lib/session";

/** Everybody else who can be written to. */
export async function GET(): Promise<Response> {
  const me = await currentMember();
  if (me === null) return Response.json({ error: "signed out" }, { status: 401 });
  const others = (await backend().people.list()).filter(({ id }) => id !== me.id);
  return Response.json({ people: others });
}
