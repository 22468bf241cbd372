import type { ChatCommands } from "./chat.js";
import type { ConnectionCommands } from "./connection.js";
import type { GiftCommands } from "./gifts.js";
import type { LiveCommands } from "./live.js";
import type { NotificationCommands } from "./notifications.js";
import type { PresenceCommands } from "./presence.js";
import type { RoomCommands } from "./room.js";
import type { SupportCommands } from "./support.js";
import type { ViewerCommands } from "./viewers.js";

/** Everything that can be asked of a server: name → what goes in and what comes back. Protocols encode these. */
export interface Commands
  extends ConnectionCommands,
    ChatCommands,
    NotificationCommands,
    PresenceCommands,
    RoomCommands,
    ViewerCommands,
    GiftCommands,
    LiveCommands,
    SupportCommands {}

/** The name of a command. */
export type CommandName = keyof Commands;
/** What a command takes. */
export type CommandInput<N extends CommandName> = Commands[N]["input"];
/** What a command is answered. */
export type CommandResult<N extends CommandName> = Commands[N]["result"];
