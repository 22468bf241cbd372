import { userSchema } from "../../contract/connection.js";
import { defined } from "../../contract/defined.js";
import { failure, type Outcome } from "../../contract/errors.js";
import { idSchema } from "../../contract/ids.js";
import { array, number, optional, parse } from "../../contract/schema.js";
import type { Clock } from "../clock.js";
import type { Identity } from "../core/core.js";
import { mostRoles } from "../core/roles.js";
import type { Reporter } from "../report.js";

/** What somebody brings to prove who he is. */
export interface Credentials {
  /** From the handshake's `auth.token` or the header `Authorization: Bearer`; never from an address. */
  readonly token: string | null;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: Readonly<Record<string, string>>;
}

/** The app's own way to tell who somebody is: `null` when nothing proves it, a rejection when it can't be told at the moment. */
export type Authenticate = (credentials: Credentials) => Identity | null | Promise<Identity | null>;

const rolesSchema = optional(array(idSchema, { max: mostRoles }));
const momentSchema = optional(number());

/** How long the app may think about it. */
const timeoutMs = 10_000;
/** When to try again after it could not be told. */
const retryAfterMs = 2_000;

/** Makes an {@link Authenticate} total: it answers in time, never rejects, and lets no malformed user in. */
export function guarded(
  authenticate: Authenticate,
  clock: Clock,
  report: Reporter,
): (credentials: Credentials) => Promise<Outcome<Identity>> {
  return async (credentials) => {
    try {
      const identity = await within(Promise.resolve(authenticate(credentials)), clock);
      if (identity === null || identity === undefined) return { ok: false, failure: failure("UNAUTHENTICATED") };
      const user = parse(userSchema, identity.user);
      if (!user.ok) throw new Error(`authenticate answered with a user that can't be one: ${user.issue}`);
      const roles = parse(rolesSchema, identity.roles);
      if (!roles.ok) throw new Error(`authenticate answered with roles that can't be any: ${roles.issue}`);
      const expiresAt = parse(momentSchema, identity.expiresAt);
      const issuedAt = parse(momentSchema, identity.issuedAt);
      if (!expiresAt.ok || !issuedAt.ok)
        throw new Error("authenticate answered with an expiresAt or issuedAt that is no number of milliseconds.");
      return {
        ok: true,
        value: defined({
          user: user.value,
          roles: roles.value,
          expiresAt: expiresAt.value,
          issuedAt: issuedAt.value,
        }),
      };
    } catch (error) {
      report({ kind: "fault", during: "authenticate", code: "UNAVAILABLE", error });
      return { ok: false, failure: failure("UNAVAILABLE", undefined, retryAfterMs) };
    }
  };
}

function within<T>(work: Promise<T>, clock: Clock): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = clock.setTimeout(() => reject(new Error(`No answer within ${timeoutMs} ms.`)), timeoutMs);
    work.then(resolve, reject).finally(() => clock.clearTimeout(timer));
  });
}

/** Reads a `Cookie` header. Of cookies with the same name the first counts, as browsers send the more specific one first. */
export function readCookies(header: string | undefined): Readonly<Record<string, string>> {
  const cookies: Record<string, string> = Object.create(null);
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at < 1) continue;
    const name = part.slice(0, at).trim();
    if (!(name in cookies)) cookies[name] = decoded(part.slice(at + 1).trim());
  }
  return cookies;
}

function decoded(value: string): string {
  const bare = value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value;
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
