import { act, within } from "@testing-library/react";
import { Profiler } from "react";
import { describe, expect, test } from "vitest";
import { PriceBoard } from "../../../src/components/live/PriceBoard.js";
import { PriceTicker } from "../../../src/components/live/PriceTicker.js";
import { formatChange, formatPercent, formatPrice } from "../../../src/components/live/priceFormat.js";
import type { Price } from "../../../src/contract/live.js";
import { ar } from "../../../src/locales/ar.js";
import { en } from "../../../src/locales/en.js";
import { renderWithLobby } from "../../../src/testing/renderWithLobby.js";
import { aServer } from "../chat/aServer.js";

const aPrice = (symbol: string, at: number, price: number, open = 100): Price => ({
  symbol,
  price,
  change: price - open,
  changePercent: ((price - open) / open) * 100,
  volume: 1_234_567,
  at,
});

describe("a ticker", () => {
  test("shows a skeleton before the first price, then price and change with an arrow and a word", async () => {
    const { server, container, getByText, advance } = await renderWithLobby(
      <PriceTicker symbol="FPT" label="FPT Corporation" currency="USD" />,
      { server: aServer() },
    );
    const ticker = container.querySelector(".lobby-ticker");
    expect(ticker).toHaveAttribute("data-loading");
    getByText(en.live.loadingPrice);
    server.prices.publish([aPrice("FPT", 1, 101.5)]);
    await advance();
    expect(ticker).not.toHaveAttribute("data-loading");
    expect(ticker).toHaveAttribute("data-trend", "up");
    getByText("$101.50");
    getByText("+1.50%");
    getByText(en.live.up);
    expect(container.querySelector(".lobby-change-arrow")).toBeInTheDocument();
  });

  test("flashes at every move from when it is on the screen, each time anew, and never without one", async () => {
    const server = aServer();
    server.prices.publish([aPrice("FPT", 1, 100)]);
    const { container, advance } = await renderWithLobby(<PriceTicker symbol="FPT" />, { server });
    const ticker = container.querySelector(".lobby-ticker") as HTMLElement;
    const move = async (at: number, price: number) => {
      server.prices.publish([aPrice("FPT", at, price)]);
      await advance();
      return [ticker.dataset.flash, ticker.dataset.beat];
    };
    expect(ticker.dataset.flash).toBeUndefined();
    expect(await move(2, 101)).toEqual(["up", "1"]);
    expect(await move(3, 102)).toEqual(["up", "0"]);
    expect(await move(4, 102)).toEqual(["up", "0"]);
    expect(await move(5, 99)).toEqual(["down", "1"]);
    // Older: as if it had never come.
    expect(await move(4, 500)).toEqual(["down", "1"]);
    expect(ticker).toHaveTextContent("99.00");
  });

  test("says of when its price is while the connection is lost", async () => {
    const { server, container, getByText, advance } = await renderWithLobby(<PriceTicker symbol="FPT" />, {
      server: aServer(),
    });
    const at = server.environment.now();
    server.prices.publish([aPrice("FPT", at, 100)]);
    await advance();
    server.network.disconnect();
    await advance();
    expect(container.querySelector(".lobby-ticker")).toHaveAttribute("data-stale");
    getByText(en.live.asOf(en.format.time(at)));
    server.network.reconnect();
    await advance(5_000);
    expect(container.querySelector(".lobby-ticker")).not.toHaveAttribute("data-stale");
  });
});

test("of fifty tickers those whose price changed render, once for all that came in a frame", async () => {
  const symbols = Array.from({ length: 50 }, (_, index) => `SYM-${index}`);
  const renders = new Map<string, number>();
  const { server, lobby, advance } = await renderWithLobby(
    <div>
      {symbols.map((symbol) => (
        <Profiler key={symbol} id={symbol} onRender={(id) => renders.set(id, (renders.get(id) ?? 0) + 1)}>
          <PriceTicker symbol={symbol} />
        </Profiler>
      ))}
    </div>,
    { server: aServer() },
  );
  // The first price begins a packet's interval; what follows goes together.
  for (const symbol of symbols) server.prices.publish([aPrice(symbol, 1, 100)]);
  await advance();
  renders.clear();
  let dispatches = 0;
  const stop = lobby.store.subscribe(() => dispatches++);
  for (let at = 2; at < 32; at++)
    server.prices.publish(symbols.slice(0, 10).map((symbol) => aPrice(symbol, at, 100 + at)));
  await advance();
  stop();
  // The first packet goes at once, the last prices of all the others 50 ms later.
  expect([...renders.keys()]).toEqual(symbols.slice(0, 10));
  expect(new Set(renders.values())).toEqual(new Set([2]));
  expect(dispatches).toBe(2);
});

describe("a board", () => {
  test("is a table with a row a symbol, each of which renders for itself", async () => {
    const { server, getByRole, advance } = await renderWithLobby(
      <PriceBoard symbols={["FPT", "VNM"]} labels={{ FPT: "FPT Corporation" }} sparkline volume change="both" />,
      { server: aServer() },
    );
    server.prices.publish([aPrice("FPT", 1, 110), aPrice("VNM", 1, 90)]);
    await advance();
    const table = getByRole("table", { name: en.live.prices });
    expect(within(table).getAllByRole("columnheader")).toHaveLength(5);
    const row = within(table).getByRole("row", { name: /FPT/ });
    expect(row).toHaveTextContent("110.00");
    expect(row).toHaveTextContent("+10.00 (+10.00%)");
    expect(row).toHaveTextContent("1.2M");
    within(row).getByRole("rowheader", { name: /FPT Corporation/ });
    const untouched = within(table).getByRole("row", { name: /VNM/ }).innerHTML;
    server.prices.publish([aPrice("FPT", 2, 111)]);
    await advance();
    expect(within(table).getByRole("row", { name: /VNM/ }).innerHTML).toBe(untouched);
    expect(row.querySelector("[data-flash='up']")).toBeInTheDocument();
  });

  test("says why the server shows nothing", async () => {
    const { getByRole } = await renderWithLobby(<PriceBoard symbols={["FPT"]} />, {
      server: aServer({ live: { prices: { mayRead: () => false } } }),
    });
    expect(getByRole("alert")).toHaveTextContent(en.shared.failure("FORBIDDEN"));
  });

  test("leaves nothing behind", async () => {
    const { server, unmount, advance } = await renderWithLobby(<PriceBoard symbols={["FPT", "VNM"]} />, {
      server: aServer(),
    });
    expect(server.prices.followers("FPT")).toBe(1);
    unmount();
    await act(() => advance(3_000));
    expect(server.prices.followers("FPT")).toBe(0);
  });
});

test("prices are written as the language and the currency have it", () => {
  expect(formatPrice("en", 1284.5, {})).toBe("1,284.50");
  expect(formatPrice("en", 0.12345, {})).toBe("0.1235");
  expect(formatPrice("en", 131_500, { currency: "VND" })).toBe("₫131,500");
  expect(formatPrice("vi", 131_500, { currency: "VND" })).toBe("131.500\u00a0₫");
  expect(formatPrice("en", 3, { decimals: 3 })).toBe("3.000");
  expect(formatChange("en", -848.571, 131_500, { currency: "VND" })).toBe("-849");
  expect(formatChange("en", 1.5, 100, {})).toBe("+1.50");
  expect(formatPercent("en", 0)).toBe("0.00%");
  expect(formatPercent("vi", -1.234)).toBe("-1,23%");
  expect(formatPrice(ar.code, 5, {})).toMatch(/5|٥/);
});
