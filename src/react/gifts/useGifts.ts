"use client";

import { useMemo } from "react";
import type { GiftCapabilities, GiftInput } from "../../client/gifts/giftsFeature.js";
import type { ConversationGifts, GiftLoadStatus, PendingGift } from "../../client/gifts/giftsState.js";
import { selectGiftBalance, selectGifts, selectPendingGifts } from "../../client/gifts/selectors.js";
import type { Failure } from "../../contract/errors.js";
import type { CatalogueGift } from "../../contract/gifts.js";
import type { ConversationId } from "../../contract/ids.js";
import { mistake } from "../../contract/mistake.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";
import type { GiftTarget } from "./giftTarget.js";
import { useShownGifts } from "./useShownGifts.js";

/** Gifts of a conversation: data, status and functions that are stable while lobby and conversation are the same. */
export interface UseGiftsResult {
  readonly conversationId: ConversationId | null;
  /** What can be given here, as the server has it. The same array until it is loaded anew. */
  readonly catalogue: readonly CatalogueGift[];
  /** What the user can still spend: what the server last said, less what is on its way; never below 0. `null` where it is not known. */
  readonly balance: number | null;
  /** Of the catalogue. `idle` without a target. */
  readonly status: GiftLoadStatus;
  readonly error: Failure | null;
  /** The server has gifts, as far as is known. */
  readonly supported: boolean;
  readonly capabilities: GiftCapabilities;
  /** Gives a gift and returns the key of the tap. Throws `no-conversation` without a target, `bad-gift` for what no server would take. */
  readonly send: (input: GiftInput) => string;
  /** Own gifts here that are on their way, and what became of the last few, oldest first. */
  readonly pending: readonly PendingGift[];
  /** Tries a `failed` or `unknown` one again and returns its key from now on. An unknown one keeps its key, so that it can't be charged twice. */
  readonly retry: (key: string) => string;
  /** Takes one out of `pending` that is not on its way. */
  readonly dismiss: (key: string) => void;
  /** Gifts since this conversation is shown, newest last, at most 100: see {@link ConversationGifts.recent}. */
  readonly recent: ConversationGifts["recent"];
  /** Asks for catalogue and balance again. */
  readonly reload: () => Promise<void>;
}

/**
 * Gifts in a room (`useGifts({ roomId })`), to one user or in a conversation by its id: what can be given, what there is to spend, giving, and what others give.
 * Without a target, or signed out, everything is empty and `status` is `idle`.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 *
 * @example
 * const { catalogue, balance, send } = useGifts({ roomId: "lobby" });
 * <button onClick={() => send({ giftId: "rose", quantity: 5, receiverId: "binh" })}>Send five roses</button>
 */
export function useGifts(target: GiftTarget): UseGiftsResult {
  const lobby = useLobby();
  const { gifts, conversationId } = useShownGifts(target, "shop");
  const { status: loaded, error, catalogue, recent } = useLobbySelector((state) => selectGifts(state, conversationId));
  const balance = useLobbySelector(selectGiftBalance);
  const pending = useLobbySelector((state) => selectPendingGifts(state, conversationId));
  const can = lobby.capabilities.gifts;
  const status: GiftLoadStatus = can || conversationId === null ? loaded : "unsupported";
  const actions = useMemo(
    () => ({
      send: (input: GiftInput) => {
        if (conversationId === null) throw mistake("no-conversation");
        return gifts.send(conversationId, input);
      },
      retry: gifts.retry,
      dismiss: gifts.dismiss,
      reload: () => (conversationId === null ? Promise.resolve() : gifts.reload(conversationId, "shop")),
    }),
    [gifts, conversationId],
  );
  return useMemo(
    () => ({
      ...actions,
      conversationId,
      catalogue,
      balance: conversationId === null ? null : balance,
      status,
      error,
      supported: can && status !== "unsupported",
      capabilities: gifts.capabilities,
      pending,
      recent,
    }),
    [actions, gifts, conversationId, catalogue, balance, status, error, can, pending, recent],
  );
}
