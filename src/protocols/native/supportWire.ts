import * as limits from "../../contract/limits.js";
import { array, boolean, object } from "../../contract/schema.js";
import { supportStatusSchema, supportTicketSchema } from "../../contract/support.js";
import type { DomainWire } from "./envelope.js";

const ofTicket = object({ ticket: supportTicketSchema });

/** The words of support on the native wire. */
export const supportWire = {
  commands: {
    startSupport: "lobby:support",
    supportStatus: "lobby:support-status",
    watchSupportQueue: "lobby:support-watch",
    unwatchSupportQueue: "lobby:support-unwatch",
    takeSupport: "lobby:support-take",
    releaseSupport: "lobby:support-release",
    closeSupport: "lobby:support-close",
  },
  results: {
    startSupport: ofTicket,
    supportStatus: supportStatusSchema,
    watchSupportQueue: object({
      tickets: array(supportTicketSchema, { max: limits.supportTickets }),
      more: boolean,
    }),
    unwatchSupportQueue: object({}),
    takeSupport: ofTicket,
    releaseSupport: ofTicket,
    closeSupport: ofTicket,
  },
  events: {
    /** To the visitor wherever he is, and to the agents who watch the queue. */
    supportTicketChanged: ofTicket,
  },
} as const satisfies DomainWire;

/** The commands that only agents may give: where a server has an admin namespace, they go over that. */
export const agentCommands = [
  "watchSupportQueue",
  "unwatchSupportQueue",
  "takeSupport",
  "releaseSupport",
  "closeSupport",
] as const satisfies readonly (keyof typeof supportWire.commands)[];
