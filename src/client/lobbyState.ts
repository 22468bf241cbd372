import type { Store, UnknownAction } from "@reduxjs/toolkit";
import type { ChatState } from "./chat/chatState.js";
import type { ConnectionState } from "./connection/connectionState.js";
import type { HealthState } from "./connection/healthState.js";
import type { GiftsState } from "./gifts/giftsState.js";
import type { LiveState } from "./live/liveState.js";
import type { NotificationsState } from "./notifications/notificationsState.js";
import type { PresenceState } from "./presence/presenceState.js";
import type { RoomState } from "./room/roomState.js";
import type { SupportState } from "./support/supportState.js";
import type { ViewersState } from "./viewers/viewersState.js";

/** All state of lobbykit, at `state.lobby`. Serialisable. The optional parts are there once their feature is used. */
export interface LobbyState {
  readonly connection: ConnectionState;
  readonly chat: ChatState;
  readonly notifications?: NotificationsState;
  readonly presence?: PresenceState;
  readonly viewers?: ViewersState;
  readonly gifts?: GiftsState;
  readonly live?: LiveState;
  readonly support?: SupportState;
  readonly health?: HealthState;
  readonly room?: RoomState;
}

/** The part of an app's state that selectors read. */
export interface LobbyRootState {
  readonly lobby: LobbyState;
}

/** A store that holds a lobby. */
export type LobbyStore = Store<LobbyRootState, UnknownAction>;
