"use client";

import { useEffect } from "react";
import { type LiveApi, liveFeature } from "../../client/live/liveFeature.js";
import { demandId } from "../../contract/demandId.js";
import { useFeature } from "../useFeature.js";
import { useLobby } from "../useLobby.js";

/**
 * Follows the prices of symbols while the component is mounted, without reading them. A list of the same symbols may be a new one at every render.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export function useFollowPrices(symbols: readonly string[]): LiveApi {
  const { user } = useLobby();
  const live = useFeature(liveFeature);
  for (const symbol of symbols) demandId(symbol, "a symbol");
  // Symbols hold no blanks.
  const followed = user === null ? "" : symbols.join(" ");
  useEffect(() => {
    if (followed !== "") return live.followPrices(followed.split(" "));
  }, [live, followed]);
  return live;
}
