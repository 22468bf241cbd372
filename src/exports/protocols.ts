export type { ConversationsInput, HistoryInput } from "../contract/chat.js";
export {
  type NotificationsAnswer,
  type NotificationsInput,
  notificationCursor,
  readNotificationCursor,
} from "../contract/notifications.js";
export type { QueryInput, QueryName, QueryResult } from "../contract/queries.js";
export { defineProtocol, type ProtocolDefinition } from "../protocols/defineProtocol.js";
export { elearning } from "../protocols/elearning/elearning.js";
export { native } from "../protocols/native/native.js";
export { nativeAdmin } from "../protocols/native/nativeAdmin.js";
export {
  type Capabilities,
  type ConnectOptions,
  type Decoded,
  type Emission,
  type Encoded,
  type GuaranteeLevel,
  guaranteeLevel,
  type HttpCall,
  type HttpQueries,
  type HttpQuery,
  type HttpRequest,
  type Malformed,
  malformed,
  type Protocol,
  type ProtocolContext,
  type ProtocolPart,
} from "../protocols/protocol.js";
