import type { Patch, Price, TopicSnapshot } from "../../../contract/live.js";

/** Topics, as the app works with them: states by name that everybody who follows them sees change. They live in this process's memory. */
export interface Topics {
  /**
   * Gives a topic a state, as a whole. Answers its new version.
   *
   * @throws LobbyError `topic-name` for a name that is no id, `topic-state` for what is no JSON within the limits (8 deep, 500 keys or items each).
   */
  set(topic: string, state: unknown): number;
  /**
   * Changes parts of a topic's state. Resolves with its new version. Cheaper for everybody than {@link set}.
   *
   * Rejects with LobbyError `topic-name`, or `topic-patch` when the patches don't fit the state, which then stays as it is.
   */
  patch(topic: string, patches: readonly Patch[]): Promise<number>;
  /** What a topic holds now; version 0 and `null` before it is set. Rejects when `load` does. */
  get(topic: string): Promise<TopicSnapshot>;
  /** How many sessions of this process follow a topic: nobody, and whatever feeds it may rest. */
  followers(topic: string): number;
}

/** Prices, as the app works with them. The last one of each symbol is kept in this process's memory. */
export interface Prices {
  /**
   * Tells prices to those who follow their symbols. One that is older (`at`) than what is known of its symbol is dropped; of several within 50 ms only the newest
   * is told. One that can't be read is dropped and reported: a feed's slip must not stop the rest.
   */
  publish(prices: readonly Price[]): void;
  /** The last price of a symbol; `null` before the first. */
  get(symbol: string): Price | null;
  /** How many sessions of this process follow a symbol: nobody, and its feed may rest. */
  followers(symbol: string): number;
}
