import type { Schema } from "../../contract/schema.js";

/** The event that carries lists of events from the server. */
export const nativeEventsName = "lobby:events";
/** The event that a server sends before it closes the connection. */
export const nativeByeName = "lobby:bye";

/** One domain's words on the native wire: names of its commands, how their answers and its events read. */
export interface DomainWire {
  readonly commands: Readonly<Record<string, string>>;
  readonly results: Readonly<Record<string, Schema<object>>>;
  /** By type. */
  readonly events: Readonly<Record<string, Schema<object>>>;
}
