import * as limits from "../contract/limits.js";

export { createBrowserEnvironment } from "../client/browserEnvironment.js";
export type {
  ChatMessage,
  ChatState,
  ConversationState,
  Gap,
  MessageStatus,
  TypingUser,
} from "../client/chat/chatState.js";
export {
  selectConversation,
  selectConversationList,
  selectConversations,
  selectMessage,
  selectMessages,
  selectTotalUnread,
  selectTyping,
  selectUnreadCount,
} from "../client/chat/selectors.js";
export type { ConnectionState, ConnectionStatus } from "../client/connection/connectionState.js";
export { type HealthApi, healthFeature } from "../client/connection/healthFeature.js";
export { overallHealthOf, selectHealth, socketHealthOf } from "../client/connection/healthLevels.js";
export type { HealthLevel, HealthState, LoggedError, LoggedErrorKind } from "../client/connection/healthState.js";
export { selectConnection } from "../client/connection/selectors.js";
export { createLobby } from "../client/createLobby.js";
export type { Environment, KeyValueStorage, Signal, Timer } from "../client/environment.js";
export {
  type GiftCapabilities,
  type GiftInput,
  type GiftsApi,
  type GiftView,
  giftsFeature,
} from "../client/gifts/giftsFeature.js";
export type {
  ConversationGifts,
  GiftHistory,
  GiftLeaderboard,
  GiftLoadStatus,
  GiftsState,
  PendingGift,
  PendingGiftStatus,
} from "../client/gifts/giftsState.js";
export { selectGiftBalance, selectGifts, selectPendingGifts } from "../client/gifts/selectors.js";
export type { KeyedView } from "../client/keyedView.js";
export { type LiveApi, liveFeature } from "../client/live/liveFeature.js";
export type {
  LivePrice,
  LiveState,
  LocalChange,
  TopicConflict,
  TopicState,
  TopicStatus,
} from "../client/live/liveState.js";
export { selectPrice, selectTopic } from "../client/live/selectors.js";
export type { ChangeOptions, ChangeOutcome } from "../client/live/topicChanges.js";
export {
  type CreateLivestreamOptions,
  createLivestream,
  type Livestream,
  type LivestreamActions,
} from "../client/livestream/createLivestream.js";
export {
  LivestreamRoom,
  type LivestreamRoomEvents,
  type LivestreamRoomOptions,
} from "../client/livestream/livestreamRoom.js";
export type {
  LivestreamChat,
  LivestreamGifts,
  LivestreamHealth,
  LivestreamNotifications,
  LivestreamRoomInfo,
  LivestreamSupport,
  LivestreamView,
  LivestreamViewers,
} from "../client/livestream/livestreamView.js";
export type { Lobby, LobbyOptions } from "../client/lobby.js";
export { lobbyApi } from "../client/lobbyApi.js";
export { lobbyReducers } from "../client/lobbyReducers.js";
export type { LobbyRootState, LobbyState, LobbyStore } from "../client/lobbyState.js";
export {
  type NotificationsApi,
  type NotificationToSend,
  notificationsFeature,
} from "../client/notifications/notificationsFeature.js";
export type {
  AllNotificationsState,
  NotificationFilter,
  NotificationListState,
  NotificationsState,
} from "../client/notifications/notificationsState.js";
export {
  selectAllNotifications,
  selectNotification,
  selectNotificationList,
  selectNotifications,
  selectUnreadNotifications,
} from "../client/notifications/selectors.js";
export { memoryOutbox } from "../client/outbox/memoryOutbox.js";
export type { OutboxItem, OutboxStorage } from "../client/outbox/outboxStorage.js";
export { type PresenceApi, presenceFeature } from "../client/presence/presenceFeature.js";
export type { OwnStatus, PresenceState } from "../client/presence/presenceState.js";
export { selectOwnStatus, selectPresence, selectPresenceStale } from "../client/presence/selectors.js";
export { type RoomApi, roomFeature } from "../client/room/roomFeature.js";
export type { RecentMoves, RoomState, RoomStatus, WatchedRoom } from "../client/room/roomState.js";
export { selectRoom } from "../client/room/selectors.js";
export type { AuthSource, FetchedToken, Report, Timings } from "../client/settings.js";
export {
  type SortedTickets,
  selectOwnSupport,
  selectSortedTickets,
  selectSupportQueue,
  selectSupportTicket,
  selectTicketUnread,
} from "../client/support/selectors.js";
export { type SupportApi, supportFeature } from "../client/support/supportFeature.js";
export type {
  OwnSupportState,
  SupportQueueState,
  SupportState,
  TicketWork,
} from "../client/support/supportState.js";
export { selectViewerCount } from "../client/viewers/selectors.js";
export { type ViewersApi, viewersFeature } from "../client/viewers/viewersFeature.js";
export type { ViewerCount, ViewersState } from "../client/viewers/viewersState.js";
export type {
  About,
  ConversationSummary,
  DraftBody,
  ListedConversation,
  Message,
  MessageBody,
  Receipt,
} from "../contract/chat.js";
export type { User } from "../contract/connection.js";
export { type ErrorCode, type Failure, isRetryable } from "../contract/errors.js";
export { giftKey } from "../contract/giftKey.js";
export type { CatalogueGift, Gift, GiftAnimation, GiftLeader } from "../contract/gifts.js";
export {
  type ConversationId,
  type ConversationRef,
  conversationIdOf,
  conversationRefOf,
  isId,
  isSafeHref,
  parseConversationId,
} from "../contract/ids.js";
export type { Patch, Price } from "../contract/live.js";
export { LobbyError } from "../contract/lobbyError.js";
export type { Notification } from "../contract/notifications.js";
export { applyPatches, type Patched } from "../contract/patches.js";
export type { Presence, PresenceStatus } from "../contract/presence.js";
export type { RoomDescription, RoomInfo, Stream } from "../contract/room.js";
export type { SupportTicket, TicketStatus } from "../contract/support.js";
export type { ViewerList } from "../contract/viewers.js";
export {
  type Transport,
  TransportError,
  type TransportFactory,
  type TransportHandlers,
  type TransportTarget,
} from "../protocols/transport.js";
export { limits };
