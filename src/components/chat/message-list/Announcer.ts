"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { ChatMessage } from "../../../client/chat/chatState.js";
import type { FirstLocale } from "../../../locales/locale.js";

/** Between two announcements, ms: a screen reader that is interrupted all the time says nothing at all. */
const everyMs = 1000;

export interface AnnouncerProps {
  readonly messages: readonly ChatMessage[];
  /** The live region. */
  readonly region: RefObject<HTMLElement | null>;
  readonly locale: FirstLocale;
}

/**
 * Says new messages of others to screen readers: a single one with its author, more by number; at most once a second, whatever the flood, and nothing
 * in a hidden tab. One's own are not said: the writer knows them. Writes to the live region directly, so that a message costs no render.
 */
export function Announcer({ messages, region, locale }: AnnouncerProps): null {
  const { chat, shared } = locale;
  const seen = useRef<{ key: string; index: number } | null>(null);
  const waiting = useRef<{ count: number; last: ChatMessage | null }>({ count: 0, last: null });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    const last = messages.at(-1);
    const before = seen.current;
    seen.current = last === undefined ? null : { key: last.key, index: messages.length - 1 };
    // What was there when the list opened is read by going through it, not announced.
    if (before === null || last === undefined || before.key === last.key) return;
    const from = messages.findLastIndex(({ key }) => key === before.key);
    if (from === -1 || document.visibilityState === "hidden") return;
    for (let index = from + 1; index < messages.length; index++) {
      const message = messages[index];
      if (message === undefined || message.own || saidElsewhere(message)) continue;
      waiting.current.count++;
      waiting.current.last = message;
    }
    if (waiting.current.count === 0 || timer.current !== undefined) return;
    const say = () => {
      timer.current = undefined;
      const { count, last } = waiting.current;
      if (count === 0 || last === null || region.current === null) return;
      waiting.current = { count: 0, last: null };
      const text = "text" in last.body && last.body.text ? last.body.text : chat.photo;
      const name = last.senderName ?? shared.someone;
      region.current.textContent = count === 1 ? `${chat.said(name)} ${text}` : chat.newMessages(count);
      timer.current = setTimeout(say, everyMs);
    };
    // Waits for a moment in which more may come.
    timer.current = setTimeout(say, everyMs / 4);
  }, [messages, region, chat, shared]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return null;
}

/** A stage of this conversation tells of its gifts. */
function saidElsewhere({ body, conversationId }: ChatMessage): boolean {
  if (body.kind !== "gift") return false;
  return document.querySelector(`.lobby-gift-stage[data-conversation="${CSS.escape(conversationId)}"]`) !== null;
}
