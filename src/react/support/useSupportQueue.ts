"use client";

import { useEffect, useMemo } from "react";
import { type SortedTickets, selectSortedTickets, selectSupportQueue } from "../../client/support/selectors.js";
import { type SupportApi, supportFeature } from "../../client/support/supportFeature.js";
import type { SupportQueueState } from "../../client/support/supportState.js";
import { useFeature } from "../useFeature.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** Everybody's requests for help, for agents. */
export interface UseSupportQueueResult
  extends SortedTickets,
    Pick<SupportQueueState, "status" | "error" | "more" | "working">,
    Pick<SupportApi, "take" | "release" | "close" | "supported"> {}

const none: SortedTickets = { queued: [], mine: [], others: [], closed: [] };

/**
 * The queue of visitors' requests, followed while the component is mounted, and what an agent does with them. Who is no agent gets `status: "error"` with the code
 * `FORBIDDEN`. Lists are the same until one of their requests changes; the functions are stable and never reject. What is said to a visitor is chat:
 * `useChat({ conversationId: ticket.conversationId })`; how much of it is unread: `useTicketUnread(ticket)`.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useSupportQueue({ enabled = true }: { readonly enabled?: boolean } = {}): UseSupportQueueResult {
  const { user } = useLobby();
  const { supported, watchQueue, take, release, close } = useFeature(supportFeature);
  const on = enabled && supported && user !== null;
  useEffect(() => (on ? watchQueue() : undefined), [watchQueue, on]);
  const queue = useLobbySelector(selectSupportQueue);
  const sorted = useLobbySelector(selectSortedTickets);
  return useMemo(() => {
    const { status, error, more, working } = queue;
    // Asked for in the effect: until then it is on its way already.
    const shown = on
      ? { status: status === "idle" ? ("loading" as const) : status, error }
      : { status: "idle" as const, error: null };
    return { ...(on ? sorted : none), ...shown, more: on && more, working, take, release, close, supported };
  }, [queue, sorted, on, take, release, close, supported]);
}
