import type { ConversationId } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import type { LobbyStore } from "../lobbyState.js";
import { runQuery } from "../runQuery.js";
import { giftsApi } from "./giftsApi.js";
import { selectGifts } from "./selectors.js";

/** Places of a leaderboard that are asked for. */
const places = 20;

/** Loads what is asked over HTTP into the store. Two who want the same at once get one request. Nothing here rejects but for a store without its middleware. */
export interface GiftPages {
  /** Resolves when nothing is under way that was asked for before: its answer is as old as the question. */
  idle(): Promise<void>;
  shop(id: ConversationId): Promise<void>;
  history(id: ConversationId, page: "first" | "next"): Promise<void>;
  leaderboard(id: ConversationId): Promise<void>;
}

/** @param store looked up at each use: it may be made later */
export function createGiftPages(store: () => LobbyStore): GiftPages {
  const loads = new Map<string, Promise<void>>();
  const once = (key: string, thunk: () => unknown): Promise<void> => {
    const running = loads.get(key);
    if (running !== undefined) return running;
    const promise = runQuery<void>(store(), thunk())
      .then(() => {})
      .finally(() => loads.delete(key));
    loads.set(key, promise);
    return promise;
  };
  const { giftShop, giftHistory, giftLeaderboard } = giftsApi.endpoints;
  const fresh = { forceRefetch: true } as const;
  return {
    idle: async () => void (await Promise.allSettled(loads.values())),
    shop: (conversationId) => once(`shop ${conversationId}`, () => giftShop.initiate({ conversationId }, fresh)),
    history: async (conversationId, page) => {
      const { nextCursor } = selectGifts(store().getState(), conversationId).history;
      if (page === "next" && nextCursor === null) return;
      const cursor = page === "next" ? nextCursor : null;
      await once(`history ${conversationId} ${cursor}`, () =>
        giftHistory.initiate({ conversationId, cursor, limit: limits.historyPageSize }, fresh),
      );
    },
    leaderboard: (conversationId) =>
      once(`leaderboard ${conversationId}`, () => giftLeaderboard.initiate({ conversationId, limit: places }, fresh)),
  };
}
