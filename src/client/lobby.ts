import type { Middleware } from "@reduxjs/toolkit";
import type { DraftBody } from "../contract/chat.js";
import type { User } from "../contract/connection.js";
import type { ConversationId, ConversationRef } from "../contract/ids.js";
import type { Capabilities, Protocol } from "../protocols/protocol.js";
import type { TransportFactory } from "../protocols/transport.js";
import type { Environment } from "./environment.js";
import type { Feature, FeatureName } from "./feature.js";
import type { LobbyRootState, LobbyState, LobbyStore } from "./lobbyState.js";
import type { OutboxStorage } from "./outbox/outboxStorage.js";
import type { AuthSource, Report, Timings } from "./settings.js";

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
  /**
   * First state: `store.getState().lobby` of another lobby of the same user, as it is or as JSON, for example one that a Server Component has made and loaded. Another user's is
   * left out.
   */
  readonly initialState?: LobbyState;
  /** Keep at most this many messages of a room in memory while its end is shown; 500, with a quarter of slack. 1:1 are unbounded. */
  readonly roomBuffer?: number;
  readonly timings?: Partial<Timings>;
  readonly transport?: TransportFactory;
  /**
   * Where messages wait that are not sent yet. In a page: its own storage, over a reload and a closed tab, until their author is back; `memoryOutbox()` leaves nothing on the device.
   */
  readonly outbox?: OutboxStorage;
  readonly fetch?: typeof globalThis.fetch;
  readonly environment?: Environment;
  /** Told of everything that was dropped or went wrong out of sight. Development builds also warn in the console, once per subject. */
  readonly onReport?: (report: Report) => void;
}

/**
 * The client of one server and user: everything but React. Made by `createLobby`; all functions are stable references and may be passed around freely.
 * Making one has no effects: the connection opens with the first {@link Lobby.retain} or {@link Lobby.connect}.
 */
export interface Lobby {
  /** Address of the server. */
  readonly url: string;
  readonly protocol: Protocol;
  readonly capabilities: Capabilities;
  /** Its clock, timers and chance. */
  readonly environment: Environment;
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

  /** The functions of a feature (`presence`, `notifications`, …), attached at the first use. The same object each time. */
  readonly use: <A extends object, N extends FeatureName>(feature: Feature<A, N>) => A;

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
