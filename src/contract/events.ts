import type { ChatEvent } from "./chat.js";
import type { ConnectionEvent } from "./connection.js";
import type { GiftEvent } from "./gifts.js";
import type { LiveEvent } from "./live.js";
import type { NotificationEvent } from "./notifications.js";
import type { PresenceEvent } from "./presence.js";
import type { RoomEvent } from "./room.js";
import type { SupportEvent } from "./support.js";
import type { ViewerEvent } from "./viewers.js";

/** Everything that a server can tell, whatever its wire looks like. Protocols make these; slices reduce them. */
export type DomainEvent =
  | ConnectionEvent
  | ChatEvent
  | NotificationEvent
  | PresenceEvent
  | RoomEvent
  | ViewerEvent
  | GiftEvent
  | LiveEvent
  | SupportEvent;

/** The event of a given name. */
export type DomainEventOf<T extends DomainEvent["type"]> = Extract<DomainEvent, { type: T }>;
