"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { ChatMessage } from "../../../client/chat/chatState.js";
import { useLocale } from "../../../react/useLocale.js";
import { sameDay } from "../grouping.js";

/** How long the pill stays after the last scroll, ms. */
const staysMs = 1200;
/** Room the pill takes at the top of the view, px: a row's own separator that stands in it takes its place. */
const room = 44;

/**
 * Shows on a pill that floats over the list which day is being read, while it is scrolled. Writes to the element directly: a render for every scroll
 * event would be felt. Returns a stable function to call with the first message in view and its offset from the view's top.
 */
export function useFloatingDay(
  pill: RefObject<HTMLElement | null>,
  timeZone: string | undefined,
): (messages: readonly ChatMessage[], index: number, offset: number) => void {
  const { format } = useLocale();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (messages, index, offset) => {
      const element = pill.current;
      const message = messages[index];
      if (element === null || message === undefined) return;
      const day = format.day(message.createdAt, Date.now(), timeZone);
      const next = messages[index + 1];
      const previous = messages[index - 1];
      const begins = previous === undefined || !sameDay(previous.createdAt, message.createdAt, timeZone);
      const nextBegins = next !== undefined && !sameDay(message.createdAt, next.createdAt, timeZone);
      const ownStands = (begins && offset > -room) || (nextBegins && offset > 0);
      if (element.textContent !== day) element.textContent = day;
      element.toggleAttribute("data-shown", !ownStands);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => element.removeAttribute("data-shown"), staysMs);
    },
    [format, pill, timeZone],
  );
}
