import type { Domain } from "../domain.js";
import type { Services } from "../services.js";
import type { Prices, Topics } from "./liveApp.js";
import type { LiveOptions } from "./liveOptions.js";
import { createPrices } from "./prices.js";
import { createTopics } from "./topics.js";

/** Live data with what the app does to it. */
export interface LiveDomain extends Domain {
  readonly topics: Topics;
  readonly prices: Prices;
}

/** The domain of live data: topics and prices. */
export function liveDomain(services: Services, options: LiveOptions = {}): LiveDomain {
  const topics = createTopics(services, options.topics);
  const prices = createPrices(services, options.prices);
  return {
    topics: topics.topics,
    prices: prices.prices,
    definitions: [...topics.definitions, ...prices.definitions],
    ended: ({ id }) => {
      topics.followers.end(id);
      prices.followers.end(id);
    },
    close: prices.close,
  };
}
