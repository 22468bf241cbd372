"use client";

import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import type { ConversationState } from "../../client/chat/chatState.js";
import type { Message } from "../../contract/chat.js";
import type { ConversationId } from "../../contract/ids.js";
import { useLobby } from "../useLobby.js";
import { useLocale } from "../useLocale.js";
import { playChime } from "./chime.js";
import { newMessages } from "./newMessages.js";

/** Options of {@link useMessageAlerts}. */
export interface UseMessageAlertsOptions {
  /** A sound for what others write: `true` for two soft notes, or a function that plays your own. None unless told otherwise. */
  readonly sound?: boolean | (() => void);
  /** Notifications of the browser, once the user has allowed them; none unless told otherwise. */
  readonly browser?: boolean;
  /** A notification was clicked; the window is in front then. */
  readonly onOpen?: (conversationId: ConversationId) => void;
}

/** What the browser lets a page do. */
export interface UseMessageAlertsResult {
  /** `unsupported`: this browser has no notifications, or not on this page. */
  readonly permission: NotificationPermission | "unsupported";
  /** Asks the user. Call it from a click of his, and nowhere else: an unasked question is answered with no, for ever. Stable. */
  readonly requestPermission: () => Promise<NotificationPermission | "unsupported">;
}

const soundEveryMs = 1_000;

/**
 * Tells of messages while nobody looks at the page: by a sound, by a notification of the browser, or both. Never of one's own messages, never while the page is in front,
 * and never asks for the permission by itself. One notification a conversation: the next message takes the place of the last.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useMessageAlerts(options: UseMessageAlertsOptions = {}): UseMessageAlertsResult {
  const lobby = useLobby();
  const { chat, shared } = useLocale();
  const permission = useSyncExternalStore(subscribePermission, readPermission, () => "unsupported" as const);
  const latest = useRef({ ...options, chat, shared });
  useEffect(() => {
    latest.current = { ...options, chat, shared };
  });
  useEffect(() => {
    const { store } = lobby;
    const shown = new Map<ConversationId, Notification>();
    let before = store.getState().lobby.chat;
    let sounded = Number.NEGATIVE_INFINITY;

    const tell = (conversation: ConversationState, message: Message) => {
      const { browser, onOpen, chat, shared } = latest.current;
      if (browser !== true || readPermission() !== "granted") return;
      const name = message.senderName ?? conversation.participants.find(({ id }) => id === message.senderId)?.name;
      const title = [name ?? shared.someone, conversation.title].filter(Boolean).join(" · ");
      const body = ("text" in message.body ? message.body.text : undefined) || chat.photo;
      // The same in every tab, so that two of them make one; and of this server's, as another may have a conversation of the same name.
      const notification = notify(title, body, `${lobby.url} ${conversation.id}`);
      if (notification === null) return;
      notification.onclick = () => {
        window.focus();
        notification.close();
        onOpen?.(conversation.id);
      };
      shown.set(conversation.id, notification);
    };
    const look = () => {
      const after = store.getState().lobby.chat;
      const me = lobby.user?.id;
      const news = me === undefined ? [] : newMessages(before, after, me, Date.now());
      before = after;
      if (news.length === 0 || !isAway()) return;
      const { sound } = latest.current;
      const now = Date.now();
      if (sound && now - sounded >= soundEveryMs) {
        sounded = now;
        if (sound === true) playChime();
        else sound();
      }
      for (const { conversation, message } of news) tell(conversation, message);
    };
    const closeAll = () => {
      for (const notification of shown.values()) notification.close();
      shown.clear();
    };
    const stop = store.subscribe(look);
    window.addEventListener("focus", closeAll);
    return () => {
      stop();
      window.removeEventListener("focus", closeAll);
      closeAll();
    };
  }, [lobby]);
  const requestPermission = useCallback(async () => {
    if (typeof Notification === "undefined") return "unsupported";
    const answer = await Notification.requestPermission();
    for (const listener of listeners) listener();
    return answer;
  }, []);
  return { permission, requestPermission };
}

/** Nobody looks: another tab, another window, or another program is in front. */
function isAway(): boolean {
  return document.hidden || !document.hasFocus();
}

/** `null` where pages may not make notifications themselves (Chrome on Android demands a service worker). */
function notify(title: string, body: string, tag: string): Notification | null {
  try {
    return new Notification(title, { body, tag });
  } catch {
    return null;
  }
}

const listeners = /* @__PURE__ */ new Set<() => void>();

function subscribePermission(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readPermission(): NotificationPermission | "unsupported" {
  return typeof Notification === "undefined" ? "unsupported" : Notification.permission;
}
