import type { Price } from "lobbykit";
import { companies } from "../seed/market";

/** A market that nobody trades on: prices wander, and come back when they have gone too far. */
export interface Market {
  /** How many prices change a second, 0 to {@link mostPerSecond}. */
  setRate(rate: number): number;
  readonly rate: number;
  close(): void;
}

const mostPerSecond = 1_000;
const turnMs = 50;

/** Opens it. `publish` is given a batch of changed prices, twenty times a second. */
export function openMarket(publish: (prices: readonly Price[]) => void, rate = 300): Market {
  const now = Date.now();
  const states = companies.map(({ symbol, opening }) => ({
    symbol,
    opening,
    price: opening * (1 + (Math.random() - 0.5) * 0.04),
    volume: Math.round(20_000 + Math.random() * 400_000),
    mood: Math.random() - 0.5,
  }));
  const tell = (state: (typeof states)[number], at: number): Price => {
    const change = state.price - state.opening;
    return {
      symbol: state.symbol,
      price: rounded(state.price),
      change: rounded(change),
      changePercent: rounded((change / state.opening) * 100),
      volume: state.volume,
      at,
    };
  };
  const step = (state: (typeof states)[number]) => {
    // Pulled back to the opening the stronger the further it is away, so that no company is ever worth nothing.
    const pull = (state.opening - state.price) / state.opening;
    state.mood = state.mood * 0.96 + (Math.random() - 0.5) * 0.3;
    const move = (state.mood * 0.0016 + pull * 0.004 + (Math.random() - 0.5) * 0.0022) * state.price;
    state.price = Math.max(1, state.price + (Math.abs(move) < 0.01 ? Math.sign(move) * 0.01 : move));
    state.volume += Math.round(Math.random() * 900);
  };
  let owed = 0;
  let current = rate;
  publish(states.map((state) => tell(state, now)));
  const timer = setInterval(() => {
    owed += (current * turnMs) / 1_000;
    const at = Date.now();
    const changed = new Map<string, Price>();
    for (; owed >= 1; owed--) {
      const state = states[Math.floor(Math.random() * states.length)];
      if (state === undefined) continue;
      step(state);
      changed.set(state.symbol, tell(state, at));
    }
    if (changed.size > 0) publish([...changed.values()]);
  }, turnMs);
  return {
    setRate: (wanted) => {
      current = Math.max(0, Math.min(mostPerSecond, Math.floor(wanted) || 0));
      return current;
    },
    get rate() {
      return current;
    },
    close: () => clearInterval(timer),
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
