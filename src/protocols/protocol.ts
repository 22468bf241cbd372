import type { CommandInput, CommandName, CommandResult } from "../contract/commands.js";
import type { User } from "../contract/connection.js";
import type { Failure, Outcome } from "../contract/errors.js";
import type { DomainEvent } from "../contract/events.js";
import type { QueryInput, QueryName, QueryResult } from "../contract/queries.js";
import type { Schema } from "../contract/schema.js";
import type { Around } from "./transport.js";

/** What a server can do. Components hide what it can't; hooks tell; guarantees follow. */
export interface Capabilities {
  /** The server answers hello: the connection is live only after that. */
  readonly hello: boolean;
  /** `sendMessage` is acknowledged. */
  readonly acks: boolean;
  /** A repeated `sendMessage` with the same client id is stored once, so that retries are safe. */
  readonly dedupe: boolean;
  /** Who gets a stored message pushed: also its sender, only the others, or nobody. */
  readonly echo: "all" | "others" | "none";
  /** Messages bear sequences and epochs, and `sync` fills gaps. */
  readonly sequences: boolean;
  /** Where older messages come from: asked for over HTTP, sent by the server when a conversation is opened (`historyReceived`), or nowhere. */
  readonly history: "http" | "push" | "none";
  /** Whether history may be asked again after a reconnect to catch up (where there are no sequences), or comes again by itself where it is pushed. */
  readonly catchUp: "sync" | "history" | "none";
  /** The list of conversations can be asked for. */
  readonly conversations: boolean;
  readonly rooms: boolean;
  readonly direct: boolean;
  readonly images: boolean;
  /** A text can say what it is about (a product); where it can't, the address of that is added to the text. */
  readonly about: boolean;
  readonly typing: boolean;
  /** How receipts come: per-user watermarks, a state on single messages, or not at all. */
  readonly receipts: "watermarks" | "messages" | "none";
  /** A new token can be given to a running connection. */
  readonly reauthenticate: boolean;
  /** `simple`: they are marked as read one at a time, never cleared, and listed all at once. `simple-all`: so too, but all can be marked as read at once. */
  readonly notifications: boolean | "simple" | "simple-all";
  readonly presence: boolean;
  readonly viewers: boolean;
  readonly gifts: boolean;
  readonly live: boolean;
  /** Visitors' requests for help, with a queue for agents. Without it an app may offer a 1:1 with somebody of its own. */
  readonly support: boolean;
}

/**
 * How much can be promised with a server.
 *
 * L0 plain events, at most once; L1 acknowledged, loss is visible; L2 safe retries; L3 and catch-up after a reconnect; L4 sequences, epochs and gap detection.
 */
export type GuaranteeLevel = "L0" | "L1" | "L2" | "L3" | "L4";

/** The guarantee level that follows from what a server can do. */
export function guaranteeLevel(capabilities: Capabilities): GuaranteeLevel {
  if (!capabilities.acks) return "L0";
  if (!capabilities.dedupe) return "L1";
  if (capabilities.catchUp === "none") return "L2";
  return capabilities.sequences && capabilities.hello && capabilities.catchUp === "sync" ? "L4" : "L3";
}

/** What protocol functions know beside their input. */
export interface ProtocolContext {
  /** Who this client is signed in as. */
  readonly user: User;
  /** Milliseconds since the epoch on the local clock. */
  now(): number;
  /** A new id, for messages that came without one. */
  newId(): string;
  /** How events of the features in use read, by type; see {@link ProtocolPart}. */
  readonly events?: Readonly<Record<string, Schema<object>>>;
  /** While the answer to a query is read: says why one thing of a list is left out, so that it is reported. */
  readonly drop?: ((issue: string) => void) | undefined;
}

/** Something arrived that can't be read: dropped, counted and reported with `issue`. */
export interface Malformed {
  readonly type: "malformed";
  readonly issue: string;
}

/** Marks a payload as unreadable. */
export function malformed(issue: string): Malformed {
  return { type: "malformed", issue };
}

/** What a wire event means: event(s), something unreadable, or `null` for what does not concern this client. */
export type Decoded = DomainEvent | Malformed | readonly (DomainEvent | Malformed)[] | null;

/** A command on the wire as a Socket.IO event. */
export interface Emission<R> {
  readonly via: "socket";
  readonly event: string;
  readonly payload: unknown;
  /** Which of the protocol's named namespaces to use; the main one if absent. */
  readonly namespace?: string;
  /** Reads the acknowledgement. Absent: none is asked for. Must not throw; a `TIMEOUT`-coded failure means "can't tell". */
  readonly acknowledge?: (raw: unknown) => Outcome<R>;
  /** Until an acknowledgement that does not come is given up, ms, where this server takes its time; as the client's timings say if absent. */
  readonly timeoutMs?: number;
  /** How long its acknowledgement takes says nothing of the connection: it may be given here, or after a silence. */
  readonly unmeasured?: true;
}

/** A query on the wire as a Socket.IO event, which is answered. */
export type Question<R> = Emission<R> & Required<Pick<Emission<R>, "acknowledge">>;

/** A request over HTTP, relative to the API's address. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Relative to `apiUrl`, without a leading slash; values in it already percent-encoded. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Beside the usual ones. A function is asked right before each try: for what changes (a token of the page against forged requests). What it throws keeps the request from being sent. */
  readonly headers?: HttpHeaders | (() => HttpHeaders | Promise<HttpHeaders>);
}

/** Headers by their names. */
export type HttpHeaders = Readonly<Record<string, string>>;

/** A command on the wire as an HTTP request. */
export interface HttpCall<R> {
  readonly via: "http";
  readonly request: HttpRequest;
  /** Reads the answer. Must not throw. */
  readonly acknowledge: (raw: unknown, status: number) => Outcome<R>;
}

/** A command that this server would not take: refused before it is sent. */
export interface Refusal {
  readonly via: "nothing";
  readonly failure: Failure;
}

/** How a command goes out; `null` when this server needs nothing for it. */
export type Encoded<R> = Emission<R> | HttpCall<R> | Refusal | null;

/** A query over HTTP on a given server: what to ask, and how to read the answer. */
export interface HttpQuery<I, R> {
  readonly request: (input: I, context: ProtocolContext) => HttpRequest;
  /** Reads the answer of a 2xx status. Must not throw. */
  readonly read: (raw: unknown, input: I, context: ProtocolContext) => Outcome<R>;
}

/** How to reach a server. */
export interface ConnectOptions {
  /** Path of the Socket.IO endpoint; `/socket.io` unless told otherwise. */
  readonly path?: string;
  readonly transports?: readonly ("websocket" | "polling")[];
  /** Milliseconds until an attempt counts as failed; 10,000 unless told otherwise. */
  readonly timeoutMs?: number;
  /** The handshake's `auth`, from the current token (`null` with cookies). */
  readonly auth?: (input: {
    readonly token: string | null;
    readonly user: User;
    readonly now: number;
  }) => Record<string, unknown>;
  /** The namespace of all that names none, `/` unless told otherwise: when it refuses, the connection is refused. */
  readonly namespace?: string;
  /** Further namespaces, by the name that emissions use. One that refuses does not disturb the others. */
  readonly namespaces?: Readonly<Record<string, string>>;
  /**
   * What this server needs around every connection beyond its words: a greeting after the connect, answers that are events of their own, a heartbeat. Made of the
   * wrappers in `protocols/around`, which `around(…)` puts one into the other.
   */
  readonly around?: Around;
  /** What a refused handshake means. `retry`: a passing fault. */
  readonly refusal?: (error: { readonly message: string; readonly data: unknown }) => {
    readonly kind: "unauthenticated" | "forbidden" | "retry";
    readonly retryAfterMs?: number;
  };
}

/** How the words of the contract go on one server's wire: data and small pure functions, nothing else. */
export interface Protocol {
  readonly name: string;
  readonly capabilities: Capabilities;
  readonly connect: ConnectOptions;
  /** Which user ids this server takes, where not all of ours: signing in with another one throws `bad-id`. */
  readonly userId?: Schema<string>;
  /** Wire event → what it means. Payloads are untrusted. */
  readonly incoming: Readonly<Record<string, (payload: unknown, context: ProtocolContext) => Decoded>>;
  /** Command → wire. A missing name means that this server can't. */
  readonly outgoing: {
    readonly [N in CommandName]?: (input: CommandInput<N>, context: ProtocolContext) => Encoded<CommandResult<N>>;
  };
  readonly http: HttpQueries & {
    /** How a refusal over HTTP reads; for statuses other than 2xx. */
    readonly failure?: (raw: unknown, status: number) => Failure;
  };
  /**
   * Queries that need no server: a catalogue of gifts that the app brings along. `null`: this one does, and is asked by `http`. Must neither throw nor reject.
   */
  readonly known?: {
    readonly [K in QueryName]?: (input: QueryInput<K>, context: ProtocolContext) => Known<K> | Promise<Known<K>>;
  };
  /** Queries that are asked and answered over the socket. */
  readonly asked?: {
    readonly [K in QueryName]?: (input: QueryInput<K>, context: ProtocolContext) => Question<QueryResult<K>>;
  };
  /** Hosts whose pictures components show unasked, with all their subdomains, unless a component is told others. None if absent. */
  readonly imageHosts?: readonly string[];
  /** Without a key for so long, ms, the server is told that somebody has stopped typing; where a server wants to hear it sooner than the composer says it. */
  readonly typingIdleMs?: number;
  /** Features bring their own words for this wire: `outgoing` and `http` above are only where it begins. */
  readonly extensible?: true;
  /** How the events that features add read, by type. */
  readonly events?: Readonly<Record<string, Schema<object>>>;
}

/** The answer to a query that needs no server, or `null` where it needs one. */
export type Known<K extends QueryName> = Outcome<QueryResult<K>> | null;

/** The queries that a server answers over HTTP. */
export type HttpQueries = {
  readonly [K in QueryName]?: HttpQuery<QueryInput<K>, QueryResult<K>>;
};

/** What a feature adds to an extensible protocol when it is first used. */
export interface ProtocolPart {
  readonly outgoing: Protocol["outgoing"];
  readonly http?: HttpQueries;
  /** How its events read, by type. */
  readonly events: Readonly<Record<string, Schema<object>>>;
}
