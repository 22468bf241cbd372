import { isRetryable } from "../../contract/errors.js";
import type { Timer } from "../environment.js";
import type { FeatureHost } from "../feature.js";
import { createSubscriptions, type Subscriptions } from "../subscriptions.js";
import { pricesClosed, pricesFailed, pricesOpened, pricesRenewed } from "./liveActions.js";

/** Keeps the server telling the prices that are wanted. */
export type PriceSync = Pick<Subscriptions, "hold" | "ready" | "down">;

/** Symbols in one command; servers take at most this many. */
const batch = 500;

/** Makes the keeper of prices. */
export function createPriceSync(host: FeatureHost): PriceSync {
  const { environment, timings } = host;
  const timers = new Set<Timer>();
  /** Counts the sessions: what an earlier one answers is void. */
  let session = 0;

  const join = async (symbols: readonly string[], tries = 0): Promise<void> => {
    const mine = session;
    const outcome = await host.line()?.execute("subscribePrices", { symbols }, { timeoutMs: timings.ackTimeoutMs });
    if (mine !== session || outcome === undefined) return;
    if (outcome.ok) {
      // The prices it told before its answer enter the state at the next frame, and only with them is what is shown current.
      environment.requestFrame(() => {
        if (mine === session) host.store().dispatch(pricesRenewed({ symbols }));
      });
      return;
    }
    const { failure } = outcome;
    if (failure.code === "UNAUTHENTICATED") return;
    if (!isRetryable(failure.code)) return void host.store().dispatch(pricesFailed({ failure }));
    const waitMs = Math.min(timings.retryMaxMs, timings.retryMinMs * 2 ** tries);
    const timer = environment.setTimeout(
      () => {
        timers.delete(timer);
        const still = symbols.filter((symbol) => subscriptions.isHeld(symbol));
        if (still.length > 0) void join(still, tries + 1);
      },
      Math.max(waitMs, failure.retryAfterMs ?? 0),
    );
    timers.add(timer);
  };

  const subscriptions = createSubscriptions({
    environment,
    lingerMs: timings.lingerMs,
    batch,
    join(symbols) {
      host.store().dispatch(pricesOpened({ symbols }));
      void join(symbols);
    },
    leave(symbols) {
      void host.line()?.execute("unsubscribePrices", { symbols }, { timeoutMs: timings.ackTimeoutMs });
    },
    forget: (symbols) => host.store().dispatch(pricesClosed({ symbols })),
  });

  return {
    hold: subscriptions.hold,
    ready: subscriptions.ready,
    down() {
      session += 1;
      for (const timer of timers) environment.clearTimeout(timer);
      timers.clear();
      subscriptions.down();
    },
  };
}
