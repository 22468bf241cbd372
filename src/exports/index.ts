export type { ChatMessage, ConversationState, Gap, MessageStatus, TypingUser } from "../client/chat/chatState.js";
export type {
  ConnectionState,
  ConnectionStatus as ConnectionStatusName,
} from "../client/connection/connectionState.js";
export type { HealthLevel, LoggedError, LoggedErrorKind } from "../client/connection/healthState.js";
export { createLobby } from "../client/createLobby.js";
export type { GiftCapabilities, GiftInput } from "../client/gifts/giftsFeature.js";
export type { GiftLoadStatus, PendingGift, PendingGiftStatus } from "../client/gifts/giftsState.js";
export type { Lobby, LobbyOptions } from "../client/lobby.js";
export { lobbyReducers } from "../client/lobbyReducers.js";
export type { LobbyRootState, LobbyState } from "../client/lobbyState.js";
export type { AuthSource, Report, Timings } from "../client/settings.js";
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
export { useFullLocale as useLocale } from "../components/useFullLocale.js";
export type { DraftBody, Message, MessageBody, Receipt } from "../contract/chat.js";
export type { User } from "../contract/connection.js";
export type { ErrorCode, Failure } from "../contract/errors.js";
export type { CatalogueGift, Gift, GiftAnimation, GiftLeader } from "../contract/gifts.js";
export type { ConversationId, ConversationRef } from "../contract/ids.js";
export { LobbyError } from "../contract/lobbyError.js";
export type { Locale } from "../locales/locale.js";
export type { Capabilities, GuaranteeLevel, Protocol } from "../protocols/protocol.js";
export type { ChatTarget } from "../react/chat/chatTarget.js";
export { type UseChatResult, useChat } from "../react/chat/useChat.js";
export { type ChatActions, useChatActions } from "../react/chat/useChatActions.js";
export { type ConversationInfo, useConversation } from "../react/chat/useConversation.js";
export { type UseConversationsResult, useConversations } from "../react/chat/useConversations.js";
export { useMessages } from "../react/chat/useMessages.js";
export { useOpenConversation } from "../react/chat/useOpenConversation.js";
export { type UseTypingResult, useTyping } from "../react/chat/useTyping.js";
export { useUnreadCount } from "../react/chat/useUnreadCount.js";
export { type UseConnectionResult, useConnection } from "../react/connection/useConnection.js";
export { type UseConnectionHealthResult, useConnectionHealth } from "../react/connection/useConnectionHealth.js";
export { useSocket } from "../react/connection/useSocket.js";
export type { GiftTarget } from "../react/gifts/giftTarget.js";
export { type UseGiftHistoryResult, useGiftHistory } from "../react/gifts/useGiftHistory.js";
export { type UseGiftLeaderboardResult, useGiftLeaderboard } from "../react/gifts/useGiftLeaderboard.js";
export { type UseGiftsResult, useGifts } from "../react/gifts/useGifts.js";
export { SocketProvider, type SocketProviderProps } from "../react/SocketProvider.js";
export { useLobby } from "../react/useLobby.js";
export { useLobbySelector } from "../react/useLobbySelector.js";
export { useMaybeLobby } from "../react/useMaybeLobby.js";
