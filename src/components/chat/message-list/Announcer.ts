"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { ChatMessage } from "../../../client/chat/chatState.js";
import type { FirstLocale } from "../../../locales/locale.js";
import { failureWords } from "../failureWords.js";

/** Between two announcements, ms: a screen reader that is interrupted all the time says nothing at all. */
const everyMs = 1000;

interface Waiting {
  count: number;
  last: ChatMessage | null;
  failure: string | null;
}

const none: ReadonlySet<string> = /* @__PURE__ */ new Set();
const isWaiting = ({ count, failure }: Waiting) => count > 0 || failure !== null;

export interface AnnouncerProps {
  readonly messages: readonly ChatMessage[];
  /** The live region. */
  readonly region: RefObject<HTMLElement | null>;
  readonly locale: FirstLocale;
}

/**
 * Says new messages of others to screen readers: a single one with its author, more by number; at most once a second, whatever the flood, and nothing
 * in a hidden tab. One's own are not said, since the writer knows them, but that one was not sent is, once and before all else. Writes to the live region directly, so that
 * a message costs no render.
 */
export function Announcer({ messages, region, locale }: AnnouncerProps): null {
  const seen = useRef<{ key: string; index: number } | null>(null);
  const failed = useRef<ReadonlySet<string>>(none);
  const waiting = useRef<Waiting>({ count: 0, last: null, failure: null });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    const { chat, shared } = locale;
    const last = messages.at(-1);
    const before = seen.current;
    seen.current = last === undefined ? null : { key: last.key, index: messages.length - 1 };
    const known = failed.current;
    failed.current = failedOf(messages);
    // What was there when the list opened is read by going through it, not announced.
    if (before === null || last === undefined || document.visibilityState === "hidden") return;
    for (const key of failed.current) {
      const message = known.has(key) ? undefined : messages.findLast((one) => one.key === key);
      if (message !== undefined) waiting.current.failure = failureWords(locale, message);
    }
    const from = messages.findLastIndex(({ key }) => key === before.key);
    for (let index = from === -1 ? messages.length : from + 1; index < messages.length; index++) {
      const message = messages[index];
      if (message === undefined || message.own || saidElsewhere(message)) continue;
      waiting.current.count++;
      waiting.current.last = message;
    }
    if (!isWaiting(waiting.current) || timer.current !== undefined) return;
    const say = () => {
      timer.current = undefined;
      const { count, last, failure } = waiting.current;
      if (!isWaiting(waiting.current) || region.current === null) return;
      timer.current = setTimeout(say, everyMs);
      if (failure !== null || last === null) {
        waiting.current.failure = null;
        region.current.textContent = failure;
        return;
      }
      waiting.current = { count: 0, last: null, failure: null };
      const text = "text" in last.body && last.body.text ? last.body.text : chat.photo;
      const name = last.senderName ?? shared.someone;
      region.current.textContent = count === 1 ? `${chat.said(name)} ${text}` : chat.newMessages(count);
    };
    // Waits for a moment in which more may come.
    timer.current = setTimeout(say, everyMs / 4);
  }, [messages, region, locale]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return null;
}

/** Those that are not on the server stand at the end, and all are one's own. */
function failedOf(messages: readonly ChatMessage[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (let index = messages.length - 1; messages[index]?.own; index--) {
    const message = messages[index];
    if (message?.status === "failed") keys.add(message.key);
  }
  return keys;
}

/** A stage of this conversation tells of its gifts. */
function saidElsewhere({ body, conversationId }: ChatMessage): boolean {
  if (body.kind !== "gift") return false;
  return document.querySelector(`.lobby-gift-stage[data-conversation="${CSS.escape(conversationId)}"]`) !== null;
}
