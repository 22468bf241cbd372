import { cookies } from "next/headers";
import { backend } from "../../../lib/backend";
import { sessionCookie, signSession } from "../../../lib/session";
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
    for (const { id } of courses) await store.addMember(`room:${id}`, member.id, Date.now());
    const { head } = await store.bounds("room:react-k12");
    await store.advance("room:react-k12", member.id, { readSeq: head - 3 });
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
