import { type User, userSchema } from "./connection.js";
import { giftAnimationSchema } from "./giftAnimation.js";
import {
  type ConversationId,
  clientIdSchema,
  conversationIdSchema,
  hrefSchema,
  httpUrlSchema,
  idSchema,
} from "./ids.js";
import * as limits from "./limits.js";
import {
  array,
  boolean,
  type Infer,
  integer,
  nullable,
  number,
  object,
  oneOf,
  optional,
  type Schema,
  string,
  tagged,
} from "./schema.js";

const textSchema = string({ min: 1, max: limits.messageLength });

/** What a text is about: a product that is asked after, an order, an article. */
export const aboutSchema = object({
  /** Where it is to be seen: http(s), or a path of the app that begins with one slash. */
  url: hrefSchema,
  /** The app's own id of it. */
  id: optional(string({ min: 1, max: 200 })),
  /** What it is called; its address is shown where that is not said. */
  title: optional(string({ min: 1, max: limits.nameLength })),
});
/** What a text is about: a product that is asked after, an order, an article. */
export type About = Infer<typeof aboutSchema>;

/** What a person can send. Text is text: nothing in it is ever read as HTML. */
export const messageBodySchema = tagged("kind", {
  text: object({ text: textSchema, about: optional(aboutSchema) }),
  image: object({
    url: httpUrlSchema,
    /** A caption. */
    text: optional(string({ max: limits.messageLength })),
    /** Natural size in CSS pixels, so that the place is kept before the picture loads. */
    width: optional(integer({ min: 1, max: 20_000 })),
    height: optional(integer({ min: 1, max: 20_000 })),
  }),
  /** A line from the server itself ("An created the room"). Clients may not send it. */
  system: object({ text: textSchema }),
  /** A gift that was charged. Only the server writes it. */
  gift: object({
    /** What is read where no gift is drawn: its name and how many ("Rose ×5"). */
    text: textSchema,
    giftId: idSchema,
    name: string({ max: limits.nameLength }),
    price: integer(),
    quantity: integer(),
    animation: giftAnimationSchema,
    receiverId: idSchema,
    receiverName: optional(string({ max: limits.nameLength })),
    note: optional(string({ max: limits.giftNoteLength })),
  }),
});
/** What a message holds. */
export type MessageBody = Infer<typeof messageBodySchema>;
/** What a person may send. */
export type DraftBody = Extract<MessageBody, { kind: "text" | "image" }>;
/** Reads what a person may send; what only the server writes is refused. */
export const draftBodySchema: Schema<DraftBody> = (input, path) => {
  const parsed = messageBodySchema(input, path);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  return value.kind === "text" || value.kind === "image"
    ? { ok: true, value }
    : { ok: false, issue: `${path ?? "body"}.kind: only the server writes ${value.kind} messages` };
};

/** A message of a conversation's log, as the server tells it. */
export interface Message {
  /** The server's id. Where a server sends none, the protocol makes one up, beginning with `local-`. */
  readonly id: string;
  readonly conversationId: ConversationId;
  /** Position in the log, from 1, without holes; `null` where the server counts nothing. */
  readonly seq: number | null;
  /** The id the sender's client gave it at compose time; only trusted on one's own messages. */
  readonly clientId?: string;
  readonly senderId: string;
  readonly senderName?: string;
  readonly senderAvatarUrl?: string;
  /** Milliseconds since the epoch on the server's clock; the time of receipt where the server sends none. */
  readonly createdAt: number;
  readonly body: MessageBody;
}

/** Reads a message of a log that has sequences. */
export const loggedMessageSchema: Schema<LoggedMessage> = object({
  id: idSchema,
  conversationId: conversationIdSchema,
  seq: integer({ min: 1 }),
  clientId: optional(clientIdSchema),
  senderId: idSchema,
  senderName: optional(string({ max: limits.nameLength })),
  senderAvatarUrl: optional(string({ max: limits.urlLength })),
  createdAt: number({ min: 0 }),
  body: messageBodySchema,
});
/** A message that has its place in a log. */
export interface LoggedMessage extends Message {
  readonly seq: number;
}

/** How far one participant has come in a log: watermarks, never counted by events. */
export const receiptSchema = object({
  userId: idSchema,
  deliveredSeq: integer(),
  readSeq: integer(),
});
/** How far one participant has come in a log. */
export type Receipt = Infer<typeof receiptSchema>;

const profileFields = {
  /** A room's name; absent for 1:1, which are named after the other person. */
  title: optional(string({ max: limits.nameLength })),
  avatarUrl: optional(string({ max: limits.urlLength })),
  /** The other person of a 1:1, or some members of a room; never the asker himself. */
  participants: array(userSchema, { max: 50 }),
  /** How many belong to it, where known. */
  memberCount: optional(integer()),
};
/** What a conversation is called and who is in it: what its header shows. */
export const conversationProfileSchema = object(profileFields);
/** What a conversation is called and who is in it. */
export type ConversationProfile = Infer<typeof conversationProfileSchema>;

/** A conversation as a list shows it. */
export const conversationSummarySchema = object({
  id: conversationIdSchema,
  ...profileFields,
  lastMessage: optional(loggedMessageSchema),
  /** Newest sequence; unread is derived from it and the own read watermark. */
  head: integer(),
  /** The reader's own read watermark. */
  readSeq: integer(),
  /** Messages of others after `readSeq`, as the server counts them. */
  unreadCount: integer(),
  updatedAt: number({ min: 0 }),
});
/** A conversation as a list shows it. */
export type ConversationSummary = Infer<typeof conversationSummarySchema>;

/** A conversation as a list shows it, whatever the server: where it counts nothing, `head` and `readSeq` are 0 and `unreadCount` says how many are unread. */
export interface ListedConversation extends Omit<ConversationSummary, "lastMessage"> {
  readonly lastMessage?: Message;
}

/** A page of a log, oldest first. */
export const historyPageSchema = object({
  conversationId: conversationIdSchema,
  epoch: string({ min: 1, max: 64 }),
  messages: array(loggedMessageSchema, { max: limits.pageSize }),
  /** Newest sequence of the log. */
  head: integer(),
  /** Whether there are older messages than the first of these. */
  hasMore: boolean,
  receipts: array(receiptSchema, { max: 200 }),
});
/** A page of a log with sequences, as the native server sends it. */
export type LoggedHistoryPage = Infer<typeof historyPageSchema>;

/** A page of history whatever the server, oldest first. */
export interface HistoryPage {
  readonly conversationId: ConversationId;
  /** `null` where the server knows no epochs. */
  readonly epoch: string | null;
  readonly messages: readonly Message[];
  /** Newest sequence of the log; `null` where the server counts nothing. */
  readonly head: number | null;
  /** Where the next older page starts; `null` when this was the oldest. Opaque to all but the protocol. */
  readonly olderCursor: string | null;
  readonly receipts: readonly Receipt[];
  /** What became of single messages, by id, from servers that know no watermarks. */
  readonly statuses?: Readonly<Record<string, "sent" | "delivered" | "read">>;
  /** How many are unread, of the newest page of a server that counts nothing but says so by number. */
  readonly unreadCount?: number;
  /** What the conversation is called and who is in it, where the page tells. */
  readonly profile?: ConversationProfile;
}

/** A page of conversations, newest first. */
export const conversationsPageSchema = object({
  conversations: array(conversationSummarySchema, { max: limits.pageSize }),
  nextCursor: nullable(string({ max: 200 })),
});
/** A page of conversations, newest first. */
export type ConversationsPage = Infer<typeof conversationsPageSchema>;

/** A page of conversations whatever the server, newest first. */
export interface ListedConversations {
  readonly conversations: readonly ListedConversation[];
  readonly nextCursor: string | null;
}

/** What one conversation's catch-up came to. */
export const syncResultSchema = object({
  conversationId: conversationIdSchema,
  epoch: string({ min: 1, max: 64 }),
  head: integer(),
  /** Oldest sequence still in the log. */
  oldest: integer(),
  /** The messages after the asked-for cursor, oldest first; with `limited` the newest page instead. */
  messages: array(loggedMessageSchema, { max: limits.pageSize }),
  /** There are more after the last of these: ask again. */
  more: boolean,
  /** The log no longer reaches back to the cursor: between it and the first of these there is a gap. */
  limited: optional(boolean),
  /** The log was lost and begun anew (other epoch): what was shown before is not on the server. */
  reset: optional(boolean),
  receipts: array(receiptSchema, { max: 200 }),
});
/** What one conversation's catch-up came to. */
export type SyncResult = Infer<typeof syncResultSchema>;

/** A conversation's place that a client has come to. */
export interface Cursor {
  readonly conversationId: ConversationId;
  /** `null` before the first answer. */
  readonly epoch: string | null;
  /** Last sequence that is held without a hole before it. */
  readonly after: number;
}

/** What happened in chat, as a protocol tells it. */
export type ChatEvent =
  | {
      readonly type: "messageReceived";
      readonly epoch: string | null;
      readonly message: Message;
      /** How many of its conversation are unread after it, where the server tells; where not, it is derived. */
      readonly unreadCount?: number;
    }
  /** The server has stored a message that this client sent. */
  | {
      readonly type: "messageAcknowledged";
      readonly conversationId: ConversationId;
      readonly clientId: string;
      readonly id: string | null;
      readonly seq: number | null;
      readonly epoch: string | null;
      readonly createdAt: number | null;
    }
  /** Somebody's watermarks have moved. They never move back. */
  | {
      readonly type: "receiptChanged";
      readonly conversationId: ConversationId;
      readonly userId: string;
      readonly deliveredSeq?: number;
      readonly readSeq?: number;
    }
  /** One message's state, from servers that know no watermarks. */
  | {
      readonly type: "messageStatusChanged";
      readonly conversationId: ConversationId;
      readonly messageId: string;
      readonly status: "sent" | "delivered" | "read";
    }
  /** Somebody types, or has stopped. Expires at the receiver after 6 s. */
  | {
      readonly type: "typingChanged";
      readonly conversationId: ConversationId;
      readonly userId: string;
      readonly userName?: string;
      readonly typing: boolean;
    }
  /** A page of history that the server sends by itself when a conversation is opened. */
  | { readonly type: "historyReceived"; readonly page: HistoryPage }
  /** The answer to a catch-up. */
  | { readonly type: "conversationSynced"; readonly result: SyncResult }
  /** A conversation is new, renamed or otherwise other than before. */
  | { readonly type: "conversationChanged"; readonly conversation: ListedConversation }
  /** What a conversation is called and who is in it, learnt by opening it. Puts it in no list. */
  | {
      readonly type: "conversationDescribed";
      readonly conversationId: ConversationId;
      readonly profile: ConversationProfile;
    }
  /** This user has no (more) access to it. */
  | {
      readonly type: "conversationClosed";
      readonly conversationId: ConversationId;
      readonly reason: "left" | "kicked" | "deleted";
    }
  | {
      readonly type: "participantJoined";
      readonly conversationId: ConversationId;
      readonly user: User;
      readonly at: number;
    }
  | {
      readonly type: "participantLeft";
      readonly conversationId: ConversationId;
      readonly userId: string;
      readonly at: number;
    };

/** A message on its way out. */
export interface SendMessage {
  readonly conversationId: ConversationId;
  /** Made once when the person sends; every retry bears the same, so that the server stores it once. */
  readonly clientId: string;
  readonly body: DraftBody;
}

/** How a stored message is acknowledged. */
export const sentSchema = object({
  id: idSchema,
  seq: integer({ min: 1 }),
  epoch: string({ min: 1, max: 64 }),
  createdAt: number({ min: 0 }),
  /** The server had it already: this was a repetition. */
  duplicate: optional(boolean),
});

/** Commands of chat, with what each is answered. */
export interface ChatCommands {
  sendMessage: {
    input: SendMessage;
    /** Fields are `null` where the server does not say. */
    result: {
      readonly id: string | null;
      readonly seq: number | null;
      readonly epoch: string | null;
      readonly createdAt: number | null;
    };
  };
  /** Ask for a conversation's live events. Repeated after every reconnect. */
  openConversation: {
    input: { readonly conversationId: ConversationId };
    result: { readonly head: number | null; readonly profile?: ConversationProfile };
  };
  closeConversation: { input: { readonly conversationId: ConversationId }; result: object };
  /** Moves the own read watermark. `messageId` is for servers that mark single messages. */
  markRead: {
    input: { readonly conversationId: ConversationId; readonly seq: number | null; readonly messageId: string | null };
    result: object;
  };
  markDelivered: { input: { readonly conversationId: ConversationId; readonly seq: number }; result: object };
  /** Ephemeral: dropped when the connection is not live. */
  setTyping: { input: { readonly conversationId: ConversationId; readonly typing: boolean }; result: object };
  /** Catch-up for up to 50 conversations at once. */
  sync: {
    input: { readonly cursors: readonly Cursor[]; readonly limit: number };
    result: { readonly results: readonly SyncResult[] };
  };
}

/** How a server may end a membership. */
export const closeReasonSchema = oneOf("left", "kicked", "deleted");

/** Which page of a conversation's history. `cursor` is `null` for the newest, else an `olderCursor`. */
export interface HistoryInput {
  readonly conversationId: ConversationId;
  readonly cursor: string | null;
  readonly limit: number;
}

/** Which page of the conversation list. */
export interface ConversationsInput {
  readonly cursor: string | null;
  readonly limit: number;
}

/** Queries of chat, with what each is answered. */
export interface ChatQueries {
  history: { input: HistoryInput; result: HistoryPage };
  conversations: { input: ConversationsInput; result: ListedConversations };
}
