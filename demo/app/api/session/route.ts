import { cookies } from "next/headers";
import { backend } from "../../../lib/backend";
import { sessionCookie } from "../../../lib/request";
import { signSession } from "../../../lib/session";
import { courses } from "../../../seed/rooms";

/** Signs in: a form with `as` (somebody who is there already) or `name`. There is no password, this being a demo. */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData();
  const { people, store } = backend();
  const as = form.get("as");
  const name = String(form.get("name") ?? "")
    .trim()
    .slice(0, 60);
  const known = typeof as === "string" ? await people.find(as) : null;
  if (known === null && name === "") return away("/");
  const { member, isNew } = known === null ? await people.signIn(name) : { member: known, isNew: false };
  if (isNew) {
    await store.saveUser(member);
    // A newcomer is in every room, with nothing to catch up on but the last words of one.
    for (const { id } of courses) {
      const conversationId = `room:${id}`;
      await store.addMember(conversationId, member.id, Date.now());
      const { head } = await store.bounds(conversationId);
      await store.advance(conversationId, member.id, { readSeq: id === "react-k12" ? head - 2 : head });
    }
  }
  (await cookies()).set(sessionCookie, await signSession(member), {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    maxAge: 30 * 86_400,
  });
  return away("/chat");
}

// A path alone keeps the address by which the browser came, whatever stands before this server.
function away(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } });
}
