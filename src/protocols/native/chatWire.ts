import {
  closeReasonSchema,
  conversationProfileSchema,
  conversationSummarySchema,
  loggedMessageSchema,
  sentSchema,
  syncResultSchema,
} from "../../contract/chat.js";
import { headSchema, helloAnswerSchema, userSchema } from "../../contract/connection.js";
import { conversationIdSchema, idSchema } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import { array, boolean, integer, nullable, number, object, optional, string } from "../../contract/schema.js";

/** The commands of connection and chat. */
export const chatCommands = {
  hello: "lobby:hello",
  reauthenticate: "lobby:reauth",
  heads: "lobby:heads",
  sync: "lobby:sync",
  openConversation: "lobby:open",
  closeConversation: "lobby:close",
  sendMessage: "lobby:send",
  markRead: "lobby:read",
  markDelivered: "lobby:delivered",
  setTyping: "lobby:typing",
} as const;

/** What each command is answered. */
export const chatResults = {
  hello: helloAnswerSchema,
  reauthenticate: object({ expiresInMs: optional(integer()) }),
  heads: object({ heads: array(headSchema, { max: limits.syncConversations }) }),
  sync: object({ results: array(syncResultSchema, { max: limits.syncConversations }) }),
  openConversation: object({ head: nullable(integer()), profile: optional(conversationProfileSchema) }),
  closeConversation: object({}),
  sendMessage: sentSchema,
  markRead: object({}),
  markDelivered: object({}),
  setTyping: object({}),
} as const satisfies Record<keyof typeof chatCommands, unknown>;

/** The events of connection and chat, by type. */
export const chatEvents = {
  /** To everyone with the conversation open, and to the members of a 1:1 wherever they are; its sender included. */
  messageReceived: object({ epoch: nullable(string({ min: 1, max: 64 })), message: loggedMessageSchema }),
  /** To the members, when somebody's watermarks move. */
  receiptChanged: object({
    conversationId: conversationIdSchema,
    userId: idSchema,
    deliveredSeq: optional(integer()),
    readSeq: optional(integer()),
  }),
  /** To the others in the conversation. Not stored. */
  typingChanged: object({
    conversationId: conversationIdSchema,
    userId: idSchema,
    userName: optional(string({ max: limits.nameLength })),
    typing: boolean,
  }),
  /** To a member, when the list should show it anew. */
  conversationChanged: object({ conversation: conversationSummarySchema }),
  /** To somebody who no longer has access. */
  conversationClosed: object({ conversationId: conversationIdSchema, reason: closeReasonSchema }),
  /** To those with the room open, in rooms small enough for single announcements. */
  participantJoined: object({ conversationId: conversationIdSchema, user: userSchema, at: number({ min: 0 }) }),
  participantLeft: object({ conversationId: conversationIdSchema, userId: idSchema, at: number({ min: 0 }) }),
  /** To the owner of a token, a minute before it runs out. */
  tokenExpiring: object({ inMs: integer() }),
} as const;
