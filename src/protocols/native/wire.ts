import { type Infer, tagged } from "../../contract/schema.js";
import { chatCommands, chatEvents, chatResults } from "./chatWire.js";
import { giftsWire } from "./giftsWire.js";
import { liveWire } from "./liveWire.js";
import { notificationsWire } from "./notificationsWire.js";
import { presenceWire } from "./presenceWire.js";
import { roomWire } from "./roomWire.js";
import { supportWire } from "./supportWire.js";
import { viewersWire } from "./viewersWire.js";

/**
 * The whole native wire, as a server speaks it: every command is the Socket.IO event of its name here, answered by an acknowledgement
 * `{ ok: true, … } | { ok: false, code, message?, retryAfterMs? }`; everything the server tells comes in lists of events
 * under one name, because the packet is the cost and not the message.
 *
 * A client loads the words of chat, and those of another domain only with its feature.
 */
export const nativeCommands = {
  ...chatCommands,
  ...notificationsWire.commands,
  ...presenceWire.commands,
  ...roomWire.commands,
  ...viewersWire.commands,
  ...giftsWire.commands,
  ...liveWire.commands,
  ...supportWire.commands,
} as const;

/** Names of commands of the native wire. */
export type NativeCommand = keyof typeof nativeCommands;

/** What each command is answered. */
export const nativeResultSchemas = {
  ...chatResults,
  ...notificationsWire.results,
  ...presenceWire.results,
  ...roomWire.results,
  ...viewersWire.results,
  ...giftsWire.results,
  ...liveWire.results,
  ...supportWire.results,
} as const satisfies Record<NativeCommand, unknown>;

/** What each command is answered, typed. */
export type NativeResult<N extends NativeCommand> = Infer<(typeof nativeResultSchemas)[N]>;

/** The events that a native server sends, one of a list each. */
export const nativeEventSchema = tagged("type", {
  ...chatEvents,
  ...notificationsWire.events,
  ...presenceWire.events,
  ...roomWire.events,
  ...viewersWire.events,
  ...giftsWire.events,
  ...liveWire.events,
  ...supportWire.events,
});

/** An event of the native wire: a domain event as it is. */
export type NativeEvent = Infer<typeof nativeEventSchema>;
