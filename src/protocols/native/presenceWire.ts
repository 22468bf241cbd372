import * as limits from "../../contract/limits.js";
import { presenceSchema } from "../../contract/presence.js";
import { array, object } from "../../contract/schema.js";
import type { DomainWire } from "./envelope.js";

/** The words of presence on the native wire. */
export const presenceWire = {
  commands: {
    setPresence: "lobby:presence",
    watchPresence: "lobby:presence-watch",
    unwatchPresence: "lobby:presence-unwatch",
  },
  results: {
    setPresence: object({}),
    watchPresence: object({ presences: array(presenceSchema, { max: limits.presenceUsers }) }),
    unwatchPresence: object({}),
  },
  events: {
    /** To those who watch these people. */
    presenceChanged: object({ presences: array(presenceSchema, { max: limits.presenceUsers }) }),
  },
} as const satisfies DomainWire;
