import type { User } from "../../../contract/connection.js";
import type { Patch, TopicSnapshot } from "../../../contract/live.js";
import type { JsonValue } from "../../../contract/schema.js";

/** A change that a client has made to a topic. */
export interface TopicChange extends TopicSnapshot {
  readonly user: User;
  readonly patches: readonly Patch[];
}

/** The app's word on live data. */
export interface LiveOptions {
  readonly topics?: {
    /** Who may follow a topic. Everybody who is signed in unless told otherwise. Throwing refuses with `UNAVAILABLE`. */
    readonly mayRead?: (user: User, topic: string) => boolean | Promise<boolean>;
    /**
     * Who may make which changes to which state. Nobody unless told otherwise. The patches are the client's own words: look at every path and value, and at names and
     * ids in them, as `user` alone is proven (`addsOwnComment` does for comments). The state is the one that they are then made on. Throwing refuses with `UNAVAILABLE`.
     */
    readonly mayChange?: (
      user: User,
      topic: string,
      patches: readonly Patch[],
      state: JsonValue,
    ) => boolean | Promise<boolean>;
    /** The first state of a topic that nobody has set: asked at its first use. `undefined` is none yet. Throwing refuses with `UNAVAILABLE`. */
    readonly load?: (topic: string) => unknown;
    /** Told of every change by a client once it is made, so that the app can store it. What it throws is reported. */
    readonly onChange?: (change: TopicChange) => void | Promise<void>;
  };
  readonly prices?: {
    /** Who may follow a symbol. Everybody who is signed in unless told otherwise. */
    readonly mayRead?: (user: User, symbol: string) => boolean | Promise<boolean>;
  };
}
