export type { ChatMessage, ConversationState, Gap, MessageStatus, TypingUser } from "../client/chat/chatState.js";
export type { ChatTarget } from "../client/chat/chatTarget.js";
export type {
  ConnectionState,
  ConnectionStatus as ConnectionStatusName,
} from "../client/connection/connectionState.js";
export type { HealthLevel, LoggedError, LoggedErrorKind } from "../client/connection/healthState.js";
export { createLobby } from "../client/createLobby.js";
export type { GiftCapabilities, GiftInput } from "../client/gifts/giftsFeature.js";
export type { GiftLoadStatus, PendingGift, PendingGiftStatus } from "../client/gifts/giftsState.js";
export type {
  LivePrice,
  LiveState,
  LocalChange,
  TopicConflict,
  TopicState,
  TopicStatus,
} from "../client/live/liveState.js";
export type { ChangeOptions, ChangeOutcome } from "../client/live/topicChanges.js";
export type { CreateLivestreamOptions, LivestreamActions } from "../client/livestream/createLivestream.js";
export type { LivestreamView } from "../client/livestream/livestreamView.js";
export type { Lobby, LobbyOptions } from "../client/lobby.js";
export { lobbyReducers } from "../client/lobbyReducers.js";
export type { LobbyRootState, LobbyState } from "../client/lobbyState.js";
export type { NotificationToSend } from "../client/notifications/notificationsFeature.js";
export type { NotificationFilter } from "../client/notifications/notificationsState.js";
export type { RecentMoves, RoomStatus } from "../client/room/roomState.js";
export type { AuthSource, FetchedToken, Report, Timings } from "../client/settings.js";
export { Avatar, type AvatarProps } from "../components/Avatar.js";
export { type ChatContextValue, useChatContext } from "../components/chat/ChatContext.js";
export { ChatEmpty, type ChatEmptyProps } from "../components/chat/ChatEmpty.js";
export { ChatError, type ChatErrorProps } from "../components/chat/ChatError.js";
export { ChatHeader, type ChatHeaderProps } from "../components/chat/ChatHeader.js";
export { ChatLoading, type ChatLoadingProps } from "../components/chat/ChatLoading.js";
export { ChatRoom, type ChatRoomProps } from "../components/chat/ChatRoom.js";
export {
  ChatRoot,
  type ChatRootProps,
  type ChatSettingsProps,
  type ChatTargetProps,
} from "../components/chat/ChatRoot.js";
export { ChatState, type ChatStateProps } from "../components/chat/ChatState.js";
export { Composer, type ComposerProps } from "../components/chat/Composer.js";
export { ConversationItem, type ConversationItemProps } from "../components/chat/ConversationItem.js";
export { ConversationList, type ConversationListProps } from "../components/chat/ConversationList.js";
export { DaySeparator, type DaySeparatorProps } from "../components/chat/DaySeparator.js";
export { FailedActions, type FailedActionsProps } from "../components/chat/FailedActions.js";
export { GapRow, type GapRowProps } from "../components/chat/GapRow.js";
export { MessageMeta, type MessageMetaProps } from "../components/chat/MessageMeta.js";
export { MessageRow, type MessageRowProps } from "../components/chat/MessageRow.js";
export { MessageText } from "../components/chat/MessageText.js";
export { MessageList, type MessageListProps } from "../components/chat/message-list/MessageList.js";
export { ScrollToLatest, type ScrollToLatestProps } from "../components/chat/message-list/ScrollToLatest.js";
export { SystemLine, type SystemLineProps } from "../components/chat/SystemLine.js";
export type { ChatComponents, UploadImage } from "../components/chat/slots.js";
export { TypingIndicator, type TypingIndicatorProps } from "../components/chat/TypingIndicator.js";
export { UnreadDivider, type UnreadDividerProps } from "../components/chat/UnreadDivider.js";
export { ConnectionStatus, type ConnectionStatusProps } from "../components/connection/ConnectionStatus.js";
export { GiftHistory, type GiftHistoryProps } from "../components/gifts/GiftHistory.js";
export { GiftLeaderboard, type GiftLeaderboardProps } from "../components/gifts/GiftLeaderboard.js";
export { GiftPicker, type GiftPickerProps } from "../components/gifts/GiftPicker.js";
export { GiftStage, type GiftStageProps } from "../components/gifts/GiftStage.js";
export { Inbox, type InboxProps } from "../components/inbox/Inbox.js";
export { LiveChatHeader, type LiveChatHeaderProps } from "../components/inbox/LiveChatHeader.js";
export { LiveConversationItem, type LiveConversationItemProps } from "../components/inbox/LiveConversationItem.js";
export { CommentFeed, type CommentFeedProps } from "../components/live/CommentFeed.js";
export { CourseRating, type CourseRatingProps } from "../components/live/CourseRating.js";
export type { LiveComment } from "../components/live/comments.js";
export { PriceBoard, type PriceBoardProps } from "../components/live/PriceBoard.js";
export type { ShownChange } from "../components/live/PriceChange.js";
export { PriceTicker, type PriceTickerProps } from "../components/live/PriceTicker.js";
export type { PriceStyle } from "../components/live/priceFormat.js";
export type { RatingState } from "../components/live/ratingState.js";
export { LobbyToaster, type LobbyToasterProps } from "../components/notifications/LobbyToaster.js";
export { NotificationBell, type NotificationBellProps } from "../components/notifications/NotificationBell.js";
export { NotificationCenter, type NotificationCenterProps } from "../components/notifications/NotificationCenter.js";
export type { NotificationComponents } from "../components/notifications/NotificationPanel.js";
export { NotificationRow, type NotificationRowProps } from "../components/notifications/NotificationRow.js";
export type {
  NotificationKind,
  NotificationKinds,
  NotificationTone,
} from "../components/notifications/notificationKinds.js";
export { AvatarStack, type AvatarStackProps } from "../components/presence/AvatarStack.js";
export { OnlineStatus, type OnlineStatusProps } from "../components/presence/OnlineStatus.js";
export { PresenceAvatar, type PresenceAvatarProps } from "../components/presence/PresenceAvatar.js";
export { LiveBadge, type LiveBadgeProps } from "../components/room/LiveBadge.js";
export { LiveRoom, type LiveRoomPanes, type LiveRoomProps } from "../components/room/LiveRoom.js";
export { RoomMoves, type RoomMovesProps } from "../components/room/RoomMoves.js";
export { Roster, type RosterProps } from "../components/room/Roster.js";
export { SupportChat, type SupportChatProps } from "../components/support/SupportChat.js";
export { SupportConsole, type SupportConsoleProps } from "../components/support/SupportConsole.js";
export type { SupportTopic } from "../components/support/topics.js";
export { useFullLocale as useLocale } from "../components/useFullLocale.js";
export { ActiveViewers, type ActiveViewersProps } from "../components/viewers/ActiveViewers.js";
export type { About, DraftBody, Message, MessageBody, Receipt } from "../contract/chat.js";
export type { User } from "../contract/connection.js";
export type { ErrorCode, Failure } from "../contract/errors.js";
export type { CatalogueGift, Gift, GiftAnimation, GiftLeader } from "../contract/gifts.js";
export type { ConversationId, ConversationRef } from "../contract/ids.js";
export type { Patch, Price } from "../contract/live.js";
export { LobbyError } from "../contract/lobbyError.js";
export type { Notification } from "../contract/notifications.js";
export type { Presence, PresenceStatus } from "../contract/presence.js";
export type { RoomDescription, Stream } from "../contract/room.js";
export type { SupportTicket, TicketStatus } from "../contract/support.js";
export type { Locale } from "../locales/locale.js";
export type { Capabilities, GuaranteeLevel, Protocol } from "../protocols/protocol.js";
export { type UseChatResult, useChat } from "../react/chat/useChat.js";
export { type ChatActions, useChatActions } from "../react/chat/useChatActions.js";
export { type ConversationInfo, useConversation } from "../react/chat/useConversation.js";
export { type UseConversationsResult, useConversations } from "../react/chat/useConversations.js";
export {
  type UseMessageAlertsOptions,
  type UseMessageAlertsResult,
  useMessageAlerts,
} from "../react/chat/useMessageAlerts.js";
export { useMessages } from "../react/chat/useMessages.js";
export { useOpenConversation } from "../react/chat/useOpenConversation.js";
export { useTotalUnread } from "../react/chat/useTotalUnread.js";
export { type UseTypingResult, useTyping } from "../react/chat/useTyping.js";
export { useUnreadCount } from "../react/chat/useUnreadCount.js";
export { type UseUnreadTitleOptions, useUnreadTitle } from "../react/chat/useUnreadTitle.js";
export { type UseConnectionResult, useConnection } from "../react/connection/useConnection.js";
export { type UseConnectionHealthResult, useConnectionHealth } from "../react/connection/useConnectionHealth.js";
export { useSocket } from "../react/connection/useSocket.js";
export type { GiftTarget } from "../react/gifts/giftTarget.js";
export { type UseGiftHistoryResult, useGiftHistory } from "../react/gifts/useGiftHistory.js";
export { type UseGiftLeaderboardResult, useGiftLeaderboard } from "../react/gifts/useGiftLeaderboard.js";
export { type UseGiftsResult, useGifts } from "../react/gifts/useGifts.js";
export {
  type UseLiveTopicOptions,
  type UseLiveTopicResult,
  useLiveTopic,
} from "../react/live/useLiveTopic.js";
export { usePrice } from "../react/live/usePrice.js";
export { type UsePricesResult, usePrices } from "../react/live/usePrices.js";
export { type UseLivestreamResult, useLivestream } from "../react/livestream/useLivestream.js";
export { type UseAllNotificationsResult, useAllNotifications } from "../react/notifications/useAllNotifications.js";
export {
  type UseNotificationAlertsOptions,
  type UseNotificationAlertsResult,
  useNotificationAlerts,
} from "../react/notifications/useNotificationAlerts.js";
export { useNotificationArrivals } from "../react/notifications/useNotificationArrivals.js";
export {
  type UseNotificationsOptions,
  type UseNotificationsResult,
  useNotifications,
} from "../react/notifications/useNotifications.js";
export { useUnreadNotifications } from "../react/notifications/useUnreadNotifications.js";
export { type UseMyStatusResult, useMyStatus } from "../react/presence/useMyStatus.js";
export { type UseOnlineStatusResult, useOnlineStatus } from "../react/presence/useOnlineStatus.js";
export { type UsePresenceResult, usePresence } from "../react/presence/usePresence.js";
export { type UseRoomResult, useRoom } from "../react/room/useRoom.js";
export { SocketProvider, type SocketProviderProps } from "../react/SocketProvider.js";
export { type UseSupportResult, useSupport } from "../react/support/useSupport.js";
export { type UseSupportQueueResult, useSupportQueue } from "../react/support/useSupportQueue.js";
export { useTicketUnread } from "../react/support/useTicketUnread.js";
export { useLobby } from "../react/useLobby.js";
export { useLobbySelector } from "../react/useLobbySelector.js";
export { useMaybeLobby } from "../react/useMaybeLobby.js";
export { type UseViewerCountResult, useViewerCount } from "../react/viewers/useViewerCount.js";
export { type UseViewerListResult, useViewerList } from "../react/viewers/useViewerList.js";
