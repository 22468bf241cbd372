import type { Middleware, Store, UnknownAction } from "@reduxjs/toolkit";
import type { DraftBody } from "../contract/chat.js";
import type { User } from "../contract/connection.js";
import type { ConversationId, ConversationRef } from "../contract/ids.js";
import type { Capabilities, Protocol } from "../protocols/protocol.js";
import type { ChatState } from "./chat/chatState.js";
import type { ConnectionState } from "./connection/connectionState.js";
import type { TransportFactory } from "./connection/transport.js";
import type { Environment } from "./environment.js";
import type { OutboxStorage } from "./outbox/outboxStorage.js";

/**
 * Where the token comes from: the token itself, the browser's cookies, or a function that fetches one. The function is called before the first
 * connect, at 80 % of the token's life and after a refusal; never twice at once, and given up after 10 s.
 */
export type AuthSource =
  | string
  | { readonly cookie: true }
  | ((request: {
      readonly reason: "connect" | "refresh" | "refused";
      readonly signal: AbortSignal;
    }) => string | Promise<string>);

/** Something worth knowing that is no error of the user's: for logs and counters. */
export interface Report {
  readonly kind: "malformed" | "unmapped" | "overflow" | "listener" | "storage" | "http" | "auth" | "protocol";
  readonly message: string;
  /** Wire event, command or endpoint. */
  readonly subject: string;
}

/** Waiting times, ms. */
export interface Timings {
  /** Until an unanswered send is repeated. 5,000. */
  readonly ackTimeoutMs: number;
  /** Until hello is given up and the connection is used without it. 3,000. */
  readonly helloTimeoutMs: number;
  /** First and longest wait between attempts; the real one is drawn from 0 to the current bound. 1,000 and 30,000. */
  readonly retryMinMs: number;
  readonly retryMaxMs: number;
  /** Live this long, the next loss starts at the first wait again. 10,000. */
  readonly stableMs: number;
  /** Between checks for a lost tail, ± 20 %. 25,000. */
  readonly headCheckMs: number;
  /** From the last release to closing. 1,000. */
  readonly lingerMs: number;
  /** Until fetching a token is given up. 10,000. */
  readonly tokenTimeoutMs: number;
  /** A hidden tab stops trying after this long. 300,000. */
  readonly hiddenPauseMs: number;
  /** Between typing announcements while typing goes on. 3,000. */
  readonly typingEveryMs: number;
  /** After which somebody's typing expires without a word. 6,000. */
  readonly typingExpiryMs: number;
  /** Between flushes in a hidden tab. 250. */
  readonly hiddenFlushMs: number;
}

/** What a lobby needs to know. */
export interface LobbyOptions {
  /** Address of the Socket.IO server, for example `https://chat.example.com`. */
  readonly url: string;
  /** Base address of the HTTP API; `<url>/api/lobby` unless told otherwise. */
  readonly apiUrl?: string;
  /** Who is signed in; `null`: nobody, and the lobby stays quiet. */
  readonly user: User | null;
  readonly auth?: AuthSource;
  /** How to speak to the server; `native` unless told otherwise. */
  readonly protocol?: Protocol;
  /** First state, from a Server Component. */
  readonly initialState?: LobbyState;
  /** Keep at most this many messages of a room in memory while its end is shown; 500, with a quarter of slack. 1:1 are unbounded. */
  readonly roomBuffer?: number;
  readonly timings?: Partial<Timings>;
  readonly transport?: TransportFactory;
  readonly outbox?: OutboxStorage;
  readonly fetch?: typeof globalThis.fetch;
  readonly environment?: Environment;
  /** Told of everything that was dropped or went wrong out of sight. Development builds also warn in the console, once per subject. */
  readonly onReport?: (report: Report) => void;
}

/** All state of lobbykit, at `state.lobby`. Serialisable. */
export interface LobbyState {
  readonly connection: ConnectionState;
  readonly chat: ChatState;
}

/** The part of an app's state that selectors read. */
export interface LobbyRootState {
  readonly lobby: LobbyState;
}

/** A store that holds a lobby. */
export type LobbyStore = Store<LobbyRootState, UnknownAction>;

/**
 * The client of one server and user: everything but React. Made by `createLobby`; all functions are stable references and may be passed around freely.
 * Making one has no effects: the connection opens with the first {@link Lobby.retain} or {@link Lobby.connect}.
 */
export interface Lobby {
  readonly protocol: Protocol;
  readonly capabilities: Capabilities;
  /** Who is signed in now. */
  readonly user: User | null;
  /** For an app's own store: put it behind the defaults, with `lobbyReducers` among the reducers. */
  readonly middleware: Middleware<object, LobbyRootState>;
  /** The store it works on: the app's own once its middleware is installed there, else one made on first use. */
  readonly store: LobbyStore;

  /** Wants the connection; the returned function stops wanting it. It closes 1 s after nobody wants it any more. */
  readonly retain: () => () => void;
  /** Connects now, also after `closed` and `auth-failed`. No effect when signed out. */
  readonly connect: () => void;
  /** Closes now and stays closed until `connect`. Nothing unsent is lost. */
  readonly disconnect: () => void;
  /** Another user, or nobody: closes, forgets everything of the old user, goes on as the new one. Same user: takes the new credentials only. */
  readonly signIn: (user: User | null, auth?: AuthSource) => void;
  /** The socket underneath; `null` when there is none. */
  readonly socket: () => unknown;
  /** Told of every status change and event batch outside Redux, for tests and tools. Returns a stop function. */
  readonly onReport: (listener: (report: Report) => void) => () => void;

  /** The id of a conversation as this user means it. Throws `signed-out` when nobody is signed in, `bad-id` for a malformed id. */
  readonly conversationId: (ref: ConversationRef) => ConversationId;
  /** Shows interest: loads the first page, receives live events, catches up after reconnects, until every caller has stopped. */
  readonly openConversation: (conversationId: ConversationId) => () => void;
  /** Loads the next older page; resolves when it is in the store (or has failed: `older` is then `error`). Joins a load under way. */
  readonly loadOlder: (conversationId: ConversationId) => Promise<void>;
  /** Asks for the first page again after `error`. */
  readonly reloadConversation: (conversationId: ConversationId) => Promise<void>;
  /** Fills a gap. */
  readonly loadGap: (conversationId: ConversationId, after: number) => Promise<void>;
  /** Sends, now or as soon as possible, and returns the message's key. Throws `bad-body` for what no server would take (empty, too long). */
  readonly sendMessage: (conversationId: ConversationId, body: DraftBody) => string;
  /** Sends a failed message again under its old client id. */
  readonly retryMessage: (conversationId: ConversationId, key: string) => void;
  /** Throws a queued or failed message away and returns its body, for whoever wants to edit it; `null` when it is gone already. */
  readonly discardMessage: (conversationId: ConversationId, key: string) => DraftBody | null;
  /** Marks everything up to `seq` (the newest if absent) read. Never goes back. */
  readonly markRead: (conversationId: ConversationId, seq?: number) => void;
  /** Says that the user types (throttled), or has stopped. */
  readonly setTyping: (conversationId: ConversationId, typing: boolean) => void;
  readonly setDraft: (conversationId: ConversationId, text: string) => void;
  /** Whether the list end is being read: while not, a bounded room drops nothing. */
  readonly setReading: (conversationId: ConversationId, reading: boolean) => void;
  /** Loads the first page of the conversation list, or the next one. Joins a load under way. */
  readonly loadConversations: (page?: "first" | "next") => Promise<void>;
}
