import type { Member } from "./people";
import { currentMember } from "./session";

/** Answers a POST of somebody signed in; its body is whatever object arrived, `{}` when none did. */
export async function answering(
  request: Request,
  answer: (me: Member, body: Readonly<Record<string, unknown>>) => Promise<object | null>,
): Promise<Response> {
  const me = await currentMember();
  if (me === null) return Response.json({ error: "signed out" }, { status: 401 });
  const read: unknown = await request.json().catch(() => null);
  const body = typeof read === "object" && read !== null ? (read as Record<string, unknown>) : {};
  const answered = await answer(me, body);
  return answered === null ? Response.json({ error: "refused" }, { status: 403 }) : Response.json(answered);
}
