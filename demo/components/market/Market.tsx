"use client";

import { PriceTicker, usePrices } from "lobbykit";
import { useState } from "react";
import { companies, sectors } from "../../seed/market";
import { SearchIcon } from "../icons";
import { useLanguage, useWords } from "../Language";
import { MarketRate } from "./MarketRate";

type Sector = keyof typeof sectors;
const symbols = companies.map(({ symbol }) => symbol);

/** Fifty companies, each with its price and the last minute of it. */
export function Market({ rate }: { readonly rate: number }) {
  const words = useWords();
  const language = useLanguage();
  const [sector, setSector] = useState<Sector | null>(null);
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLowerCase();
  const shown = companies.filter(
    (company) =>
      (sector === null || company.sector === sector) &&
      `${company.symbol} ${company.name}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className="market-tools">
        <Breadth />
        <MarketRate initial={rate} />
      </div>
      <div className="market-filter">
        <label className="market-search">
          <SearchIcon />
          <input
            type="search"
            value={query}
            placeholder={words.marketFind}
            aria-label={words.marketFind}
            onChange={(event) => setQuery(event.target.value)}
          />
        </label>
        <div className="chips">
          <Chip chosen={sector === null} onChoose={() => setSector(null)}>
            {words.marketAll}
          </Chip>
          {Object.entries(sectors).map(([id, name]) => (
            <Chip key={id} chosen={sector === id} onChoose={() => setSector(id as Sector)}>
              {name[language]}
            </Chip>
          ))}
        </div>
      </div>
      {shown.length === 0 && <p className="market-none">{words.marketNone}</p>}
      <ul className="market-board">
        {shown.map(({ symbol, name }) => (
          <li key={symbol}>
            <PriceTicker symbol={symbol} label={name} layout="card" sparkline />
          </li>
        ))}
      </ul>
    </>
  );
}

interface ChipProps {
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly children: string;
}

function Chip({ chosen, onChoose, children }: ChipProps) {
  return (
    <button type="button" className="chip" aria-pressed={chosen} onClick={onChoose}>
      {children}
    </button>
  );
}

/** How many rise and how many fall. */
function Breadth() {
  const words = useWords();
  const { prices, stale } = usePrices(symbols);
  const known = Object.values(prices);
  const up = known.filter(({ change }) => change > 0).length;
  const down = known.filter(({ change }) => change < 0).length;
  return (
    <section className="panel breadth" data-stale={stale ? "" : undefined} aria-label={words.marketBreadth}>
      <h2>{words.marketBreadth}</h2>
      <p>
        <b data-way="up">▲ {up}</b>
        <b data-way="down">▼ {down}</b>
        <small>{stale ? words.marketStale : words.marketOf(known.length)}</small>
      </p>
      <div className="breadth-bar" style={{ "--up": up, "--down": down } as React.CSSProperties} aria-hidden="true">
        <i />
        <i />
      </div>
    </section>
  );
}
