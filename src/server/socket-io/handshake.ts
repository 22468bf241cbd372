import type { IncomingMessage } from "node:http";
import type { Socket } from "socket.io";
import { defined } from "../../contract/defined.js";
import { type Failure, failure, type Outcome } from "../../contract/errors.js";
import { type Credentials, readCookies } from "../auth/authenticate.js";
import type { OriginCheck } from "../auth/origins.js";
import type { Core, Identity } from "../core/core.js";
import type { Reporter } from "../report.js";

/** Query parameters in which people put tokens. Addresses end up in logs and histories. */
const secretParameters = ["token", "access_token", "auth", "jwt"];
const longestToken = 8_192;

/** What the middleware of the handshake works with. */
export interface HandshakeOptions {
  readonly core: Core;
  readonly authenticate: (credentials: Credentials) => Promise<Outcome<Identity>>;
  readonly checkOrigin: OriginCheck;
  readonly report: Reporter;
  /** The server is shutting down. */
  readonly isClosing: () => boolean;
}

/** Refuses a foreign page's connection before it is one. Without an Origin it may go on: the handshake then demands a token. */
export function originGate(checkOrigin: OriginCheck, report: Reporter) {
  return (req: IncomingMessage, decide: (error: string | null | undefined, success: boolean) => void): void => {
    const { origin, host } = req.headers;
    const refused = checkOrigin(origin, host) === "refused";
    if (refused) report({ kind: "refused", during: "connect", code: "FORBIDDEN", ...defined({ origin }) });
    decide(refused ? "This origin is not allowed." : null, !refused);
  };
}

/** Makes the Socket.IO middleware that lets in whom the app knows. A refusal carries `{ code, retryAfterMs? }` as the error's `data`. */
export function handshake(options: HandshakeOptions) {
  return (socket: Socket, next: (error?: Error) => void): void => {
    judge(socket, options).then(
      (outcome) => {
        if (outcome.ok) {
          (socket.data as { lobby?: Identity }).lobby = outcome.value;
          return next();
        }
        const { origin, host } = socket.handshake.headers;
        const foreign = options.checkOrigin(origin, host) === "refused" ? origin : undefined;
        options.report({
          kind: "refused",
          during: "connect",
          code: outcome.failure.code,
          ...defined({ origin: foreign }),
        });
        next(refusal(outcome.failure));
      },
      (error: unknown) => {
        options.report({ kind: "fault", during: "connect", code: "UNAVAILABLE", error });
        next(refusal(failure("UNAVAILABLE", undefined, 2_000)));
      },
    );
  };
}

async function judge(socket: Socket, options: HandshakeOptions): Promise<Outcome<Identity>> {
  if (options.isClosing()) return refused(failure("UNAVAILABLE", undefined, 1_000));
  const credentials = credentialsOf(socket, options.checkOrigin);
  if (!credentials.ok) return credentials;
  const identity = await options.authenticate(credentials.value);
  if (!identity.ok) return identity;
  const full = options.core.admit(identity.value.user.id);
  return full === null ? identity : refused(full);
}

/** What a handshake brings to prove who somebody is; a refusal where it may prove nothing. */
export function credentialsOf(socket: Socket, checkOrigin: OriginCheck): Outcome<Credentials> {
  const { headers, query, auth } = socket.handshake;
  // Asked here too: an `io` of the app's own has its own gate, or none.
  const verdict = checkOrigin(headers.origin, headers.host);
  if (verdict === "refused") return refused(failure("FORBIDDEN", "this origin is not allowed"));
  if (secretParameters.some((name) => Object.hasOwn(query, name))) {
    return refused(failure("FORBIDDEN", "a token in the address is written into logs: send it as auth.token"));
  }
  const value: Credentials = {
    token: readToken(auth),
    headers: flat(headers),
    // A request that no page's Origin stands behind must prove itself by a token: cookies come along with anybody's request.
    cookies: verdict === "allowed" ? readCookies(headers.cookie) : {},
  };
  return { ok: true, value };
}

function readToken(auth: unknown): string | null {
  if (typeof auth !== "object" || auth === null || !Object.hasOwn(auth, "token")) return null;
  const { token } = auth as { token: unknown };
  return typeof token === "string" && token !== "" && token.length <= longestToken ? token : null;
}

function flat(headers: IncomingMessage["headers"]): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}

function refused(why: Failure): Outcome<never> {
  return { ok: false, failure: why };
}

/** A refusal as Socket.IO hands it to the client. */
export function refusal(why: Failure): Error {
  return Object.assign(new Error(why.message ?? why.code), { data: why });
}
