import { idSchema } from "../../contract/ids.js";
import { priceSchema, topicPatchSchema, topicSnapshotSchema } from "../../contract/live.js";
import { array, integer, nullable, object, optional } from "../../contract/schema.js";
import type { DomainWire } from "./envelope.js";

/** The words of live on the native wire. */
export const liveWire = {
  commands: {
    subscribeTopic: "lobby:topic",
    unsubscribeTopic: "lobby:topic-leave",
    changeTopic: "lobby:topic-change",
    subscribePrices: "lobby:prices",
    unsubscribePrices: "lobby:prices-leave",
  },
  results: {
    subscribeTopic: object({ snapshot: nullable(topicSnapshotSchema), version: optional(integer()) }),
    unsubscribeTopic: object({}),
    changeTopic: object({ version: nullable(integer()) }),
    subscribePrices: object({}),
    unsubscribePrices: object({}),
  },
  events: {
    /** To those who follow the topic, when all of it is new; to one of them after a conflict. */
    topicSnapshotReceived: topicSnapshotSchema,
    /** To those who follow the topic, whoever changed it. */
    topicPatched: topicPatchSchema,
    /** To the session whose change came too late. */
    topicConflicted: object({ topic: idSchema, version: integer() }),
    /** To those who follow these symbols, at most every 50 ms; at once to a session that begins to follow them. */
    pricesChanged: object({ prices: array(priceSchema, { max: 500 }) }),
  },
} as const satisfies DomainWire;
