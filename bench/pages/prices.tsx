import "../../src/styles/index.css";
import { PriceBoard } from "../../src/components/live/PriceBoard.js";
import { PriceTicker } from "../../src/components/live/PriceTicker.js";
import { symbolOf, tickerCount } from "../servers/flooded.js";
import { benchLobby, Counted, show } from "./benchLobby.js";
import { measure } from "./measure.js";

/** Fifty prices: a board of them, or a ticker each. */
const symbols = Array.from({ length: tickerCount }, (_, index) => symbolOf(index));
const lobby = benchLobby();
const newestAt = () =>
  Math.max(...Object.values(lobby.store.getState().lobby.live?.prices ?? {}).map((price) => price?.at ?? 0));

measure({ isComplete: (last) => newestAt() - 1_750_000_000_000 >= Number(last) });
const known = () => Object.keys(lobby.store.getState().lobby.live?.prices ?? {}).length === tickerCount;
show(
  lobby,
  known,
  new URLSearchParams(location.search).has("board") ? (
    <Counted>
      <PriceBoard symbols={symbols} />
    </Counted>
  ) : (
    symbols.map((symbol) => (
      <Counted key={symbol}>
        <PriceTicker symbol={symbol} />
      </Counted>
    ))
  ),
);
