// What a page gets by a script tag, as `lobbykit.…`: scripts/build.mjs makes dist/lobbykit.global.js of it.

export { selectConversation, selectMessages, selectUnreadCount } from "../client/chat/selectors.js";
export { createLobby } from "../client/createLobby.js";
export { giftsFeature } from "../client/gifts/giftsFeature.js";
export { liveFeature } from "../client/live/liveFeature.js";
export { createLivestream } from "../client/livestream/createLivestream.js";
export { LivestreamRoom } from "../client/livestream/livestreamRoom.js";
export { notificationsFeature } from "../client/notifications/notificationsFeature.js";
export { presenceFeature } from "../client/presence/presenceFeature.js";
export { viewersFeature } from "../client/viewers/viewersFeature.js";
export { LobbyError } from "../contract/lobbyError.js";
export { defineProtocol } from "../protocols/defineProtocol.js";
export { elearning } from "../protocols/elearning/elearning.js";
export { livestream } from "../protocols/livestream/livestream.js";
export { livestreamAuth } from "../protocols/livestream/livestreamAuth.js";
export { native } from "../protocols/native/native.js";
export { rooms } from "../protocols/rooms/rooms.js";
export { shop } from "../protocols/shop/shop.js";
