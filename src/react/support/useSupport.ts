"use client";

import { useCallback, useEffect, useMemo } from "react";
import { selectUnreadCount } from "../../client/chat/selectors.js";
import { selectOwnSupport } from "../../client/support/selectors.js";
import { supportFeature } from "../../client/support/supportFeature.js";
import type { User } from "../../contract/connection.js";
import type { Failure } from "../../contract/errors.js";
import { type ConversationId, conversationIdOf } from "../../contract/ids.js";
import type { SupportTicket } from "../../contract/support.js";
import { useFeature } from "../useFeature.js";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** The signed-in user's own request for help. */
export interface UseSupportResult {
  /**
   * `idle`: signed out, not enabled, or this server knows no support. `none`: nothing was asked yet. `starting`: on its way, or waiting for the connection. Then `queued`
   * until an agent has it (`taken`), and `closed` when it is done; whatever is written after that queues it again.
   */
  readonly status: "idle" | "loading" | "error" | "none" | "starting" | "queued" | "taken" | "closed";
  /** Why the last request was refused, or can't be told. */
  readonly error: Failure | null;
  /** What is said: for `ChatRoom` or `useChat`. `null` while `idle`. */
  readonly conversationId: ConversationId | null;
  readonly ticket: SupportTicket | null;
  /** Who helps now. */
  readonly agent: User | null;
  /** What the request is about. */
  readonly topic: string | null;
  /** Messages not read yet: the same number as in the conversation list. */
  readonly unreadCount: number;
  readonly supported: boolean;
  /** Asks for help, with a first message if given: now or as soon as there is a connection. The message's text is kept as any message's is. Stable. */
  readonly start: (topic: string, message?: string) => void;
}

/**
 * A visitor's request for help: how it stands, and asking for it. Does not open the conversation: `ChatRoom` does.
 *
 * @throws LobbyError `provider-missing`.
 *
 * @example
 * const { status, start, conversationId } = useSupport();
 */
export function useSupport({ enabled = true }: { readonly enabled?: boolean } = {}): UseSupportResult {
  const lobby = useLobby();
  const { supported, followOwn, start: ask } = useFeature(supportFeature);
  const userId = lobby.user?.id;
  const conversationId =
    enabled && supported && userId !== undefined
      ? conversationIdOf({ kind: "support", visitorId: userId }, userId)
      : null;
  useEffect(() => (conversationId === null ? undefined : followOwn()), [followOwn, conversationId]);
  const own = useLobbySelector(selectOwnSupport);
  const unreadCount = useLobbySelector((state) =>
    conversationId === null ? 0 : selectUnreadCount(state, conversationId),
  );
  const start = useCallback(
    (topic: string, message?: string) => {
      if (conversationId === null) return;
      ask(topic);
      if (message !== undefined && message.trim() !== "")
        lobby.sendMessage(conversationId, { kind: "text", text: message });
    },
    [lobby, conversationId, ask],
  );
  return useMemo(() => {
    const idle = conversationId === null;
    const ticket = idle ? null : own.ticket;
    const known = ticket?.status ?? (own.status === "ready" ? "none" : own.status === "error" ? "error" : "loading");
    return {
      status: idle ? "idle" : own.starting !== null && ticket?.status !== "taken" ? "starting" : known,
      error: idle ? null : own.error,
      conversationId,
      ticket,
      agent: ticket?.status === "taken" ? (ticket.agent ?? null) : null,
      topic: own.starting ?? ticket?.topic ?? null,
      unreadCount,
      supported,
      start,
    };
  }, [own, conversationId, unreadCount, supported, start]);
}
