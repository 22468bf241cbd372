import { idSchema } from "./ids.js";
import { array, type Infer, integer, json, number, object, oneOf, optional, string } from "./schema.js";

/** One change to a topic's state: a path of keys and what to do there. */
export const patchSchema = object({
  op: oneOf("set", "delete"),
  /** Keys from the root. Names of `Object.prototype` are refused by whoever applies it. */
  path: array(string({ min: 1, max: 64 }), { max: 6 }),
  value: optional(json()),
});
/** One change to a topic's state. */
export type Patch = Infer<typeof patchSchema>;

/** A price at a moment. */
export const priceSchema = object({
  symbol: idSchema,
  price: number(),
  change: number(),
  changePercent: number(),
  volume: optional(number({ min: 0 })),
  /** Milliseconds since the epoch at the source; an older one never replaces a newer. */
  at: number({ min: 0 }),
});
/** A price at a moment. */
export type Price = Infer<typeof priceSchema>;

/** A topic's whole state. */
export const topicSnapshotSchema = object({ topic: idSchema, version: integer(), state: json() });
/** A topic's whole state. */
export type TopicSnapshot = Infer<typeof topicSnapshotSchema>;

/** A step from one version of a topic to the next. */
export const topicPatchSchema = object({
  topic: idSchema,
  baseVersion: integer(),
  version: integer({ min: 1 }),
  patches: array(patchSchema),
});
/** A step from one version of a topic to the next. */
export type TopicPatch = Infer<typeof topicPatchSchema>;

/** What happened to live data. */
export type LiveEvent =
  | ({ readonly type: "topicSnapshotReceived" } & TopicSnapshot)
  | ({ readonly type: "topicPatched" } & TopicPatch)
  | { readonly type: "topicConflicted"; readonly topic: string; readonly version: number }
  | { readonly type: "pricesChanged"; readonly prices: readonly Price[] };

/** Commands of live data, with what each is answered. */
export interface LiveCommands {
  subscribeTopic: { input: { readonly topic: string }; result: { readonly snapshot: TopicSnapshot | null } };
  unsubscribeTopic: { input: { readonly topic: string }; result: object };
  changeTopic: {
    input: { readonly topic: string; readonly baseVersion: number; readonly patches: readonly Patch[] };
    result: { readonly version: number | null };
  };
  subscribePrices: { input: { readonly symbols: readonly string[] }; result: object };
  unsubscribePrices: { input: { readonly symbols: readonly string[] }; result: object };
}
