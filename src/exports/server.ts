export type { ConversationSummary, ConversationsPage, LoggedMessage, MessageBody, Receipt } from "../contract/chat.js";
export type { User } from "../contract/connection.js";
export type { ErrorCode, Failure } from "../contract/errors.js";
export type { CatalogueGift, Gift, GiftAnimation } from "../contract/gifts.js";
export { type ConversationId, conversationIdOf, isId, parseConversationId } from "../contract/ids.js";
export type { Patch, Price, TopicSnapshot } from "../contract/live.js";
export { LobbyError } from "../contract/lobbyError.js";
export type { Notification, NotificationDraft } from "../contract/notifications.js";
export type { Presence, PresenceStatus } from "../contract/presence.js";
export type { RoomDescription, RoomInfo, Stream } from "../contract/room.js";
export type { SupportTicket, TicketStatus } from "../contract/support.js";
export type { Authenticate, Credentials } from "../server/auth/authenticate.js";
export {
  type JwtKey,
  type JwtOptions,
  type SignTokenOptions,
  signToken,
  type TokenClaims,
} from "../server/auth/jwt.js";
export type { BridgeLobby } from "../server/bridge/carryOut.js";
export type { BridgeChannel, BridgeChannelNames } from "../server/bridge/channels.js";
export {
  type BridgeCounts,
  type RedisBridge,
  type RedisBridgeOptions,
  redisBridge,
} from "../server/bridge/redisBridge.js";
export type { RedisSubscriber } from "../server/bridge/redisSubscriber.js";
export { type Clock, systemClock } from "../server/clock.js";
export type { MessagePost, PostedMessage } from "../server/core/chat/messagePost.js";
export type {
  Acknowledgement,
  Action,
  Authorize,
  Core,
  CoreOptions,
  CoreSession,
  Identity,
  NotificationRetention,
  NotifyTarget,
  PresenceOptions,
} from "../server/core/core.js";
export { createCore } from "../server/core/createCore.js";
export type { GiftControl, GiftIntent, GiftOptions, GiftRecord, GiftWallet } from "../server/core/gifts/giftOptions.js";
export type { GuestControl } from "../server/core/guests.js";
export type { Audience, Hub } from "../server/core/hub.js";
export { defaultLimits, type ServerLimits } from "../server/core/limits.js";
export { addsOwnComment } from "../server/core/live/addsOwnComment.js";
export type { Prices, Topics } from "../server/core/live/liveApp.js";
export type { LiveOptions, TopicChange } from "../server/core/live/liveOptions.js";
export type { RoomControl } from "../server/core/room/roomControl.js";
export type { Rate } from "../server/core/tokenBucket.js";
export { type BatchingHub, type BatchingHubOptions, batchingHub } from "../server/hub/batchingHub.js";
export type { Broadcaster } from "../server/hub/broadcaster.js";
export type { Reporter, ServerReport } from "../server/report.js";
export type { AdminOptions } from "../server/socket-io/adminNamespace.js";
export {
  createLobbyServer,
  type LobbyServer,
  type LobbyServerAuth,
  type LobbyServerOptions,
  type LobbyServerSettings,
  type LobbyServerTarget,
} from "../server/socket-io/createLobbyServer.js";
export type {
  ChargeInput,
  ChargeResult,
  GiftEntry,
  GiftStore,
  GiftTotal,
} from "../server/store/giftStore.js";
export { type MemoryStoreOptions, memoryStore } from "../server/store/memoryStore.js";
export type {
  AppendedNotification,
  AppendNotification,
  NotificationQuery,
  NotificationStore,
  ReadNotifications,
} from "../server/store/notificationStore.js";
export type { RoomRecord, RoomStore } from "../server/store/roomStore.js";
export { type SqliteStoreOptions, sqliteStore } from "../server/store/sqliteStore.js";
export type { AppendInput, AppendResult, LobbyStore } from "../server/store/store.js";
export type { SupportStore, TicketChange, TicketMessage } from "../server/store/supportStore.js";
