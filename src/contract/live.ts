import { idSchema } from "./ids.js";
import { array, type Infer, integer, json, number, object, oneOf, optional, string } from "./schema.js";

/** How large a topic's state may be. */
export const topicLimits = {
  /** Keys of a path. */
  path: 6,
  /** Containers in each other. */
  depth: 8,
  /** Keys of an object, items of a list. */
  width: 500,
  /** Patches in one step. */
  patches: 100,
  /** Characters of the state as JSON, once a client's change has been applied. */
  size: 262_144,
} as const;

/** Reads a topic's state: any JSON value within {@link topicLimits}. */
export const topicStateSchema = json({ depth: topicLimits.depth, max: topicLimits.width });

/** One change to a topic's state: a path of keys and what to do there. `applyPatches` says how it is meant. */
export const patchSchema = object({
  op: oneOf("set", "delete"),
  /** Keys from the root; none is the root itself. Names of `Object.prototype` are refused by whoever applies it. */
  path: array(string({ min: 1, max: 64 }), { max: topicLimits.path }),
  value: optional(topicStateSchema),
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
export const topicSnapshotSchema = object({ topic: idSchema, version: integer(), state: topicStateSchema });
/** A topic's whole state. */
export type TopicSnapshot = Infer<typeof topicSnapshotSchema>;

/** A step from one version of a topic to the next. */
export const topicPatchSchema = object({
  topic: idSchema,
  baseVersion: integer(),
  version: integer({ min: 1 }),
  patches: array(patchSchema, { max: topicLimits.patches }),
});
/** A step from one version of a topic to the next. */
export type TopicPatch = Infer<typeof topicPatchSchema>;

/** What happened to live data. */
export type LiveEvent =
  /** The whole state. Version 0 is a topic that nobody has set yet. The newest version wins; those between may be skipped. */
  | ({ readonly type: "topicSnapshotReceived" } & TopicSnapshot)
  | ({ readonly type: "topicPatched" } & TopicPatch)
  /** A change of this client's came too late: the topic was at `version` already (`null` where the server does not say). */
  | { readonly type: "topicConflicted"; readonly topic: string; readonly version: number | null }
  /** The newest prices of some symbols. */
  | { readonly type: "pricesChanged"; readonly prices: readonly Price[] };

/** Commands of live data, with what each is answered. */
export interface LiveCommands {
  subscribeTopic: {
    /** `version`: what the client holds, in this session. */
    input: { readonly topic: string; readonly version?: number };
    /** No snapshot: the client's version is the newest (`version`), or the snapshot comes as an event. */
    result: { readonly snapshot: TopicSnapshot | null; readonly version?: number };
  };
  unsubscribeTopic: { input: { readonly topic: string }; result: object };
  changeTopic: {
    input: { readonly topic: string; readonly baseVersion: number; readonly patches: readonly Patch[] };
    result: { readonly version: number | null };
  };
  subscribePrices: { input: { readonly symbols: readonly string[] }; result: object };
  unsubscribePrices: { input: { readonly symbols: readonly string[] }; result: object };
}
