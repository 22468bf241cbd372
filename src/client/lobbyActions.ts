import { createAction } from "@reduxjs/toolkit";
import type { DraftBody } from "../contract/chat.js";
import type { Failure } from "../contract/errors.js";
import type { DomainEvent } from "../contract/events.js";
import type { ConversationId, ConversationKind } from "../contract/ids.js";
import type { QueryInput, QueryName } from "../contract/queries.js";
import type { MessageStatus } from "./chat/chatState.js";
import type { ConnectionPatch } from "./connection/connectionTypes.js";

/** What one flush of the ingest brings. */
export interface EventsReceived {
  /** In order of arrival. Redux DevTools shows their names here. */
  readonly events: readonly DomainEvent[];
  /** Local clock of the flush. */
  readonly at: number;
  /** Bounded rooms keep this many messages. */
  readonly roomBuffer: number;
  /** The server pushes one's own messages back. If not, what is acknowledged goes into the log as it is. */
  readonly echoed: boolean;
  /** After which somebody's typing expires, ms. */
  readonly typingExpiryMs: number;
  /** Unreadable payloads since the last flush, by wire event. */
  readonly dropped?: Readonly<Record<string, number>>;
}

/** Everything the server said since the last flush: the only action that brings events into the store. */
export const eventsReceived = createAction<EventsReceived>("lobby/eventsReceived");

/** Something about the connection is other than before. */
export const connectionChanged = createAction<ConnectionPatch>("lobby/connectionChanged");

/** Somebody else is signed in, or nobody: everything of the former user is forgotten, unless it was there before anybody and is his (`keep`). */
export const userChanged = createAction<{ readonly userId: string | null; readonly keep?: boolean }>(
  "lobby/userChanged",
);

/** A conversation is wanted on the screen. */
export const conversationOpened = createAction<{
  readonly conversationId: ConversationId;
  readonly kind: ConversationKind;
  /** A first page will be asked for. If not, the conversation is ready as it is. */
  readonly loads: boolean;
}>("lobby/conversationOpened");

/** The server does not let this user in. */
export const openingFailed = createAction<{ readonly conversationId: ConversationId; readonly failure: Failure }>(
  "lobby/openingFailed",
);

/** The next older page is wanted. */
export const olderRequested = createAction<{ readonly conversationId: ConversationId }>("lobby/olderRequested");

/** A conversation that nobody looks at keeps only its newest messages. */
export const conversationShrunk = createAction<{ readonly conversationId: ConversationId; readonly keep: number }>(
  "lobby/conversationShrunk",
);

/** The user has sent a message, or the outbox still holds one from before. */
export const messageComposed = createAction<{
  readonly conversationId: ConversationId;
  readonly kind: ConversationKind;
  readonly clientId: string;
  readonly senderName?: string;
  readonly senderAvatarUrl?: string;
  readonly body: DraftBody;
  readonly at: number;
  readonly status: MessageStatus;
  readonly failure?: Failure;
}>("lobby/messageComposed");

/** The outbox has come further with a message. */
export const sendingChanged = createAction<{
  readonly conversationId: ConversationId;
  readonly key: string;
  readonly status: "queued" | "sending" | "unconfirmed" | "failed";
  readonly failure?: Failure;
  /** Nothing more will be heard of it: it goes into the log as it is. */
  readonly settled?: boolean;
}>("lobby/sendingChanged");

/** A message was thrown away by its author before it was sent. */
export const messageDiscarded = createAction<{ readonly conversationId: ConversationId; readonly key: string }>(
  "lobby/messageDiscarded",
);

/** The server takes no more messages here until then; `null`: it does again. */
export const rateLimitChanged = createAction<{
  readonly conversationId: ConversationId;
  readonly until: number | null;
}>("lobby/rateLimitChanged");

/** The user has read up to `seq`; `null` where there are no sequences. */
export const readMoved = createAction<{ readonly conversationId: ConversationId; readonly seq: number | null }>(
  "lobby/readMoved",
);

export const draftChanged = createAction<{ readonly conversationId: ConversationId; readonly text: string }>(
  "lobby/draftChanged",
);

export const readingChanged = createAction<{ readonly conversationId: ConversationId; readonly reading: boolean }>(
  "lobby/readingChanged",
);

/** Time has passed: typing older than this is over. */
export const typingSwept = createAction<{ readonly at: number }>("lobby/typingSwept");

/** Asked of a store to learn which lobby works on it; answered by that lobby's middleware with the lobby itself. It never reaches a reducer. */
export const lobbyAsked = createAction("lobby/asked");

/** A question over HTTP, which the lobby's middleware answers with a promise of an outcome. It never reaches a reducer. */
export type QueryRequest = {
  [K in QueryName]: { readonly kind: K; readonly input: QueryInput<K> };
}[QueryName];
export const queryRequested = createAction<QueryRequest>("lobby/queryRequested");
