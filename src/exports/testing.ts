export { aChatMessage, type ChatMessageRecipe } from "../testing/factories/aChatMessage.js";
export { aConversation, type ConversationRecipe } from "../testing/factories/aConversation.js";
export { aMessage, type MessageRecipe } from "../testing/factories/aMessage.js";
export { aNotification, type NotificationRecipe } from "../testing/factories/aNotification.js";
export { aUser, type UserRecipe } from "../testing/factories/aUser.js";
export type { SampleLocale } from "../testing/factories/people.js";
export { createMockServer, type MockServer, type MockServerOptions } from "../testing/mockServer.js";
export type { Frame, FrameKind, FrameMatch, MockNetwork, NetworkConditions } from "../testing/network.js";
export type { Puppet } from "../testing/puppet.js";
export {
  type RenderWithLobbyOptions,
  type RenderWithLobbyResult,
  renderWithLobby,
} from "../testing/renderWithLobby.js";
export type { SeedConversation, SeedMessage } from "../testing/seedConversation.js";
export type { SeedNotification, SeedNotifications } from "../testing/seedNotifications.js";
export type { Accept, ServerListener, ServerSocket } from "../testing/serverEnd.js";
export { createSocketPair, type SocketPair, type SocketPairOptions } from "../testing/socketPair.js";
export { spoiled } from "../testing/spoiled.js";
export { createVirtualEnvironment, type VirtualEnvironment } from "../testing/virtualEnvironment.js";
export { type StoryLobby, withLobby } from "../testing/withLobby.js";
