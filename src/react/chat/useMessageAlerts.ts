"use client";

import { useEffect, useRef } from "react";
import type { ConversationState } from "../../client/chat/chatState.js";
import type { Message } from "../../contract/chat.js";
import type { ConversationId } from "../../contract/ids.js";
import { createBrowserAlerts } from "../browserAlerts.js";
import { playChime } from "../chime.js";
import { type UseAlertPermissionResult, useAlertPermission } from "../useAlertPermission.js";
import { useLobby } from "../useLobby.js";
import { useLocale } from "../useLocale.js";
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
export type UseMessageAlertsResult = UseAlertPermissionResult;

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
  const latest = useRef({ ...options, chat, shared });
  useEffect(() => {
    latest.current = { ...options, chat, shared };
  });
  useEffect(() => {
    const { store } = lobby;
    const alerts = createBrowserAlerts();
    let before = store.getState().lobby.chat;
    let sounded = Number.NEGATIVE_INFINITY;

    const tell = (conversation: ConversationState, message: Message) => {
      const { browser, onOpen, chat, shared } = latest.current;
      if (browser !== true) return;
      const name = message.senderName ?? conversation.participants.find(({ id }) => id === message.senderId)?.name;
      const title = [name ?? shared.someone, conversation.title].filter(Boolean).join(" · ");
      const body = ("text" in message.body ? message.body.text : undefined) || chat.photo;
      // The same in every tab, so that two of them make one; and of this server's, as another may have a conversation of the same name.
      alerts.show({ title, body, tag: `${lobby.url} ${conversation.id}`, onOpen: () => onOpen?.(conversation.id) });
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
    const stop = store.subscribe(look);
    return () => {
      stop();
      alerts.end();
    };
  }, [lobby]);
  return useAlertPermission();
}

/** Nobody looks: another tab, another window, or another program is in front. */
function isAway(): boolean {
  return document.hidden || !document.hasFocus();
}
