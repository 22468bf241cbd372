import type { Price } from "lobbykit/client";
import type { Stage } from "../../.storybook/stage.js";

/** Shares of the stories' exchange: symbol, name, price in đồng. */
export const shares = [
  ["FPT", "FPT Corporation", 131_500],
  ["VNM", "Vinamilk", 67_400],
  ["HPG", "Hòa Phát Group", 26_150],
  ["VCB", "Vietcombank", 92_800],
  ["MWG", "Mobile World", 61_900],
  ["VIC", "Vingroup", 42_350],
  ["SSI", "SSI Securities", 33_700],
  ["MSN", "Masan Group", 73_200],
] as const;

export const labels: Readonly<Record<string, string>> = Object.fromEntries(
  shares.map(([symbol, name]) => [symbol, name]),
);

/** A seeded walk: the same story every time. */
function walker(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

export function aPrice(symbol: string, price: number, open: number, at: number): Price {
  const change = price - open;
  return { symbol, price, change, changePercent: (change / open) * 100, volume: Math.round(open * 37), at };
}

/** What was paid before the story began. */
export function openMarket({ server }: Stage): void {
  const at = server.environment.now();
  const moves = [0.021, -0.013, 0, 0.006, -0.028, 0.011, -0.004, 0.017];
  server.prices.publish(
    shares.map(([symbol, , open], index) => aPrice(symbol, open * (1 + (moves[index] ?? 0)), open, at)),
  );
}

/** Lets prices move, `perSecond` over all of them. Returns a stop function. */
export function runMarket(symbols: readonly (readonly [string, number])[], perSecond: number) {
  return ({ server }: Stage) => {
    const chance = walker(7);
    const now = new Map(symbols);
    let due = 0;
    const timer = setInterval(() => {
      due += perSecond / 50;
      const prices: Price[] = [];
      for (; due >= 1; due--) {
        const [symbol, open] = symbols[Math.floor(chance() * symbols.length)] ?? ["FPT", 1];
        const price = Math.max(open * 0.8, (now.get(symbol) ?? open) * (1 + (chance() - 0.495) * 0.004));
        now.set(symbol, price);
        prices.push(aPrice(symbol, price, open, server.environment.now()));
      }
      if (prices.length > 0) server.prices.publish(prices);
    }, 20);
    return () => clearInterval(timer);
  };
}

/** Fifty symbols of a busy exchange. */
export const fifty: readonly (readonly [string, number])[] = Array.from({ length: 50 }, (_, index) => [
  `${"ABCDEFGHIJ"[index % 10]}${"KLMNP"[Math.floor(index / 10)]}X`,
  20 + ((index * 37) % 180),
]);
