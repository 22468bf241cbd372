import type { Namespace, Socket } from "socket.io";
import { failure, type Outcome } from "../../contract/errors.js";
import type { Authenticate, Credentials } from "../auth/authenticate.js";
import type { OriginCheck } from "../auth/origins.js";
import type { Clock } from "../clock.js";
import { isAgent } from "../core/agents.js";
import type { CoreSession, Identity } from "../core/core.js";
import type { Reporter } from "../report.js";
import { takeEvents } from "./attachSocket.js";
import { credentialsOf, refusal } from "./handshake.js";

/** How the admin namespace lets in, beside the role. */
export interface AdminOptions {
  /** A proof of its own: asked with the same handshake, and it must name the same user. The server's own way unless told otherwise. */
  readonly authenticate?: Authenticate;
  /** A token older than this, in milliseconds, does not open it: 300,000 makes it five minutes. Any age unless told otherwise. */
  readonly maxTokenAgeMs?: number;
}

/** The path of the namespace over which agents give their commands. */
export const adminPath = "/admin";

/** What the namespace works with. */
export interface AdminNamespaceOptions {
  /** The session of the same connection's default namespace. */
  readonly sessionOf: (socket: Socket) => CoreSession | undefined;
  readonly authenticate: (credentials: Credentials) => Promise<Outcome<Identity>>;
  readonly maxTokenAgeMs: number | undefined;
  readonly checkOrigin: OriginCheck;
  readonly clock: Clock;
  readonly report: Reporter;
  readonly onWork: (work: Promise<unknown>) => void;
}

/**
 * Opens the namespace for agents' commands. It carries nothing else: what agents hear and write goes over the default namespace, whose session it lends its rights to, so
 * that one person stays one session. Whoever is refused here keeps that one as it is.
 */
export function openAdminNamespace(namespace: Namespace, options: AdminNamespaceOptions): void {
  const { report, onWork, sessionOf } = options;
  namespace.use((socket, next) => {
    judge(socket, options).then(
      (outcome) => {
        const code = outcome.ok ? "OK" : outcome.failure.code;
        const userId = sessionOf(socket)?.user.id;
        report({ kind: "audit", during: `connect ${adminPath}`, code, ...(userId === undefined ? {} : { userId }) });
        next(outcome.ok ? undefined : refusal(outcome.failure));
      },
      (error: unknown) => {
        report({ kind: "fault", during: `connect ${adminPath}`, code: "UNAVAILABLE", error });
        next(refusal(failure("UNAVAILABLE", undefined, 2_000)));
      },
    );
  });
  namespace.on("connection", (socket) => {
    const session = sessionOf(socket);
    if (session === undefined) {
      socket.disconnect();
      return;
    }
    takeEvents(socket, {
      passOthers: false,
      onWork,
      handle: (event, payload) => session.handle(event, payload, "admin"),
    });
  });
}

async function judge(socket: Socket, options: AdminNamespaceOptions): Promise<Outcome<Identity>> {
  const credentials = credentialsOf(socket, options.checkOrigin);
  if (!credentials.ok) return credentials;
  const identity = await options.authenticate(credentials.value);
  if (!identity.ok) return identity;
  const { user, roles = [], issuedAt } = identity.value;
  if (!isAgent(roles)) return forbidden("only agents are let in here");
  // Of the connection as a whole: what is proven here about one person must not serve another.
  if (options.sessionOf(socket)?.user.id !== user.id)
    return forbidden("connect as the same user to the default namespace first");
  const { maxTokenAgeMs } = options;
  if (maxTokenAgeMs !== undefined && (issuedAt === undefined || options.clock.now() - issuedAt > maxTokenAgeMs)) {
    return { ok: false, failure: failure("UNAUTHENTICATED", "the token is too old for this: bring a fresh one") };
  }
  return identity;
}

function forbidden(message: string): Outcome<never> {
  return { ok: false, failure: failure("FORBIDDEN", message) };
}
