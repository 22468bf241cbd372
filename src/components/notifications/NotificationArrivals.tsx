"use client";

import { useCallback, useEffect, useRef } from "react";
import type { Notification } from "../../contract/notifications.js";
import { enNotifications } from "../../locales/enNotifications.js";
import { useNotificationArrivals } from "../../react/notifications/useNotificationArrivals.js";
import { useLobby } from "../../react/useLobby.js";
import { usePartLocale } from "../usePartLocale.js";

/** Between two announcements, ms: a screen reader that is interrupted all the time says nothing at all. */
const everyMs = 1_000;

/** Who says what arrives, by lobby: of several that could, the first. */
const speakers = /* @__PURE__ */ new WeakMap<object, Set<object>>();

/** Says to screen readers what has arrived: a single one by its title, more by their number, once a second at most. Writes to the live region directly, so that it costs no render.
 * Of several on a page (a center and a toaster) one speaks. */
export function NotificationArrivals() {
  const { notifications: words } = usePartLocale(enNotifications);
  const region = useRef<HTMLSpanElement>(null);
  const state = useRef({ titles: [] as string[], timer: undefined as ReturnType<typeof setTimeout> | undefined });
  const lobby = useLobby();
  const me = useRef({});
  useEffect(() => {
    const all = speakers.get(lobby) ?? new Set();
    speakers.set(lobby, all.add(me.current));
    return () => void all.delete(me.current);
  }, [lobby]);
  const say = useCallback(
    ({ title }: Notification) => {
      if (speakers.get(lobby)?.values().next().value !== me.current) return;
      const waiting = state.current;
      waiting.titles.push(title);
      waiting.timer ??= setTimeout(() => {
        const { titles } = waiting;
        state.current = { titles: [], timer: undefined };
        const text = titles.length === 1 ? `${words.arrived(1)}: ${titles[0]}` : words.arrived(titles.length);
        if (region.current !== null) region.current.textContent = text;
      }, everyMs);
    },
    [words, lobby],
  );
  useNotificationArrivals(say);
  useEffect(
    () => () => {
      clearTimeout(state.current.timer);
      state.current = { titles: [], timer: undefined };
    },
    [],
  );
  return <span ref={region} className="lobby-sr" role="status" />;
}
