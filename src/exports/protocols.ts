export type {
  ConformCheck,
  ConformDomain,
  ConformLatency,
  ConformReport,
  ConformStatus,
  ConformSurface,
} from "../cli/report.js";
export type {
  ConversationsInput,
  DraftBody,
  HistoryInput,
  HistoryPage,
  Message,
  MessageBody,
} from "../contract/chat.js";
export type { CommandInput, CommandName, CommandResult } from "../contract/commands.js";
export type { User } from "../contract/connection.js";
export { defined } from "../contract/defined.js";
export { type ErrorCode, type Failure, failure, failureOfStatus, type Outcome, refused } from "../contract/errors.js";
export type { DomainEvent } from "../contract/events.js";
export {
  type ConversationId,
  type ConversationRef,
  conversationIdOf,
  conversationRefOf,
  httpUrlSchema,
  idSchema,
} from "../contract/ids.js";
export {
  type Notification,
  type NotificationsAnswer,
  type NotificationsInput,
  notificationCursor,
  readNotificationCursor,
} from "../contract/notifications.js";
export type { Presence } from "../contract/presence.js";
export type { QueryInput, QueryName, QueryResult } from "../contract/queries.js";
export {
  array,
  boolean,
  either,
  type Infer,
  integer,
  isRecord,
  type JsonValue,
  json,
  mapped,
  nullable,
  number,
  object,
  oneOf,
  optional,
  type Parsed,
  parse,
  passing,
  type Schema,
  string,
  tagged,
} from "../contract/schema.js";
export { type AnswerEvent, type AnswerRule, answeredBy, silence } from "../protocols/around/answeredBy.js";
export { around } from "../protocols/around/around.js";
export { type AuthenticatedOptions, authenticated } from "../protocols/around/authenticated.js";
export {
  type EnteredOptions,
  elsewhere,
  entered,
  isElsewhere,
  type ToldOfRoom,
  toldOf,
} from "../protocols/around/entered.js";
export { type HeartbeatOptions, heartbeat } from "../protocols/around/heartbeat.js";
export { type MembershipOptions, membership } from "../protocols/around/membership.js";
export { type OneByOneOptions, oneByOne } from "../protocols/around/oneByOne.js";
export { type Pace, paced, tooSoon } from "../protocols/around/paced.js";
export { type RefusedByOptions, refusedBy } from "../protocols/around/refusedBy.js";
export { type RosterOptions, roster } from "../protocols/around/roster.js";
export { type ToldOnceOptions, toldOnce } from "../protocols/around/toldOnce.js";
export { type WhileKnownOptions, whileKnown } from "../protocols/around/whileKnown.js";
export { otherPersonOf, roomIdOf } from "../protocols/conversations.js";
export { type DecodedEvent, decodeEvent } from "../protocols/decodeEvent.js";
export { defineProtocol, type ProtocolDefinition } from "../protocols/defineProtocol.js";
export { derivedId } from "../protocols/derivedId.js";
export { type ElearningOptions, elearning, elearningWith } from "../protocols/elearning/elearning.js";
export type { ElearningNotificationWords, KindOf } from "../protocols/elearning/notifications.js";
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
  type HttpHeaders,
  type HttpQueries,
  type HttpQuery,
  type HttpRequest,
  type Known,
  type Malformed,
  malformed,
  type Protocol,
  type ProtocolContext,
  type ProtocolPart,
  type Question,
  type Refusal,
} from "../protocols/protocol.js";
export { remembered } from "../protocols/remembered.js";
export type { RoomsOptions } from "../protocols/rooms/options.js";
export { rooms } from "../protocols/rooms/rooms.js";
export type { ShopRoom } from "../protocols/shop/rooms.js";
export { type ShopOptions, shop } from "../protocols/shop/shop.js";
export { timeSchema } from "../protocols/times.js";
export type { Around, TransportClock } from "../protocols/transport.js";
export { answered, emit, heard, pageOf, storedAs, type TextMessage, textMessage } from "../protocols/words.js";
