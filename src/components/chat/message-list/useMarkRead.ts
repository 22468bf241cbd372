"use client";

import { useEffect, useRef } from "react";
import type { ChatMessage } from "../../../client/chat/chatState.js";
import { lastLogged } from "./listView.js";

/** Between two marks under flood, ms. */
const everyMs = 500;

/** When messages count as read, and whom to tell. */
export interface MarkReadOptions {
  readonly messages: readonly ChatMessage[];
  /** Whether the reader is at the end right now. */
  readonly isAtEnd: () => boolean;
  /** `false`: nothing is marked by being seen. */
  readonly enabled: boolean;
  readonly readSeq: number;
  readonly markRead: (seq?: number) => void;
}

/**
 * Marks messages read when they are seen: the reader is at the end and the document is visible (which window has the focus does not matter). What was
 * marked once is not marked again, so that marking a conversation unread by hand holds until something new is seen.
 */
export function useMarkRead(options: MarkReadOptions): void {
  const latest = useRef(options);
  const check = useRef<() => void>(undefined);
  const marked = useRef<string | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const mark = () => {
      const { messages, isAtEnd, enabled, readSeq, markRead } = latest.current;
      if (timer !== undefined || !enabled || !isAtEnd() || document.visibilityState === "hidden") return;
      const last = lastLogged(messages);
      if (last === undefined || marked.current === last.key) return;
      marked.current = last.key;
      if (last.seq === null ? last.own : last.seq <= readSeq) return;
      if (last.seq === null) markRead();
      else markRead(last.seq);
      timer = setTimeout(() => {
        timer = undefined;
        mark();
      }, everyMs);
    };
    check.current = mark;
    document.addEventListener("visibilitychange", mark);
    return () => {
      document.removeEventListener("visibilitychange", mark);
      clearTimeout(timer);
    };
  }, []);

  useEffect(() => {
    latest.current = options;
    check.current?.();
  });
}
