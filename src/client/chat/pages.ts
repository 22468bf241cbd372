import type { HistoryPage } from "../../contract/chat.js";
import type { ConversationId } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import { olderRequested } from "../lobbyActions.js";
import { lobbyApi } from "../lobbyApi.js";
import type { LobbyStore } from "../lobbyState.js";
import { runQuery } from "../runQuery.js";
import { olderCursorOf } from "./history.js";
import { selectConversation } from "./selectors.js";

/** Loads pages into the store. Two who want the same page at once get one request. */
export interface Pages {
  /** The newest page; `null` when it could not be had (the store then says why). */
  first(id: ConversationId): Promise<HistoryPage | null>;
  older(id: ConversationId): Promise<void>;
  gap(id: ConversationId, after: number): Promise<void>;
  list(which: "first" | "next"): Promise<void>;
}

/** Where a server counts nothing, pages that bring nothing new may have to be leafed through: not more than so many. */
const furthestLeafing = 20;

/** @param store looked up at each use: it may be made later */
export function createPages(store: () => LobbyStore, onPage: (page: HistoryPage) => void): Pages {
  const loads = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, load: () => Promise<T>): Promise<T> => {
    const running = loads.get(key) as Promise<T> | undefined;
    if (running !== undefined) return running;
    const promise = load().finally(() => loads.delete(key));
    loads.set(key, promise);
    return promise;
  };
  const conversation = (id: ConversationId) => selectConversation(store().getState(), id);

  const load = (conversationId: ConversationId, cursor: string | null) =>
    once(`${conversationId} ${cursor}`, async () => {
      const input = { conversationId, cursor, limit: limits.historyPageSize };
      const request = lobbyApi.endpoints.history.initiate(input, { forceRefetch: true });
      const { data } = await runQuery<{ data?: HistoryPage }>(store(), request);
      if (data !== undefined) onPage(data);
      return data ?? null;
    });

  /** Leafs back from a cursor until a page is enough, or until there is nothing more. */
  const leaf = async (id: ConversationId, from: string | null, isEnough: (page: HistoryPage) => boolean) => {
    let cursor = from;
    for (let count = 0; count < furthestLeafing; count++) {
      const page = await load(id, cursor);
      if (page === null || page.olderCursor === null || isEnough(page)) return;
      cursor = page.olderCursor;
    }
  };

  return {
    first: (id) =>
      once(`first ${id}`, async () => {
        const held = new Set(conversation(id).messages.map((message) => message.id));
        const newest = await load(id, null);
        // Without sequences nothing tells how much was missed: leaf back until a page reaches what was held.
        const reachesHeld = ({ messages }: HistoryPage) =>
          held.size === 0 || messages[0]?.seq !== null || messages.some((message) => held.has(message.id));
        if (newest !== null && newest.olderCursor !== null && !reachesHeld(newest))
          await leaf(id, newest.olderCursor, reachesHeld);
        return newest;
      }),
    older: (id) =>
      once(`older ${id}`, async () => {
        const { status, hasOlder } = conversation(id);
        if (status !== "ready" || !hasOlder) return;
        store().dispatch(olderRequested({ conversationId: id }));
        // Pages may bring only what is held already.
        const count = () => conversation(id).messages.length;
        const before = count();
        await leaf(id, olderCursorOf(conversation(id)), () => count() > before);
      }),
    gap: async (id, after) => {
      const gap = conversation(id).gaps.find((one) => one.after === after);
      if (gap !== undefined) await load(id, String(gap.before));
    },
    list: (which) =>
      once("list", async () => {
        const { nextCursor } = store().getState().lobby.chat.list;
        if (which === "next" && nextCursor === null) return;
        const input = { cursor: which === "next" ? nextCursor : null, limit: limits.historyPageSize };
        await runQuery(store(), lobbyApi.endpoints.conversations.initiate(input, { forceRefetch: true }));
      }),
  };
}
