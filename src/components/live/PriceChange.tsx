"use client";

import type { LivePrice } from "../../client/live/liveState.js";
import { enLive } from "../../locales/enLive.js";
import { usePartLocale } from "../usePartLocale.js";
import { formatChange, formatPercent, type PriceStyle } from "./priceFormat.js";

/** What of a change is written. */
export type ShownChange = "percent" | "absolute" | "both" | "none";

export interface PriceChangeProps extends PriceStyle {
  readonly price: LivePrice;
  readonly show: ShownChange;
}

/** Which way a price has gone since its source last began to count. */
export function trendOf(price: LivePrice | undefined): "up" | "down" | "flat" {
  const by = price?.change || price?.changePercent || 0;
  return by > 0 ? "up" : by < 0 ? "down" : "flat";
}

/** How far a price has gone: an arrow, which needs no colour to be read, a word for who can't see it, and the number. */
export function PriceChange({ price, show, ...style }: PriceChangeProps) {
  const { code, live } = usePartLocale(enLive);
  if (show === "none") return null;
  const trend = trendOf(price);
  const percent = formatPercent(code, price.changePercent);
  const amount = formatChange(code, price.change, price.price, style);
  return (
    <span className="lobby-change" data-trend={trend}>
      <svg className="lobby-change-arrow" viewBox="0 0 12 12" aria-hidden="true">
        <path d={arrows[trend]} />
      </svg>
      <span className="lobby-sr">{live[trend]} </span>
      <bdi>{show === "both" ? `${amount} (${percent})` : show === "percent" ? percent : amount}</bdi>
    </span>
  );
}

const arrows = { up: "M6 2 11 10H1Z", down: "M6 10 1 2H11Z", flat: "M1 5H11V7H1Z" } as const;
