import { idSchema } from "../../contract/ids.js";
import { patchSchema, priceSchema, topicSnapshotSchema } from "../../contract/live.js";
import { array, integer, json, nullable, object } from "../../contract/schema.js";
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
    subscribeTopic: object({ snapshot: nullable(topicSnapshotSchema) }),
    unsubscribeTopic: object({}),
    changeTopic: object({ version: nullable(integer()) }),
    subscribePrices: object({}),
    unsubscribePrices: object({}),
  },
  events: {
    topicSnapshotReceived: object({ topic: idSchema, version: integer(), state: json() }),
    topicPatched: object({
      topic: idSchema,
      baseVersion: integer(),
      version: integer({ min: 1 }),
      patches: array(patchSchema),
    }),
    topicConflicted: object({ topic: idSchema, version: integer() }),
    /** To those who follow these symbols. */
    pricesChanged: object({ prices: array(priceSchema, { max: 500 }) }),
  },
} as const satisfies DomainWire;
