import { demandId } from "../../contract/demandId.js";
import type { Patch } from "../../contract/live.js";
import { liveWire } from "../../protocols/native/liveWire.js";
import { nativePart } from "../../protocols/native/part.js";
import type { Feature, FeatureHost } from "../feature.js";
import { createKeyedView, type KeyedView } from "../keyedView.js";
import { conflictDismissed, liveLost, topicsOpened } from "./liveActions.js";
import { liveReducer } from "./liveReducer.js";
import type { LivePrice, TopicState } from "./liveState.js";
import { createPriceSync } from "./priceSync.js";
import { type ChangeOptions, type ChangeOutcome, createTopicChanges } from "./topicChanges.js";
import { createTopicSync } from "./topicSync.js";

/** Live data without React: topics, which are states that change while one looks, and prices. All functions are stable. */
export interface LiveApi {
  /** Every topic that is followed, by name. */
  readonly topics: KeyedView<TopicState>;
  /** The newest price of every symbol that is followed. */
  readonly prices: KeyedView<LivePrice | null>;
  /**
   * Follows a topic until the returned function is called: its state, then its steps, again after every reconnect.
   *
   * @throws LobbyError `bad-id`
   */
  readonly followTopic: (topic: string) => () => void;
  /**
   * Changes a topic: shown at once, then the server's word holds. A topic that somebody else has changed meanwhile refuses it with `CONFLICT`. Without a connection
   * it waits. Never rejects.
   */
  readonly changeTopic: (topic: string, patches: readonly Patch[], options?: ChangeOptions) => Promise<ChangeOutcome>;
  /** Asks for a topic again that was refused. */
  readonly reloadTopic: (topic: string) => void;
  /** The user has seen that a change of his was lost. */
  readonly dismissConflict: (topic: string) => void;
  /**
   * Follows the prices of symbols until the returned function is called.
   *
   * @throws LobbyError `bad-id`
   */
  readonly followPrices: (symbols: readonly string[]) => () => void;
}

/** Live data as a feature of a lobby: `lobby.use(liveFeature)`. */
export const liveFeature: Feature<LiveApi, "live"> = {
  name: "live",
  reducer: (state, action) => liveReducer(state, action),
  native: () => nativePart(liveWire),
  create,
};

function create(host: FeatureHost) {
  const { capabilities } = host;
  const topicOf = (topic: string) => host.store().getState().lobby.live?.topics[topic];
  const topics = createTopicSync(host, topicOf);
  const prices = createPriceSync(host);
  const changes = createTopicChanges({
    host,
    topicOf,
    follow: (topic) => topics.hold([topic]),
    askAgain: topics.ask,
  });
  const nothing = () => () => {};

  const api: LiveApi = {
    topics: createKeyedView(host.store, (state) => state.live?.topics),
    prices: createKeyedView(host.store, (state) => state.live?.prices),
    followTopic(topic) {
      demandId(topic, "a topic");
      return capabilities.live ? topics.hold([topic]) : nothing();
    },
    changeTopic: changes.change,
    reloadTopic(topic) {
      if (topicOf(topic)?.failure) host.store().dispatch(topicsOpened({ topics: [topic] }));
      topics.ask(topic);
    },
    dismissConflict: (topic) => void host.store().dispatch(conflictDismissed({ topic })),
    followPrices(symbols) {
      for (const symbol of symbols) demandId(symbol, "a symbol");
      return capabilities.live ? prices.hold(symbols) : nothing();
    },
  };
  return {
    api,
    ready() {
      topics.ready();
      prices.ready();
    },
    down() {
      topics.down();
      prices.down();
      host.store().dispatch(liveLost());
    },
    received(events: Parameters<typeof topics.received>[0]) {
      topics.received(events);
      changes.received(events);
    },
    reset() {
      topics.down();
      prices.down();
      changes.reset();
    },
  };
}
