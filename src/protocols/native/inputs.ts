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
import { sendGiftSchema } from "../../contract/gifts.js";
import { giftStatusSchema } from "../../contract/giftsInputs.js";
import { changeTopicSchema, subscribeTopicSchema, symbolsSchema, topicSchema } from "../../contract/liveInputs.js";
import { sendNotificationSchema } from "../../contract/notifications.js";
import { clearNotificationsSchema, markNotificationsReadSchema } from "../../contract/notificationsInputs.js";
import { presenceUsersSchema, setPresenceSchema } from "../../contract/presenceInputs.js";
import { roomSchema } from "../../contract/roomInputs.js";
import { type Infer, object, string } from "../../contract/schema.js";
import { startSupportSchema, supportNothingSchema, supportTicketOfSchema } from "../../contract/supportInputs.js";
import { viewableSchema } from "../../contract/viewersInputs.js";
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
  sendNotification: sendNotificationSchema,
  markNotificationsRead: markNotificationsReadSchema,
  clearNotifications: clearNotificationsSchema,
  setPresence: setPresenceSchema,
  watchPresence: presenceUsersSchema,
  unwatchPresence: presenceUsersSchema,
  watchRoom: roomSchema,
  unwatchRoom: roomSchema,
  joinViewers: viewableSchema,
  leaveViewers: viewableSchema,
  listViewers: viewableSchema,
  sendGift: sendGiftSchema,
  giftStatus: giftStatusSchema,
  subscribeTopic: subscribeTopicSchema,
  unsubscribeTopic: topicSchema,
  changeTopic: changeTopicSchema,
  subscribePrices: symbolsSchema,
  unsubscribePrices: symbolsSchema,
  startSupport: startSupportSchema,
  supportStatus: supportNothingSchema,
  watchSupportQueue: supportNothingSchema,
  unwatchSupportQueue: supportNothingSchema,
  takeSupport: supportTicketOfSchema,
  releaseSupport: supportTicketOfSchema,
  closeSupport: supportTicketOfSchema,
} as const satisfies Record<NativeCommand, unknown>;

/** What each command carries, typed. */
export type NativeInput<N extends NativeCommand> = Infer<(typeof nativeInputSchemas)[N]>;
