import { randomBytes } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { cookies } from "next/headers";
import { backend } from "../../../lib/backend";
import { currentMember } from "../../../lib/session";

const visitorCookie = "sen_visitor";

/** Who looks at a page that asks for no name, with a token: whoever is signed in, or else a visitor, the same one for a day. */
export async function GET(): Promise<Response> {
  const user = (await currentMember()) ?? (await visitor());
  const { id, name } = user;
  return Response.json(
    { user: { id, name }, token: await backend().tokenFor(user) },
    { headers: { "cache-control": "no-store" } },
  );
}

async function visitor(): Promise<{ readonly id: string; readonly name: string }> {
  const jar = await cookies();
  const id = (await idIn(jar.get(visitorCookie)?.value)) ?? `visitor-${randomBytes(4).toString("hex")}`;
  const signed = await new SignJWT()
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(id)
    .setAudience("visitor")
    .setExpirationTime("1d")
    .sign(backend().secret);
  jar.set(visitorCookie, signed, { httpOnly: true, sameSite: "lax", path: "/", maxAge: 86_400 });
  return { id, name: `Visitor ${id.slice(-4)}` };
}

async function idIn(cookie: string | undefined): Promise<string | null> {
  if (cookie === undefined) return null;
  try {
    const { payload } = await jwtVerify(cookie, backend().secret, { audience: "visitor", algorithms: ["HS256"] });
    return payload.sub ?? null;
  } catch {
    return null;
  }
}
