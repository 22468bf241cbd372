import type { Failure } from "../../contract/errors.js";
import type { Patch, Price, TopicPatch } from "../../contract/live.js";
import type { JsonValue } from "../../contract/schema.js";

/** State of live data, in the store at `lobby.live`. Holds what is followed, and nothing else. */
export interface LiveState {
  /** By name. Each the same object until something about it changes. */
  readonly topics: Readonly<Record<string, TopicState>>;
  /** By symbol; `null` before the first price. Each the same object until it changes. */
  readonly prices: Readonly<Record<string, LivePrice | null>>;
  /** Why prices can't be followed, where the server said so. */
  readonly pricesFailure: Failure | null;
}

/**
 * How far a topic can be trusted.
 *
 * `loading` nothing is known yet · `live` as the server has it · `stale` as the server had it: the connection is lost, or something was missed, and the whole is on its
 * way · `error` the server refuses it.
 */
export type TopicStatus = "loading" | "live" | "stale" | "error";

/** One topic. */
export interface TopicState {
  readonly status: TopicStatus;
  /** The server's, with own changes that it has not taken yet. `null` while loading. Parts that did not change are the same objects. */
  readonly state: JsonValue;
  /** Of the server's state; `null` before it is known, 0 when nobody has set the topic. */
  readonly version: number | null;
  /** As the server said it. */
  readonly server: JsonValue;
  /** Own changes on their way, oldest first. */
  readonly pending: readonly LocalChange[];
  /** The last own change that lost against the server's state; until it is dismissed. */
  readonly conflict: TopicConflict | null;
  readonly failure: Failure | null;
  /** Steps that came before the state they begin at. */
  readonly held: readonly TopicPatch[];
  /** A step is missing: the whole state must be asked for. */
  readonly missed: boolean;
  /** The session in which it was known is over: whatever is known next replaces it. */
  readonly renew: boolean;
}

/** An own change that the server has not taken yet. */
export interface LocalChange {
  readonly id: string;
  readonly patches: readonly Patch[];
  /** The version that it was made on; `null` when none was known. */
  readonly base: number | null;
  /** It goes on top of whatever the server has. */
  readonly rebase: boolean;
  /** It is on the wire. */
  readonly sent: boolean;
  /** The version that it became, where that is known before the server's own word of it. */
  readonly version: number | null;
}

/** An own change that came too late: somebody else had changed the topic, and the server's state holds. */
export interface TopicConflict {
  readonly patches: readonly Patch[];
  /** The version that the server had. */
  readonly version: number | null;
}

/** The newest price of a symbol. */
export interface LivePrice extends Price {
  /** The connection is lost: there may be newer ones. */
  readonly stale: boolean;
  /** How it last moved while it was followed. */
  readonly move: "up" | "down" | null;
  /** How often it has moved while it was followed. */
  readonly moves: number;
}
