import { act, renderHook } from "@testing-library/react";
import { type ReactNode, StrictMode } from "react";
import { describe, expect, it } from "vitest";
import type { Price } from "../../src/contract/live.js";
import { useLiveTopic } from "../../src/react/live/useLiveTopic.js";
import { usePrice } from "../../src/react/live/usePrice.js";
import { usePrices } from "../../src/react/live/usePrices.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { createMockServer, type MockServerOptions } from "../../src/testing/mockServer.js";
import { renderWithLobby } from "../../src/testing/renderWithLobby.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { allowConsole } from "../support/setup.js";
import { aLobby, people } from "./support.js";

interface Rating {
  readonly average: number;
  readonly count: number;
}
function rating(state: unknown): Rating {
  const { average, count } = state as Partial<Rating>;
  if (typeof average !== "number" || typeof count !== "number") throw new Error("no rating");
  return { average, count };
}
const aPrice = (symbol: string, at: number, price = at): Price => ({
  symbol,
  price,
  change: 0,
  changePercent: 0,
  at,
});

async function using<P, T>(hook: (props: P) => T, initialProps: P, options: MockServerOptions = {}) {
  const environment = createVirtualEnvironment();
  const server = createMockServer({
    users: people,
    environment,
    live: { topics: { mayChange: () => true } },
    ...options,
  });
  server.topics.set("rating", { average: 4.5, count: 2 });
  const lobby = aLobby(server);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <SocketProvider lobby={lobby}>{children}</SocketProvider>
    </StrictMode>
  );
  const rendered = renderHook(hook, { wrapper, initialProps });
  const advance = (ms = 100) => act(() => environment.advanceAsync(ms));
  await advance();
  return { ...rendered, server, lobby, environment, advance };
}

describe("useLiveTopic", () => {
  it("gives the server's state, typed by the app's function, and follows its steps", async () => {
    const { result, server, advance } = await using(
      (topic: string | null) => useLiveTopic(topic, { validate: rating }),
      "rating",
    );
    const average: number | undefined = result.current.state?.average;
    expect(average).toBe(4.5);
    expect(result.current).toMatchObject({ status: "live", version: 1, stale: false, error: null, supported: true });
    await act(() => server.topics.patch("rating", [{ op: "set", path: ["count"], value: 3 }]));
    await advance();
    expect(result.current).toMatchObject({ state: { average: 4.5, count: 3 }, version: 2 });
  });

  it("keeps the result and the state the same objects while nothing changes, even with an inline function", async () => {
    const { result, rerender } = await using(
      (topic: string | null) => useLiveTopic(topic, { validate: (state) => rating(state) }),
      "rating",
    );
    const before = result.current;
    rerender("rating");
    expect(result.current).toBe(before);
  });

  it("says that a state is not what the app expects, and goes on when it is again", async () => {
    const { result, server, advance } = await using(
      (topic: string | null) => useLiveTopic(topic, { validate: rating }),
      "rating",
    );
    server.topics.set("rating", { average: "a lot" });
    await advance();
    expect(result.current).toMatchObject({ state: null, status: "error", error: { code: "INVALID" } });
    server.topics.set("rating", { average: 5, count: 1 });
    await advance();
    expect(result.current).toMatchObject({ state: { average: 5 }, status: "live", error: null });
  });

  it("is stale while the connection is lost", async () => {
    const { result, server, advance } = await using((topic: string | null) => useLiveTopic(topic), "rating");
    server.network.disconnect();
    await advance();
    expect(result.current).toMatchObject({ status: "stale", stale: true, state: { average: 4.5 } });
    server.network.reconnect();
    await advance(5_000);
    expect(result.current).toMatchObject({ status: "live", stale: false });
  });

  it("shows a change at once, and a conflict when somebody was faster", async () => {
    const { result, server, advance } = await using((topic: string | null) => useLiveTopic(topic), "rating");
    const { change, dismissConflict } = result.current;
    server.network.latencyMs = 100;
    await act(() => server.topics.patch("rating", [{ op: "set", path: ["count"], value: 50 }]));
    act(() => void change([{ op: "set", path: ["count"], value: 3 }]));
    expect(result.current).toMatchObject({ state: { count: 3 }, pendingCount: 1 });
    await advance(1_000);
    expect(result.current).toMatchObject({ state: { count: 50 }, pendingCount: 0, conflict: { version: 2 } });
    act(dismissConflict);
    expect(result.current.conflict).toBeNull();
    expect(result.current.change).toBe(change);
  });

  it("moves to another topic, and without one is quiet", async () => {
    const { result, rerender, server, advance } = await using(
      (topic: string | null) => useLiveTopic(topic),
      "rating" as string | null,
    );
    server.topics.set("other", "o");
    rerender("other");
    await advance();
    expect(result.current.state).toBe("o");
    rerender(null);
    expect(result.current).toMatchObject({ state: null, status: "idle", version: null });
    expect(await result.current.change([])).toMatchObject({ ok: false });
    await advance(3_000);
    expect([server.topics.followers("rating"), server.topics.followers("other")]).toEqual([0, 0]);
  });

  it("leaves nothing behind when it is unmounted, and is one subscription for many", async () => {
    const { result, unmount, server, advance } = await using(
      (topic: string | null) => [useLiveTopic(topic), useLiveTopic(topic)],
      "rating",
    );
    expect(result.current[0]?.state).toBe(result.current[1]?.state);
    expect(server.topics.followers("rating")).toBe(1);
    unmount();
    await advance(3_000);
    expect(server.topics.followers("rating")).toBe(0);
  });

  it("says when this server has no live data", async () => {
    const environment = createVirtualEnvironment();
    const server = createMockServer({ users: people, environment });
    const { protocol } = aLobby(server);
    const poor = { ...protocol, capabilities: { ...protocol.capabilities, live: false } };
    let shown: ReturnType<typeof useLiveTopic> | null = null;
    function Probe() {
      shown = useLiveTopic("rating");
      return null;
    }
    await renderWithLobby(<Probe />, { server, lobby: { protocol: poor } });
    expect(shown).toMatchObject({ status: "idle", supported: false, state: null });
  });
});

describe("usePrice and usePrices", () => {
  it("give the newest price and how it moved", async () => {
    const { result, server, advance } = await using(
      (symbol: string | null) => [usePrice(symbol), usePrices(symbol === null ? [] : [symbol, "VNM"])] as const,
      "FPT",
    );
    expect(result.current[0]).toBeUndefined();
    expect(result.current[1]).toMatchObject({ prices: {}, stale: false, supported: true });
    server.prices.publish([aPrice("FPT", 1, 100)]);
    await advance();
    server.prices.publish([aPrice("FPT", 2, 99), aPrice("VNM", 1, 70)]);
    await advance();
    expect(result.current[0]).toMatchObject({ price: 99, move: "down" });
    expect(result.current[1].prices).toMatchObject({ FPT: { price: 99 }, VNM: { price: 70 } });
    server.network.disconnect();
    await advance();
    expect(result.current[0]?.stale).toBe(true);
    expect(result.current[1].stale).toBe(true);
  });

  it("keep the same answer for the same symbols, named anew at every render", async () => {
    const { result, rerender, server, advance } = await using((symbols: string[]) => usePrices([...symbols]), ["FPT"]);
    server.prices.publish([aPrice("FPT", 1)]);
    await advance();
    const before = result.current;
    rerender(["FPT"]);
    expect(result.current).toBe(before);
    expect(server.prices.followers("FPT")).toBe(1);
  });

  it("are quiet for nothing, and leave nothing behind", async () => {
    const { result, rerender, unmount, server, advance } = await using(
      (symbol: string | null) => [usePrice(symbol), usePrices(symbol === null ? [] : [symbol])] as const,
      "FPT" as string | null,
    );
    expect(server.prices.followers("FPT")).toBe(1);
    rerender(null);
    expect(result.current).toMatchObject([undefined, { prices: {}, stale: false }]);
    await advance(3_000);
    expect(server.prices.followers("FPT")).toBe(0);
    rerender("VNM");
    await advance();
    expect(server.prices.followers("VNM")).toBe(1);
    unmount();
    await advance(3_000);
    expect(server.prices.followers("VNM")).toBe(0);
  });

  it("follow for the next user what they followed for the last, and nothing while nobody is signed in", async () => {
    const { result, server, lobby, advance } = await using((symbol: string) => usePrice(symbol), "FPT");
    server.prices.publish([aPrice("FPT", 1, 100)]);
    await advance();
    await act(async () => lobby.signIn({ id: "binh" }, "binh"));
    expect(result.current).toBeUndefined();
    await advance(1_000);
    expect(result.current).toMatchObject({ price: 100 });
    expect(server.prices.followers("FPT")).toBe(1);
  });

  it("render only what changed, at most once a frame, at 300 updates a second on 50 symbols", async () => {
    const symbols = Array.from({ length: 50 }, (_, index) => `S${index}`);
    const renders = new Map<string, number>();
    let frames = 0;
    const perFrame = new Map<string, number>();
    const shown = new Map<string, number>();
    function Ticker({ symbol }: { symbol: string }) {
      const price = usePrice(symbol);
      renders.set(symbol, (renders.get(symbol) ?? 0) + 1);
      perFrame.set(symbol, (perFrame.get(symbol) ?? 0) + 1);
      const before = shown.get(symbol) ?? 0;
      expect(price?.at ?? 0).toBeGreaterThanOrEqual(before);
      if (price) shown.set(symbol, price.at);
      return <b>{price?.price}</b>;
    }
    const environment = createVirtualEnvironment();
    const server = createMockServer({ users: people, environment });
    // Not in StrictMode, which renders twice to find impure parts: here renders are counted.
    const { advance } = await renderWithLobby(
      <div>
        {symbols.map((symbol) => (
          <Ticker key={symbol} symbol={symbol} />
        ))}
      </div>,
      { server, strict: false },
    );
    server.prices.publish(symbols.map((symbol) => aPrice(symbol, 1)));
    await advance();
    renders.clear();
    // Half of the symbols move, a second long, some of them told late and out of order.
    const moving = symbols.slice(0, 25);
    let at = 1_000;
    for (let update = 0; update < 300; update++) {
      at += 1;
      const symbol = moving[(update * 7) % 25] ?? "";
      server.prices.publish([aPrice(symbol, at), ...(update % 5 === 0 ? [aPrice(symbol, at - 20, -1)] : [])]);
      if (update % 5 === 4) {
        perFrame.clear();
        await act(() => environment.advanceAsync(16));
        frames += 1;
        for (const [ticker, count] of perFrame) expect([ticker, count]).toEqual([ticker, 1]);
      }
    }
    await advance(200);
    expect(frames).toBe(60);
    for (const symbol of symbols.slice(25)) expect(renders.get(symbol)).toBeUndefined();
    const total = [...renders.values()].reduce((sum, count) => sum + count, 0);
    expect(total).toBeLessThanOrEqual(300);
    expect(total).toBeGreaterThan(100);
    for (const symbol of moving) expect(shown.get(symbol)).toBe(server.prices.get(symbol)?.at);
  });
});

it("hooks throw for names that can't be, and outside of a provider", async () => {
  allowConsole(/./);
  const hooks: (() => unknown)[] = [() => useLiveTopic("a"), () => usePrice("a"), () => usePrices(["a"])];
  for (const hook of hooks) expect(() => renderHook(hook)).toThrow(/SocketProvider/);
  const server = createMockServer({ users: people });
  const lobby = aLobby(server);
  const wrapper = ({ children }: { children: ReactNode }) => <SocketProvider lobby={lobby}>{children}</SocketProvider>;
  const wrong: (() => unknown)[] = [() => useLiveTopic("a b"), () => usePrice("a b"), () => usePrices(["constructor"])];
  for (const hook of wrong) expect(() => renderHook(hook, { wrapper })).toThrow(/can't be a/);
  server.close();
});
