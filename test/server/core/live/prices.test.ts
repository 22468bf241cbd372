import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Price } from "../../../../src/contract/live.js";
import { type TestCore, testCore } from "../../support/testCore.js";

const price = (symbol: string, at: number, value = at): Price => ({
  symbol,
  price: value,
  change: 0,
  changePercent: 0,
  at,
});
const world = (more: Parameters<typeof testCore>[0] = {}) =>
  testCore({ ...more, limits: { events: { perSecond: 1e6, burst: 1e6 }, ...more?.limits } });
const follow = async ({ tab }: TestCore, id: string, ...symbols: string[]) => {
  const one = tab(id);
  await one.do("subscribePrices", { symbols });
  return one;
};

describe("prices", () => {
  test("reach those who follow their symbol, and nobody else", async () => {
    const made = world();
    const an = await follow(made, "an", "FPT", "VNM");
    const binh = await follow(made, "binh", "VNM");
    made.core.prices.publish([price("FPT", 1), price("VNM", 1), price("HPG", 1)]);
    expect(an.heard("pricesChanged")).toMatchObject([{ prices: [{ symbol: "FPT" }, { symbol: "VNM" }] }]);
    expect(binh.heard("pricesChanged")).toMatchObject([{ prices: [{ symbol: "VNM" }] }]);
  });

  test("are told at once when somebody begins to follow", async () => {
    const made = world();
    made.core.prices.publish([price("FPT", 5)]);
    const an = await follow(made, "an", "FPT", "VNM");
    expect(an.heard("pricesChanged")).toMatchObject([{ prices: [{ symbol: "FPT", at: 5 }] }]);
  });

  test("never go backwards: an older one is dropped, one of the same moment replaces", async () => {
    const made = world();
    const an = await follow(made, "an", "FPT");
    const { publish, get } = made.core.prices;
    publish([price("FPT", 5, 10)]);
    publish([price("FPT", 4, 99)]);
    made.clock.advance(1_000);
    publish([price("FPT", 5, 11)]);
    expect(get("FPT")).toMatchObject({ at: 5, price: 11 });
    expect(an.heard("pricesChanged").flatMap(({ prices }) => prices.map((one) => one.price))).toEqual([10, 11]);
    expect(get("VNM")).toBeNull();
  });

  test("cost a session one packet in 50 ms at most, with the newest of each symbol", async () => {
    const made = world();
    const symbols = Array.from({ length: 50 }, (_, index) => `S${index}`);
    const an = await follow(made, "an", ...symbols);
    made.network.forget();
    // 300 a second for two seconds.
    for (let step = 0; step < 600; step++) {
      made.core.prices.publish([price(symbols[step % 50] ?? "", step)]);
      made.clock.advance(1_000 / 300);
    }
    made.clock.advance(50);
    const packets = made.network.packets(an.id);
    expect(packets.length).toBeLessThanOrEqual(42);
    expect(packets.length).toBeGreaterThan(30);
    const last = new Map(an.heard("pricesChanged").flatMap(({ prices }) => prices.map((one) => [one.symbol, one.at])));
    expect([...last]).toHaveLength(50);
    for (const symbol of symbols) expect(last.get(symbol)).toBe(made.core.prices.get(symbol)?.at);
    // Quiet again: no timer runs on.
    made.clock.advance(100);
    expect(made.clock.pending).toBe(0);
  });

  test("end with the newest at every session, in whatever order they were published", async () => {
    const made = world();
    const an = await follow(made, "an", "A", "B");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom("A", "B"), fc.nat({ max: 1_000 }), fc.nat({ max: 60 })), { minLength: 1 }),
        async (updates) => {
          for (const [symbol, at, waitMs] of updates) {
            made.core.prices.publish([price(symbol, at)]);
            made.clock.advance(waitMs);
          }
          made.clock.advance(100);
          const told = an.heard("pricesChanged").flatMap(({ prices }) => prices);
          for (const symbol of ["A", "B"]) {
            const ats = told.filter((one) => one.symbol === symbol).map(({ at }) => at);
            expect(ats).toEqual(ats.toSorted((a, b) => a - b));
            expect(ats.at(-1)).toBe(made.core.prices.get(symbol)?.at);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("that can't be read are dropped and reported, the others told", async () => {
    const made = world();
    const an = await follow(made, "an", "FPT");
    made.core.prices.publish([
      { ...price("FPT", 1), price: Number.NaN },
      price("not a symbol!", 1),
      price("__proto__", 1),
      price("FPT", 2),
    ]);
    expect(made.reports.filter(({ during }) => during === "prices")).toHaveLength(3);
    expect(an.heard("pricesChanged")).toMatchObject([{ prices: [{ at: 2 }] }]);
  });

  test("are bounded for each session, and by the app", async () => {
    const made = world({
      limits: { symbols: 2, events: { perSecond: 1e6, burst: 1e6 } },
      live: { prices: { mayRead: (_, symbol) => symbol !== "SECRET" } },
    });
    const an = made.tab("an");
    expect(await an.do("subscribePrices", { symbols: ["A", "SECRET"] })).toMatchObject({ code: "FORBIDDEN" });
    expect(made.hub.size("price:A")).toBe(1);
    expect(made.hub.size("price:SECRET")).toBe(0);
    expect(await an.do("subscribePrices", { symbols: ["B", "C"] })).toMatchObject({ code: "RATE_LIMITED" });
    await an.do("unsubscribePrices", { symbols: ["A"] });
    expect(await an.do("subscribePrices", { symbols: ["C"] })).toMatchObject({ ok: true });
    an.session.end();
    for (const symbol of ["A", "B", "C"] as const) expect(made.hub.size(`price:${symbol}`)).toBe(0);
  });
});

test("a symbol that may not be followed any more is not, once that is asked again", async () => {
  let shut = false;
  const { core, tab, clock } = testCore({
    live: { prices: { mayRead: (_user, symbol) => !shut || symbol !== "GOLD" } },
  });
  const an = tab("an");
  await an.do("subscribePrices", { symbols: ["GOLD", "TIN"] });
  shut = true;
  expect(await an.do("subscribePrices", { symbols: ["GOLD", "TIN"] })).toMatchObject({ ok: false, code: "FORBIDDEN" });
  core.prices.publish([price("GOLD", 1), price("TIN", 1)]);
  clock.advance(100);
  expect(an.heard("pricesChanged").flatMap(({ prices }) => prices.map(({ symbol }) => symbol))).toEqual(["TIN"]);
});
