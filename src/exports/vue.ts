export type { ChatTarget } from "../client/chat/chatTarget.js";
export type { CreateLivestreamOptions, LivestreamActions } from "../client/livestream/createLivestream.js";
export type { LivestreamView } from "../client/livestream/livestreamView.js";
export type { Lobby } from "../client/lobby.js";
export { createLobbyPlugin } from "../vue/createLobbyPlugin.js";
export type { Fields } from "../vue/fields.js";
export type { LobbySource, VueLobbyOptions } from "../vue/lobbySource.js";
export { provideLobby } from "../vue/provideLobby.js";
export { type UseChatResult, useChat } from "../vue/useChat.js";
export { type UseConnectionResult, useConnection } from "../vue/useConnection.js";
export { type UseLivestreamResult, useLivestream } from "../vue/useLivestream.js";
export { useLobby } from "../vue/useLobby.js";
export { useLobbySelector } from "../vue/useLobbySelector.js";
export {
  type UseNotificationsOptions,
  type UseNotificationsResult,
  useNotifications,
} from "../vue/useNotifications.js";
export { type UseOnlineStatusResult, useOnlineStatus } from "../vue/useOnlineStatus.js";
export { type UseViewerCountResult, useViewerCount } from "../vue/useViewerCount.js";
