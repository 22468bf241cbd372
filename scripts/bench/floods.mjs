// @ts-check

/**
 * @typedef {{ name: string, page: string, query?: string, server: "native" | "unbatched" | "bare", most?: number, counted?: true }} Variant
 *   `page`: what is opened, with `query`; `most`: the highest rate it is asked to bear; `counted`: its renders and dispatches are counted too, in a run of
 *   its own that is not timed
 * @typedef {{ kind: "chat" | "presence" | "prices" | "gifts", title: (rate: number) => string, one: string, reference: string, rates: number[], smokeRate: number,
 *   burst?: true, variants: Variant[] }} Flood
 *   `one`: what is counted; `reference`: the variant by hand that the others are held against; `burst`: the rate is how many come at once, at the beginning
 */

/** What pages are flooded with, and the pages. @type {Flood[]} */
export const floods = [
  {
    kind: "chat",
    title: (rate) => `${rate} messages a second`,
    one: "message",
    reference: "raw-dom",
    rates: [100, 1000, 5000],
    smokeRate: 200,
    variants: [
      // ChatRoom, native protocol in batches.
      { name: "chat-native", page: "chatRoom", server: "native", most: 20_000 },
      // ChatRoom, native protocol, one message a packet.
      { name: "chat-unbatched", page: "chatRoom", server: "unbatched", most: 5_000 },
      // Raw DOM, window of the last rows.
      { name: "raw-dom", page: "rawDom", server: "bare", most: 5_000 },
      // useState and map, smooth scroll.
      { name: "use-state", page: "stateList", server: "bare", most: 1_000 },
      { name: "empty", page: "empty", server: "bare", most: 20_000 },
    ],
  },
  {
    kind: "presence",
    title: (rate) => `1,000 presence dots, ${rate} changes a second`,
    one: "change",
    reference: "dots-raw",
    rates: [500],
    smokeRate: 500,
    variants: [
      { name: "dots-native", page: "dots", server: "native", counted: true },
      { name: "dots-own-words", page: "dots", query: "words=bare", server: "bare", counted: true },
      { name: "dots-raw", page: "dotsRaw", server: "bare" },
    ],
  },
  {
    kind: "prices",
    title: (rate) => `50 prices, ${rate} updates a second`,
    one: "update",
    reference: "prices-raw",
    rates: [300],
    smokeRate: 300,
    variants: [
      { name: "prices-native", page: "prices", server: "native", counted: true },
      { name: "prices-own-words", page: "prices", query: "words=bare", server: "bare", counted: true },
      { name: "board-own-words", page: "prices", query: "words=bare&board", server: "bare", counted: true },
      { name: "prices-raw", page: "pricesRaw", server: "bare" },
      { name: "board-raw", page: "pricesRaw", query: "board", server: "bare" },
    ],
  },
  {
    kind: "gifts",
    title: (rate) => `${rate} gifts at once, on the stage for the whole run`,
    one: "gift",
    reference: "gifts-raw",
    rates: [50],
    smokeRate: 50,
    burst: true,
    variants: [
      { name: "gifts-native", page: "giftStage", server: "native" },
      { name: "gifts-raw", page: "giftStageRaw", server: "bare" },
    ],
  },
];
