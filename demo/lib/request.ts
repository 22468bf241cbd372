import { jwtVerify } from "jose";
import { backend } from "./backend";
import type { Member } from "./people";
import type { Language } from "./words";

// What a request says of who sent it. Next's two routers keep cookies and headers in different places: what is read from them is the same.

/** A cookie or a header of a request, by its name. */
export type ReadFrom = (name: string) => string | undefined;

export const sessionCookie = "sen_session";

/** Who is signed in, by the cookie; `null`: nobody. */
export async function memberIn(cookie: ReadFrom): Promise<Member | null> {
  const token = cookie(sessionCookie);
  if (token === undefined) return null;
  try {
    const { payload } = await jwtVerify(token, backend().secret, { audience: "session", algorithms: ["HS256"] });
    return payload.sub === undefined ? null : await backend().people.find(payload.sub);
  } catch {
    return null;
  }
}

export type Theme = "light" | "dark" | "system";

export interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
}

/** What somebody has chosen before, so that the server's HTML is right at once. */
export function preferencesIn(cookie: ReadFrom): Preferences {
  const theme = cookie("sen_theme");
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    language: cookie("sen_language") === "vi" ? "vi" : "en",
  };
}

/** The address by which the browser knows this server, e.g. `http://localhost:3000`. */
export function originIn(header: ReadFrom): string {
  const host = header("x-forwarded-host") ?? header("host") ?? "localhost";
  const protocol = header("x-forwarded-proto")?.split(",")[0] ?? "http";
  return `${protocol}://${host}`;
}
