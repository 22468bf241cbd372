"use client";

import type { LivePrice } from "../../client/live/liveState.js";
import { useKeyed } from "../useKeyed.js";
import { useFollowPrices } from "./useFollowPrices.js";

/**
 * The newest price of a symbol, and how it moved; `undefined` before the first, for `null` and when signed out. Never an older one after a newer. Renders again only when
 * this price changes, at most once a frame: use it for lists, a component a symbol.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export function usePrice(symbol: string | null): LivePrice | undefined {
  const live = useFollowPrices(symbol === null ? [] : [symbol]);
  return useKeyed(live.prices, symbol) ?? undefined;
}
