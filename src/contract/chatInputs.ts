import { type Cursor, draftBodySchema, type SendMessage } from "./chat.js";
import { clientIdSchema, conversationIdSchema } from "./ids.js";
import * as limits from "./limits.js";
import { array, boolean, integer, nullable, object, type Schema, string } from "./schema.js";

// Apart from chat.ts, because only servers read these: a page that chats does not load them.

/** Reads a message on its way out. */
export const sendMessageSchema: Schema<SendMessage> = object({
  conversationId: conversationIdSchema,
  clientId: clientIdSchema,
  body: draftBodySchema,
});

/** Reads a place that a client has come to. */
export const cursorSchema: Schema<Cursor> = object({
  conversationId: conversationIdSchema,
  epoch: nullable(string({ min: 1, max: 64 })),
  after: integer(),
});

const oneConversation = object({ conversationId: conversationIdSchema });
const watermark = object({ conversationId: conversationIdSchema, seq: integer() });

/** Read the smaller commands of chat. */
export const openConversationSchema = oneConversation;
export const closeConversationSchema = oneConversation;
export const markReadSchema = watermark;
export const markDeliveredSchema = watermark;
export const setTypingSchema = object({ conversationId: conversationIdSchema, typing: boolean });
export const syncSchema = object({
  cursors: array(cursorSchema, { max: limits.syncConversations }),
  limit: integer({ min: 1, max: limits.pageSize }),
});
export const headsSchema = object({ conversationIds: array(conversationIdSchema, { max: limits.syncConversations }) });
