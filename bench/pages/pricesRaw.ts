import "../../src/styles/index.css";
import { formatPercent, formatPrice } from "../../src/components/live/priceFormat.js";
import type { Price } from "../../src/contract/live.js";
import { symbolOf, tickerCount } from "../servers/flooded.js";
import { onBare } from "./bareSocket.js";
import { measure } from "./measure.js";

/** As fast as it gets by hand: the same rows or tickers, each written to as its price comes. */
const board = new URLSearchParams(location.search).has("board");
const arrows = { up: "M6 2 11 10H1Z", down: "M6 10 1 2H11Z", flat: "M1 5H11V7H1Z" } as const;
const words = { up: "up", down: "down", flat: "unchanged" } as const;
const change =
  '<span class="lobby-change"><svg class="lobby-change-arrow" viewBox="0 0 12 12" aria-hidden="true"><path></path></svg><span class="lobby-sr"></span><bdi class="percent"></bdi></span>';
const names = (symbol: string) => `<bdi class="lobby-ticker-symbol">${symbol}</bdi>`;
const symbols = Array.from({ length: tickerCount }, (_, index) => symbolOf(index));

const root = document.getElementById("root") as HTMLElement;
root.innerHTML = board
  ? `<div class="lobby-board"><table class="lobby-board-table"><thead><tr><th scope="col">Symbol</th><th scope="col" class="lobby-board-number">Price</th><th scope="col" class="lobby-board-number">Change</th></tr></thead><tbody>${symbols
      .map(
        (symbol) =>
          `<tr class="lobby-board-row" data-part><th scope="row">${names(symbol)}</th><td class="lobby-board-number lobby-board-price" data-flashing><bdi class="lobby-ticker-price"></bdi></td><td class="lobby-board-number">${change}</td></tr>`,
      )
      .join("")}</tbody></table></div>`
  : symbols
      .map(
        (symbol) =>
          `<div class="lobby-ticker" data-layout="line" data-part data-flashing><span class="lobby-ticker-names">${names(symbol)}</span><span class="lobby-ticker-figures"><bdi class="lobby-ticker-price"></bdi>${change}</span></div>`,
      )
      .join("");

const parts = new Map(
  [...root.querySelectorAll<HTMLElement>("[data-part]")].map((part, index) => {
    const find = (selector: string) => part.querySelector(selector) as HTMLElement;
    return [
      symbolOf(index),
      {
        part,
        flashing: part.hasAttribute("data-flashing") ? part : find("[data-flashing]"),
        price: find(".lobby-ticker-price"),
        change: find(".lobby-change"),
        arrow: find("path"),
        word: find(".lobby-sr"),
        percent: find(".percent"),
        shown: null as number | null,
        moves: 0,
      },
    ];
  }),
);

let newestAt = 0;
measure({ isComplete: (last) => newestAt - 1_750_000_000_000 >= Number(last) });
onBare<Price>("price", ({ symbol, price, change, changePercent, at }) => {
  newestAt = at;
  const known = parts.get(symbol);
  if (known === undefined) return;
  const trend = change > 0 ? "up" : change < 0 ? "down" : "flat";
  if (known.shown !== null && known.shown !== price) {
    known.moves++;
    known.flashing.dataset.flash = price > known.shown ? "up" : "down";
    known.flashing.dataset.beat = String(known.moves % 2);
  }
  known.shown = price;
  known.part.dataset.trend = trend;
  known.price.textContent = formatPrice("en", price, {});
  known.change.dataset.trend = trend;
  known.arrow.setAttribute("d", arrows[trend]);
  known.word.textContent = `${words[trend]} `;
  known.percent.textContent = formatPercent("en", changePercent);
});
