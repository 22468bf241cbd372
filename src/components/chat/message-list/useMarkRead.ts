"use client";

import { useEffect, useRef } from "react";
import type { ChatMessage } from "../../../client/chat/chatState.js";
import { lastLogged } from "./listView.js";

/** Between two marks under flood, ms. */
const everyMs = 500;

/** When messages count as read, and whom to tell. */
export interface MarkReadOptions {
  readonly messages: readonly ChatMessage[];
  /** The reader is at the end. */
  readonly atEnd: boolean;
  readonly ready: boolean;
  /** `false`: nothing is marked by being seen. */
  readonly enabled: boolean;
  readonly readSeq: number;
  readonly markRead: (seq?: number) => void;
}

/**
 * Marks messages read when they are seen: the reader is at the end and the document is visible (which window has the focus does not matter). What was
 * marked once is not marked again, so that marking a conversation unread by hand holds until something new is seen.
 */
export function useMarkRead({ messages, atEnd, ready, enabled, readSeq, markRead }: MarkReadOptions): void {
  const marked = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ messages, atEnd, ready, enabled, readSeq, markRead });

  useEffect(() => {
    latest.current = { messages, atEnd, ready, enabled, readSeq, markRead };
    check();
  });

  const check = () => {
    if (timer.current !== undefined) return;
    const { messages, atEnd, ready, enabled, readSeq, markRead } = latest.current;
    if (!atEnd || !ready || !enabled || document.visibilityState === "hidden") return;
    const last = lastLogged(messages);
    if (last === undefined || marked.current === last.key) return;
    marked.current = last.key;
    if (last.seq !== null ? last.seq <= readSeq : last.own) return;
    if (last.seq === null) markRead();
    else markRead(last.seq);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      check();
    }, everyMs);
  };
  const checkLater = useRef(check);
  checkLater.current = check;

  useEffect(() => {
    const onVisible = () => checkLater.current();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      document.removeEventListener("visibilitychange", onVisible);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, []);
}
