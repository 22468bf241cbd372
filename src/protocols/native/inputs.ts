import {
  closeConversationSchema,
  headsSchema,
  markDeliveredSchema,
  markReadSchema,
  openConversationSchema,
  sendMessageSchema,
  setTypingSchema,
  syncSchema,
} from "../../contract/chatInputs.js";
import { helloSchema } from "../../contract/connection.js";
import { type Infer, object, string } from "../../contract/schema.js";
import type { NativeCommand } from "./wire.js";

/** What each command of the native wire carries. Apart from the wire itself, because only servers read these. */
export const nativeInputSchemas = {
  hello: helloSchema,
  reauthenticate: object({ token: string({ min: 1, max: 8_192 }) }),
  heads: headsSchema,
  sync: syncSchema,
  openConversation: openConversationSchema,
  closeConversation: closeConversationSchema,
  sendMessage: sendMessageSchema,
  markRead: markReadSchema,
  markDelivered: markDeliveredSchema,
  setTyping: setTypingSchema,
} as const satisfies Record<NativeCommand, unknown>;

/** What each command carries, typed. */
export type NativeInput<N extends NativeCommand> = Infer<(typeof nativeInputSchemas)[N]>;
