"use client";

import { useEffect, useRef } from "react";
import { useLobby } from "../useLobby.js";
import { type TitleWriter, writeTitle } from "./pageTitle.js";
import { useTotalUnread } from "./useTotalUnread.js";

/** Options of {@link useUnreadTitle}. */
export interface UseUnreadTitleOptions {
  /** The title while something is unread, from the number and what the page itself calls itself; `(3) Lessons` unless told otherwise. */
  readonly template?: (count: number, title: string) => string;
  /** A badge on the tab's icon too; `true` unless told otherwise. Icons of other origins are left alone. */
  readonly icon?: boolean;
  /** `false`: title and icon are left as they are. */
  readonly enabled?: boolean;
}

const standard = (count: number, title: string) => `(${count > 99 ? "99+" : count}) ${title}`;

/**
 * Shows how much is unread in the tab's title and icon. What the page or its router writes there meanwhile is kept, and is all that is left when the component unmounts.
 * The same number as `useTotalUnread`, which it also returns; of providers of several servers on one page the title has the sum. Does nothing on the server.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useUnreadTitle(options: UseUnreadTitleOptions = {}): number {
  const { template = standard, icon = true, enabled = true } = options;
  const lobby = useLobby();
  const count = useTotalUnread();
  const latest = useRef(template);
  const writing = useRef<((writer: TitleWriter) => void) | null>(null);
  useEffect(() => {
    latest.current = template;
  });
  useEffect(() => {
    if (!enabled) return;
    const { write, stop } = writeTitle(lobby);
    writing.current = write;
    return () => {
      writing.current = null;
      stop();
    };
  }, [lobby, enabled]);
  // Behind the one that begins, so that it finds something to write with; `enabled` because beginning anew writes nothing yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    writing.current?.({
      count,
      title: (all, own) => (all > 0 ? latest.current(all, own) : own),
      badge: (all) => (icon ? (all === 0 ? "" : all > 9 ? "9+" : String(all)) : null),
    });
  }, [lobby, count, icon, enabled]);
  return count;
}
