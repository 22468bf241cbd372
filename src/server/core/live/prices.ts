import * as contractLimits from "../../../contract/limits.js";
import { type Price, priceSchema } from "../../../contract/live.js";
import { parse } from "../../../contract/schema.js";
import type { Timer } from "../../clock.js";
import { priceAudience } from "../audiences.js";
import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import { createFollowers, type Followers } from "./followers.js";
import type { Prices } from "./liveApp.js";
import type { LiveOptions } from "./liveOptions.js";

/** The prices with what the domain needs of them. */
export interface PricesDomain {
  readonly prices: Prices;
  readonly definitions: readonly Definition[];
  readonly followers: Followers;
  close(): void;
}

/** Between two packets with prices to a session, ms. */
const everyMs = 50;

/** Lists of symbols overlap, so all of them take turns. */
const thing = () => "prices";

/** Makes the keeper of prices. */
export function createPrices(services: Services, options: LiveOptions["prices"] = {}): PricesDomain {
  const { hub, clock, limits, report } = services;
  const last = new Map<string, Price>();
  const followers = createFollowers(hub, priceAudience);
  /** Symbols that have a newer price than was told. */
  let changed = new Set<string>();
  let timer: Timer | null = null;

  const tell = (sessionId: string, prices: readonly Price[]) => {
    for (let from = 0; from < prices.length; from += contractLimits.batchEvents)
      hub.tell(sessionId, { type: "pricesChanged", prices: prices.slice(from, from + contractLimits.batchEvents) });
  };

  /** One packet to each session with all that is new to it: an audience a symbol, but never a packet a symbol. */
  const flush = () => {
    const news = new Map<string, Price[]>();
    for (const symbol of changed) {
      const price = last.get(symbol);
      if (price === undefined) continue;
      for (const sessionId of hub.sessions(priceAudience(symbol))) {
        const prices = news.get(sessionId);
        if (prices === undefined) news.set(sessionId, [price]);
        else prices.push(price);
      }
    }
    changed = new Set();
    for (const [sessionId, prices] of news) tell(sessionId, prices);
  };
  const arm = () => {
    timer = clock.setTimeout(() => {
      timer = null;
      // A whole interval without a price: the next one goes at once again.
      if (changed.size === 0) return;
      flush();
      arm();
    }, everyMs);
  };

  const subscribe = define(
    "subscribePrices",
    services,
    async (session, { symbols }): Promise<Answer<"subscribePrices">> => {
      const { id, user } = session;
      const asked = [...new Set(symbols)];
      const { mayRead } = options;
      const answers = mayRead && (await Promise.all(asked.map(async (symbol) => mayRead(user, symbol))));
      if (session.ended) return refuse("UNAVAILABLE");
      const allowed = answers === undefined ? asked : asked.filter((_, index) => answers[index]);
      for (const symbol of asked) if (!allowed.includes(symbol)) followers.leave(id, symbol);
      // Those that may be followed are, whatever becomes of the others.
      const joined = allowed.filter((symbol) => followers.join(id, symbol, limits.symbols));
      tell(
        id,
        joined.flatMap((symbol) => last.get(symbol) ?? []),
      );
      if (joined.length < allowed.length)
        return refuse("RATE_LIMITED", `at most ${limits.symbols} symbols at once: leave some`, 5_000);
      return allowed.length === asked.length ? done({}) : refuse("FORBIDDEN");
    },
    thing,
  );

  const unsubscribe = define(
    "unsubscribePrices",
    services,
    (session, { symbols }): Answer<"unsubscribePrices"> => {
      for (const symbol of symbols) followers.leave(session.id, symbol);
      return done({});
    },
    thing,
  );

  return {
    prices: {
      publish(prices) {
        for (const given of prices) {
          const parsed = parse(priceSchema, given);
          if (!parsed.ok) {
            report({ kind: "fault", during: "prices", code: "INVALID", error: new Error(parsed.issue) });
            continue;
          }
          const price = parsed.value;
          if (price.at < (last.get(price.symbol)?.at ?? 0)) continue;
          last.set(price.symbol, price);
          changed.add(price.symbol);
        }
        if (timer !== null || changed.size === 0) return;
        flush();
        arm();
      },
      get: (symbol) => last.get(symbol) ?? null,
      followers: (symbol) => hub.size(priceAudience(symbol)),
    },
    definitions: [subscribe, unsubscribe],
    followers,
    close() {
      if (timer !== null) clock.clearTimeout(timer);
      timer = null;
    },
  };
}
