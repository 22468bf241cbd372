import type { CommandInput, CommandName, CommandResult } from "../../contract/commands.js";
import type { ConnectionEvent, HelloAnswer, User } from "../../contract/connection.js";
import type { Outcome } from "../../contract/errors.js";
import type { GuaranteeLevel, Protocol, ProtocolContext } from "../../protocols/protocol.js";
import type { TransportFactory } from "../../protocols/transport.js";
import type { Environment } from "../environment.js";
import type { Http } from "../http.js";
import type { AuthSource, Report, Timings } from "../settings.js";
import type { ConnectionState } from "./connectionState.js";

/** What the connection knows of its state; `dropped` is counted by whoever reads events. */
export type ConnectionSnapshot = Omit<ConnectionState, "dropped">;

/** What of the state has changed. */
export type ConnectionPatch = Partial<ConnectionSnapshot>;

/** One connection from its opening to its end. */
export interface Session {
  /** The server's answer to hello; `null` for servers without it and in degraded mode. */
  readonly hello: HelloAnswer | null;
  /** The server should have answered hello and did not: go on without sequences, sync and heads. */
  readonly degraded: boolean;
  readonly guarantees: GuaranteeLevel;
  /** Counts up from 1 over the connection's life. */
  readonly number: number;
  /** Whether it still is the open one. */
  isCurrent(): boolean;
}

/** What a connection needs. */
export interface ConnectionOptions {
  /** Address of the Socket.IO server. The path and the rest come from the protocol. */
  readonly url: string;
  /** Base address of the HTTP API, with or without a slash at its end. */
  readonly apiUrl: string;
  readonly protocol: Protocol;
  /** Whose connection it is, for all its life. */
  readonly user: User;
  readonly auth?: AuthSource | undefined;
  readonly environment: Environment;
  readonly timings: Timings;
  readonly transport: TransportFactory;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Sent in hello; made up unless given. */
  readonly identity?: { readonly clientId: string; readonly tabId: string } | undefined;
  report(report: Report): void;
  /** Only what has changed, never `dropped`. */
  onState(patch: ConnectionPatch): void;
  /** Every wire event, from the moment the connection is open, also before hello is answered. */
  onEvent(event: string, payload: unknown, namespace?: string): void;
  /** Hello is done, commands may go: join and catch up. When it resolves the status becomes `live`; when it rejects the connection is made anew. */
  onOpenSession(session: Session): Promise<void>;
  /** The session is over: called once for every `onOpenSession`. */
  onDown(): void;
}

/** One user's connection to one server. Makes itself anew until told to stop. All functions are stable references. */
export interface Connection {
  readonly state: ConnectionSnapshot;
  /** Hello is done and the connection is open: commands may go. */
  readonly ready: boolean;
  /** The open session; `null` while there is none. */
  readonly session: Session | null;
  /** HTTP with the same credentials. Works without the socket. */
  readonly http: Http;
  /** Given to the protocol's functions. */
  readonly context: ProtocolContext;
  /** Connects now, also after `closed` and `auth-failed`. No effect when connected already. */
  connect(): void;
  /** Closes now and stays closed until `connect`. */
  disconnect(): void;
  /** Closes for ever: timers and listeners are gone, every waiting command has failed. */
  destroy(): void;
  /** Wants the connection; the returned function stops wanting it. Closes `lingerMs` after nobody wants it any more. */
  retain(): () => void;
  /**
   * Encodes a command by the protocol and sends it over the socket or HTTP. Never rejects.
   *
   * `null` as value: the protocol needs nothing for it, or nobody confirms it. Failures of its own: `UNSUPPORTED` the protocol has no word for it,
   * `INVALID` it can't be encoded, `UNAVAILABLE` nothing was sent, `TIMEOUT` sent and unanswered: the outcome is unknown.
   */
  execute<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    options?: { readonly timeoutMs?: number },
  ): Promise<Outcome<CommandResult<N> | null>>;
  /** Sends without wanting to know: `false` when it was dropped because nothing is live, or this server can't. */
  emit<N extends CommandName>(name: N, input: CommandInput<N>): boolean;
  /** Other credentials of the same user. Ends `auth-failed` with a fresh attempt. */
  setAuth(auth: AuthSource | undefined): void;
  /** Give every decoded event of the connection here. */
  handle(event: ConnectionEvent): void;
  /** The socket underneath; `null` when there is none. */
  socket(): unknown;
}
