import { backend } from "../../../lib/backend";
import { preferences } from "../../../lib/preferences";
import { currentMember } from "../../../lib/session";

/** A fresh token for whoever the cookie says it is; `auth` of the SocketProvider fetches it here. */
export async function GET(): Promise<Response> {
  const member = await currentMember();
  if (member === null) return Response.json({ error: "signed out" }, { status: 401 });
  backend().engine.languages.set(member.id, (await preferences()).language);
  return Response.json({ token: await backend().tokenFor(member) }, { headers: { "cache-control": "no-store" } });
}
