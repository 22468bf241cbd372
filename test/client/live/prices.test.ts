import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pricesOpened } from "../../../src/client/live/liveActions.js";
import { emptyLive, liveReducer } from "../../../src/client/live/liveReducer.js";
import { eventsReceived } from "../../../src/client/lobbyActions.js";
import type { Price } from "../../../src/contract/live.js";
import { createWorld } from "../world.js";
import { aPriceOf, liveOf, priceOf } from "./support.js";

async function following(...symbols: string[]) {
  const world = createWorld();
  const an = world.person("an");
  an.retain();
  const stop = liveOf(an).followPrices(symbols);
  await world.wait();
  return { ...world, an, stop, live: liveOf(an) };
}

describe("prices that are followed", () => {
  test("come with the last known one, then as they change, with the way they moved", async () => {
    const { server, an, wait, live } = await following("FPT");
    expect(priceOf(an, "FPT")).toBeUndefined();
    server.prices.publish([aPriceOf("FPT", 1, 100), aPriceOf("VNM", 1, 70)]);
    await wait();
    expect(priceOf(an, "FPT")).toMatchObject({ price: 100, move: null, moves: 0, stale: false });
    expect(priceOf(an, "VNM")).toBeUndefined();
    live.followPrices(["VNM"]);
    await wait();
    expect(priceOf(an, "VNM")).toMatchObject({ price: 70 });
    server.prices.publish([aPriceOf("FPT", 2, 101), aPriceOf("VNM", 2, 69)]);
    await wait();
    expect(priceOf(an, "FPT")).toMatchObject({ price: 101, move: "up", moves: 1 });
    expect(priceOf(an, "VNM")).toMatchObject({ price: 69, move: "down", moves: 1 });
    server.prices.publish([aPriceOf("FPT", 3, 101)]);
    await wait();
    expect(priceOf(an, "FPT")).toMatchObject({ at: 3, move: "up", moves: 1 });
  });

  test("are stale while the connection is lost, and current again only with what was missed", async () => {
    const { server, network, an, wait } = await following("FPT", "VNM");
    server.prices.publish([aPriceOf("FPT", 1), aPriceOf("VNM", 1)]);
    await wait();
    network.disconnect();
    await wait();
    expect(priceOf(an, "FPT")).toMatchObject({ price: 1, stale: true });
    server.prices.publish([aPriceOf("FPT", 2)]);
    network.latencyMs = 200;
    network.reconnect();
    const shown: string[] = [];
    an.store.subscribe(() => {
      const price = priceOf(an, "FPT");
      shown.push(`${price?.price} ${price?.stale}`);
    });
    await wait(5_000);
    expect([...new Set(shown)]).toEqual(["1 true", "2 false"]);
    // Nothing new of it, and the server said so.
    expect(priceOf(an, "VNM")).toMatchObject({ price: 1, stale: false });
  });

  test("stay stale though some of them had just come and waited for their frame", async () => {
    const { server, network, an, wait } = await following("FPT");
    const [session = ""] = server.hub.sessions("user:an");
    const before = an.store.getState().lobby.live;
    for (const at of [1, 2, 3]) server.hub.tell(session, { type: "pricesChanged", prices: [aPriceOf("FPT", at)] });
    while (an.store.getState().lobby.live === before) await wait(1);
    // The first was shown at once, the others wait.
    expect(priceOf(an, "FPT")).toMatchObject({ at: 1, stale: false });
    network.disconnect();
    await wait(100);
    expect(priceOf(an, "FPT")).toMatchObject({ at: 3, stale: true });
  });

  test("are forgotten when nobody follows them, and no longer told", async () => {
    const { server, an, stop, wait } = await following("FPT");
    server.prices.publish([aPriceOf("FPT", 1)]);
    await wait();
    stop();
    await wait(2_000);
    server.prices.publish([aPriceOf("FPT", 2)]);
    await wait();
    expect(an.store.getState().lobby.live?.prices).toEqual({});
  });

  test("that the server refuses say why; those refused for now are asked for again", async () => {
    const { server, person, wait } = createWorld({
      live: { prices: { mayRead: (_, symbol) => symbol !== "SECRET" } },
      limits: { symbols: 1 },
    });
    const an = person("an");
    an.retain();
    const first = liveOf(an).followPrices(["FPT"]);
    await wait();
    liveOf(an).followPrices(["VNM"]);
    server.prices.publish([aPriceOf("VNM", 1)]);
    await wait();
    expect(priceOf(an, "VNM")).toBeUndefined();
    first();
    await wait(10_000);
    expect(priceOf(an, "VNM")).toMatchObject({ price: 1 });
    liveOf(an).followPrices(["SECRET"]);
    await wait();
    expect(an.store.getState().lobby.live?.pricesFailure).toMatchObject({ code: "FORBIDDEN" });
  });

  test("cost one action a frame at 300 a second", async () => {
    const symbols = Array.from({ length: 50 }, (_, index) => `S${index}`);
    const { server, an, environment } = await following(...symbols);
    let actions = 0;
    an.store.subscribe(() => {
      actions += 1;
    });
    for (let step = 0; step < 300; step++) {
      server.prices.publish([aPriceOf(symbols[step % 50] ?? "", step + 1)]);
      environment.advance(1_000 / 300);
    }
    expect(actions).toBeLessThanOrEqual(62);
    expect(actions).toBeGreaterThan(10);
  });

  test("never show an older one after a newer, in whatever order and packets they come", () => {
    const price = fc.record({
      symbol: fc.constantFrom("A", "B", "C"),
      at: fc.nat({ max: 50 }),
      price: fc.nat({ max: 5 }),
    });
    const flush = (prices: readonly Price[]) =>
      eventsReceived({
        events: [{ type: "pricesChanged", prices }],
        at: 0,
        roomBuffer: 500,
        echoed: true,
        typingExpiryMs: 6_000,
      });
    fc.assert(
      fc.property(fc.array(fc.array(price, { maxLength: 8 }), { maxLength: 20 }), (packets) => {
        let state = liveReducer(emptyLive, pricesOpened({ symbols: ["A", "B"] }));
        for (const packet of packets) {
          const before = state;
          state = liveReducer(state, flush(packet.map((one) => ({ ...one, change: 0, changePercent: 0 }))));
          for (const symbol of ["A", "B"]) {
            const [was, is] = [before.prices[symbol], state.prices[symbol]];
            expect(is?.at ?? -1).toBeGreaterThanOrEqual(was?.at ?? -1);
            if (was && is && was.price !== is.price) expect(is.move).toBe(is.price > was.price ? "up" : "down");
            // What nothing was said of is the same object.
            if (!packet.some((one) => one.symbol === symbol)) expect(is).toBe(was);
          }
        }
        expect(state.prices.C).toBeUndefined();
        for (const symbol of ["A", "B"]) {
          const newest = Math.max(-1, ...packets.flat().map((one) => (one.symbol === symbol ? one.at : -1)));
          expect(state.prices[symbol]?.at ?? -1).toBe(newest);
        }
      }),
      { numRuns: 300 },
    );
  });
});
