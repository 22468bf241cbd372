"use client";

import { useMemo } from "react";
import type { About, DraftBody } from "../../contract/chat.js";
import { defined } from "../../contract/defined.js";
import type { ConversationId } from "../../contract/ids.js";
import { mistake } from "../../contract/mistake.js";
import { useLobby } from "../useLobby.js";

/** What can be done in a conversation. All functions are stable while the conversation is the same. */
export interface ChatActions {
  /**
   * Sends text or another body, now or as soon as possible, and returns the message's key. `about`: what the text is about. Throws `bad-body` for what no server would take,
   * `no-conversation` without one.
   */
  readonly send: (body: string | DraftBody, more?: { readonly about?: About | undefined }) => string;
  /** Sends a failed message again. */
  readonly retry: (key: string) => void;
  /** Throws an unsent message away; returns its body for whoever wants to edit it. */
  readonly discard: (key: string) => DraftBody | null;
  /** Loads the next older page; resolves when it is there or has failed. */
  readonly loadOlder: () => Promise<void>;
  /** Loads what is missing after that sequence. */
  readonly loadGap: (after: number) => Promise<void>;
  /** Asks for the first page again. */
  readonly reload: () => Promise<void>;
  /** Marks everything up to `seq` (the newest if absent) read. */
  readonly markRead: (seq?: number) => void;
  /** Says that the user types, or has stopped. Throttled. */
  readonly setTyping: (typing: boolean) => void;
  /** Keeps what is being written. */
  readonly setDraft: (text: string) => void;
  /** Whether older messages are being read: a bounded room then drops nothing. */
  readonly setReading: (reading: boolean) => void;
}

/** What can be done in a conversation; without one, `send` throws and the rest does nothing. Stable while lobby and conversation are the same. */
export function useChatActions(conversationId: ConversationId | null): ChatActions {
  const lobby = useLobby();
  return useMemo<ChatActions>(() => {
    if (conversationId === null) return idleActions;
    return {
      send: (body, more) =>
        lobby.sendMessage(
          conversationId,
          typeof body === "string" ? defined({ kind: "text" as const, text: body, about: more?.about }) : body,
        ),
      retry: (key) => lobby.retryMessage(conversationId, key),
      discard: (key) => lobby.discardMessage(conversationId, key),
      loadOlder: () => lobby.loadOlder(conversationId),
      loadGap: (after) => lobby.loadGap(conversationId, after),
      reload: () => lobby.reloadConversation(conversationId),
      markRead: (seq) => lobby.markRead(conversationId, seq),
      setTyping: (typing) => lobby.setTyping(conversationId, typing),
      setDraft: (text) => lobby.setDraft(conversationId, text),
      setReading: (reading) => lobby.setReading(conversationId, reading),
    };
  }, [lobby, conversationId]);
}

const ignore = () => {};
const resolved = () => Promise.resolve();
const idleActions: ChatActions = {
  send: () => {
    throw mistake("no-conversation");
  },
  retry: ignore,
  discard: () => null,
  loadOlder: resolved,
  loadGap: resolved,
  reload: resolved,
  markRead: ignore,
  setTyping: ignore,
  setDraft: ignore,
  setReading: ignore,
};
