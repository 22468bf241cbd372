"use client";

import { useMemo } from "react";
import type { LivePrice } from "../../client/live/liveState.js";
import type { Failure } from "../../contract/errors.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";
import { useFollowPrices } from "./useFollowPrices.js";

/** The newest prices of some symbols. */
export interface UsePricesResult {
  /** By symbol; those without a price yet are not in it. The same object until one of them changes. */
  readonly prices: Readonly<Record<string, LivePrice>>;
  /** The connection is lost: there may be newer ones. */
  readonly stale: boolean;
  /** Why prices can't be followed, where the server said so. */
  readonly error: Failure | null;
  /** Whether this server has prices at all. */
  readonly supported: boolean;
}

/**
 * The newest prices of some symbols together. Renders again when any of them changes, at most once a frame; where each is shown by itself, `usePrice` renders less.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export function usePrices(symbols: readonly string[]): UsePricesResult {
  const { capabilities } = useLobby();
  useFollowPrices(symbols);
  const key = symbols.join(" ");
  const select = useMemo(() => selectorOf(key), [key]);
  const { prices, stale } = useLobbySelector((state) => select(state.lobby.live?.prices));
  const error = useLobbySelector((state) => state.lobby.live?.pricesFailure ?? null);
  const supported = capabilities.live;
  return useMemo(() => ({ prices, stale, error, supported }), [prices, stale, error, supported]);
}

type All = Readonly<Record<string, LivePrice | null>>;

/** Picks the prices of the symbols; the same answer until one of them is another. */
function selectorOf(key: string) {
  const symbols = key.split(" ");
  let from: All | undefined;
  let last: { readonly prices: Readonly<Record<string, LivePrice>>; readonly stale: boolean } | null = null;
  return (all: All | undefined) => {
    if (last !== null && (all === from || symbols.every((symbol) => all?.[symbol] === from?.[symbol]))) return last;
    from = all;
    const found = symbols.flatMap((symbol) => {
      const price = all?.[symbol];
      return price ? [[symbol, price] as const] : [];
    });
    last = { prices: Object.fromEntries(found), stale: found.some(([, price]) => price.stale) };
    return last;
  };
}
