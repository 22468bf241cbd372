import { SignJWT } from "jose";
import { cookies } from "next/headers";
import { backend } from "./backend";
import type { Member } from "./people";
import { memberIn } from "./request";

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
  const jar = await cookies();
  return memberIn((name) => jar.get(name)?.value);
}
