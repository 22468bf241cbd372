import { errors, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify, SignJWT } from "jose";
import { type User, userSchema } from "../../contract/connection.js";
import { defined } from "../../contract/defined.js";
import { isId } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import { LobbyError } from "../../contract/lobbyError.js";
import { parse } from "../../contract/schema.js";
import type { Identity } from "../core/core.js";
import { readRoles } from "../core/roles.js";

/** A key that `jose` takes. */
export type JwtKey = Parameters<typeof jwtVerify>[1] | JWTVerifyGetKey;

/** How tokens are verified. */
export type JwtOptions = {
  readonly issuer?: string | readonly string[];
  readonly audience?: string | readonly string[];
  /** Who a token is of; unless told otherwise `sub` is the id, `name` the name, `picture` the picture. */
  readonly userOf?: (claims: JWTPayload) => User;
  /** Which roles a token gives, `["admin"]` for one; unless told otherwise the claims `role` (one) and `roles` (a list). */
  readonly rolesOf?: (claims: JWTPayload) => readonly string[];
} & (
  | {
      /** A shared secret of 32 bytes or more, for HS256. */
      readonly secret: string | Uint8Array;
    }
  | {
      /** A public key, or a function that finds it, such as `createRemoteJWKSet` of `jose` makes. */
      readonly key: JwtKey;
      /** Which algorithms count, for example `["RS256"]`: pinned, never taken from the token. */
      readonly algorithms: readonly string[];
    }
);

/** Clocks may differ by this. */
const toleranceSeconds = 60;

/**
 * Makes a verifier of JSON Web Tokens: the algorithm pinned, signature, `exp`, `nbf` (± 60 s), and `iss` and `aud` where given. It answers `null` for whatever is wrong
 * with a token, and rejects only when the key can't be had. Rules: RFC 8725.
 *
 * @throws LobbyError `jwt-secret-short`, `jwt-algorithms` for options that would not protect
 */
export function createJwtVerifier(
  options: JwtOptions,
  now: () => number = () => Date.now(),
): (token: string) => Promise<Identity | null> {
  const key = "secret" in options ? secretKey(options.secret) : options.key;
  const algorithms = "secret" in options ? ["HS256"] : [...options.algorithms];
  if (algorithms.length === 0 || algorithms.includes("none")) {
    throw new LobbyError(
      "jwt-algorithms",
      "The list of JWT algorithms is empty or holds `none`.",
      "A token could then be signed by anybody.",
      'Name the algorithm your tokens are signed with, for example ["RS256"].',
    );
  }
  const base: JWTVerifyOptions = {
    algorithms,
    clockTolerance: toleranceSeconds,
    ...(options.issuer === undefined ? {} : { issuer: asList(options.issuer) }),
    ...(options.audience === undefined ? {} : { audience: asList(options.audience) }),
  };
  return async (token) => {
    const claims = await verified(token, key, { ...base, currentDate: new Date(now()) });
    if (claims === null) return null;
    const user = (options.userOf ?? standardUser)(claims);
    const roles = readRoles((options.rolesOf ?? standardRoles)(claims));
    const expiresAt = claims.exp === undefined ? undefined : claims.exp * 1_000;
    const issuedAt = claims.iat === undefined ? undefined : claims.iat * 1_000;
    return defined({ user, roles: roles.length > 0 ? roles : undefined, expiresAt, issuedAt });
  };
}

async function verified(token: string, key: JwtKey, options: JWTVerifyOptions): Promise<JWTPayload | null> {
  try {
    // The two forms of a key are two overloads of one function.
    const { payload } = await (typeof key === "function"
      ? jwtVerify(token, key, options)
      : jwtVerify(token, key, options));
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return null;
    throw error;
  }
}

/** Reads the usual claims. A name that is too long is cut, a picture that can't be one is left out: neither is a reason to keep somebody out. */
function standardUser({ sub, name, picture }: JWTPayload): User {
  const parsed = parse(userSchema, {
    id: sub,
    ...(typeof name === "string" ? { name: name.slice(0, limits.nameLength) } : {}),
    ...(typeof picture === "string" && picture.length <= limits.urlLength ? { avatarUrl: picture } : {}),
  });
  if (parsed.ok) return parsed.value;
  throw new LobbyError(
    "jwt-user",
    `A valid token names no usable user: ${parsed.issue}.`,
    "The claim `sub` must be a user id of 1 to 64 letters, digits, _ and -.",
    "Give `userOf` to read the user from other claims.",
  );
}

/** Claims that can't be roles give none: they may mean something else to the app. */
function standardRoles({ role, roles }: JWTPayload): readonly string[] {
  return [...readRoles(role), ...readRoles(roles)];
}

/** What a token says of its owner. */
export interface TokenClaims {
  readonly sub: string;
  readonly name?: string;
  /** Address of a picture. */
  readonly picture?: string;
  /** What he is beside himself, `"agent"` for one. */
  readonly role?: string;
  /** The same where it is more than one: `["admin", "teacher"]`. */
  readonly roles?: readonly string[];
}

/** Options of {@link signToken}. */
export interface SignTokenOptions {
  /** 32 bytes or more. */
  readonly secret: string | Uint8Array;
  /** Seconds that the token is good for; 900 unless told otherwise. */
  readonly expiresInSeconds?: number;
  readonly issuer?: string;
  readonly audience?: string;
  readonly now?: () => number;
}

/**
 * Signs a token (HS256) for a user that your app has signed in, to be handed to his browser.
 *
 * @throws LobbyError `jwt-secret-short`, `jwt-user` for a `sub` that can't be a user id
 * @example
 * const token = await signToken({ sub: "an", name: "An" }, { secret: process.env["LOBBY_SECRET"] ?? "" });
 */
export async function signToken(claims: TokenClaims, options: SignTokenOptions): Promise<string> {
  const key = secretKey(options.secret);
  const seconds = Math.floor((options.now?.() ?? Date.now()) / 1_000);
  const { sub, name, picture, role, roles } = claims;
  if (!isId(sub)) {
    throw new LobbyError(
      "jwt-user",
      `signToken was called with the subject ${JSON.stringify(sub)}.`,
      "A user id has 1 to 64 letters, digits, _ and -.",
      "Give the id under which your database knows the user.",
    );
  }
  const jwt = new SignJWT(defined({ name, picture, role, roles }))
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setSubject(sub)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + (options.expiresInSeconds ?? 900));
  if (options.issuer !== undefined) jwt.setIssuer(options.issuer);
  if (options.audience !== undefined) jwt.setAudience(options.audience);
  return jwt.sign(key);
}

/** HS256 is only as strong as its secret: RFC 7518 §3.2 demands as many bits as the hash has. */
function secretKey(secret: string | Uint8Array): Uint8Array {
  const bytes = typeof secret === "string" ? new TextEncoder().encode(secret) : secret;
  if (bytes.length >= 32) return bytes;
  throw new LobbyError(
    "jwt-secret-short",
    `The JWT secret has ${bytes.length} bytes.`,
    "Fewer than 32 can be guessed from a single token.",
    "Make one with: openssl rand -base64 32",
  );
}

function asList(value: string | readonly string[]): string[] {
  return typeof value === "string" ? [value] : [...value];
}
