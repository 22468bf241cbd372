import type { GiftAnimation } from "../../src/contract/gifts.js";

/** What a server is flooded with. */
export type FloodKind = "chat" | "presence" | "prices" | "gifts";

/** One kind of flood on one server. */
export interface Flow {
  /** Sends the next one, or prepares it to go with others. */
  send(index: number): void;
  /** Sends what was prepared. */
  flush?(): void;
  /** From the last one until the server has told of it, ms. */
  readonly settleMs?: number;
  /** What a page shows that has shown everything: by what {@link send} was last called with. */
  last(index: number): number | string;
}

/** A server of the benchmark. */
export interface Flooded {
  readonly url: string;
  readonly flows: Partial<Record<FloodKind, Flow>>;
}

/** How many people have dots, and how many symbols have prices. */
export const dotCount = 1_000;
export const tickerCount = 50;

export const dotId = (index: number) => `dot-${index % dotCount}`;
export const symbolOf = (index: number) => `SYM-${index % tickerCount}`;
/** What is given, by index: four small gifts, then a dear one, each by somebody else. */
export const giftOf = (index: number) => {
  const dear = ["fireworks", "hearts", "stars", "rainbow"] as const;
  const animation: GiftAnimation = index % 5 === 0 ? (dear[(index / 5) % dear.length] ?? "hearts") : "default";
  const small = ["rose", "coffee", "cake", "lotus"];
  const giftId = animation === "default" ? (small[index % small.length] ?? "rose") : animation;
  return {
    giftId,
    name: giftId,
    price: animation === "default" ? 5 : 500,
    quantity: 1,
    animation,
    senderId: `giver-${index}`,
    senderName: `Person ${index}`,
    receiverId: "host",
  };
};

/** Prices that move now up, now down. */
export function priceWalk() {
  const prices = Array.from({ length: tickerCount }, (_, index) => 100 + index);
  return (index: number) => {
    const at = (index * 7) % tickerCount;
    const before = prices[at] ?? 100;
    const price = Math.round((before + (index % 3 === 0 ? -0.4 : 0.3)) * 100) / 100;
    prices[at] = price;
    const change = Math.round((price - 100 - at) * 100) / 100;
    const changePercent = Math.round((change / (100 + at)) * 10_000) / 100;
    // Every one is newer than the one before.
    return { symbol: symbolOf(at), price, change, changePercent, at: 1_750_000_000_000 + index };
  };
}

/** The notifications of who signs in as `holder`. */
export const notificationDrafts = Array.from({ length: 10 }, (_, index) => ({
  kind: ["purchase", "comment", "reply", "system"][index % 4] ?? "system",
  level: "info" as const,
  title: `Notification ${index}`,
  message: "Somebody has answered what you asked yesterday in the evening, and others agree.",
  href: `/items/${index}`,
}));
