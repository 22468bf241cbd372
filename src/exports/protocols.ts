export type { ConversationsInput, HistoryInput } from "../contract/chat.js";
export {
  type NotificationsAnswer,
  type NotificationsInput,
  notificationCursor,
  readNotificationCursor,
} from "../contract/notifications.js";
export type { QueryInput, QueryName, QueryResult } from "../contract/queries.js";
export { type AnswerEvent, type AnswerRule, answeredBy } from "../protocols/around/answeredBy.js";
export { around } from "../protocols/around/around.js";
export { type AuthenticatedOptions, authenticated } from "../protocols/around/authenticated.js";
export { type MembershipOptions, membership } from "../protocols/around/membership.js";
export { type Pace, paced, tooSoon } from "../protocols/around/paced.js";
export { type ToldOnceOptions, toldOnce } from "../protocols/around/toldOnce.js";
export { defineProtocol, type ProtocolDefinition } from "../protocols/defineProtocol.js";
export { elearning } from "../protocols/elearning/elearning.js";
export { type LivestreamOptions, livestream } from "../protocols/livestream/livestream.js";
export {
  type LivestreamAuthOptions,
  type LivestreamTokens,
  livestreamAuth,
} from "../protocols/livestream/livestreamAuth.js";
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
  type Refusal,
} from "../protocols/protocol.js";
export type { Around, TransportClock } from "../protocols/transport.js";
