"use client";

import type { MessageStatus } from "../../client/chat/chatState.js";

// Own drawings: an icon set has no pair of ticks that reads at 14 px, and these stand in every row.
const paths: Partial<Record<MessageStatus, string>> = {
  queued: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 5v3.2l2 1.3",
  sending: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 5v3.2l2 1.3",
  sent: "m3.5 8.5 3 3 6-7",
  delivered: "m.8 8.5 3 3 6-7M8 11l.6.5 6-7",
  read: "m.8 8.5 3 3 6-7M8 11l.6.5 6-7",
  failed: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 5v3.5M8 10.9v.1",
  lost: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM4.2 11.8l7.6-7.6",
};

/** The mark of an own message's state: hollow clock, one tick, two ticks, danger mark. Says nothing to screen readers; the words stand beside it. */
export function StatusIcon({ status }: { readonly status: MessageStatus }) {
  const path = paths[status];
  if (path === undefined) return null;
  return (
    <svg className="lobby-status" data-status={status} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
