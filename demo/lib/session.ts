import { jwtVerify, SignJWT } from "jose";
import { cookies } from "next/headers";
import { backend } from "./backend";
import type { Member } from "./people";

export const sessionCookie = "sen_session";

/** What the cookie holds: who somebody is, signed, for a month. */
export function signSession(member: Member): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(member.id)
    .setAudience("session")
    .setIssuedAt()
    .setExpirationTime("30d")
    .sign(backend().secret);
}

/** Who is signed in, by the cookie; `null`: nobody. */
export async function currentMember(): Promise<Member | null> {
  const token = (await cookies()).get(sessionCookie)?.value;
  if (token === undefined) return null;
  try {
    const { payload } = await jwtVerify(token, backend().secret, { audience: "session", algorithms: ["HS256"] });
    return payload.sub === undefined ? null : await backend().people.find(payload.sub);
  } catch {
    return null;
  }
}
