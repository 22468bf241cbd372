"use client";

import { type RefObject, useCallback } from "react";
import type { ChatMessage } from "../../../client/chat/chatState.js";
import { useLocale } from "../../../react/useLocale.js";
import { sameDay } from "../grouping.js";

/**
 * Shows on a pill that floats over the list which day is being read, while it is scrolled. Returns a stable function to call with the first message in view and
 * its offset from the view's top. What it does is fetched with the first scroll; where it can't be had there is no pill.
 */
export function useFloatingDay(
  pill: RefObject<HTMLElement | null>,
  timeZone: string | undefined,
): (messages: readonly ChatMessage[], index: number, offset: number) => void {
  const { format } = useLocale();
  return useCallback(
    (messages, index, offset) => {
      const message = messages[index];
      if (message === undefined) return;
      const begins = (one: ChatMessage | undefined, before: ChatMessage | undefined) =>
        one !== undefined && (before === undefined || !sameDay(before.createdAt, one.createdAt, timeZone));
      const day = format.day(message.createdAt, Date.now(), timeZone);
      import("./floatingDay.js").then(
        ({ floatDay }) => {
          if (pill.current !== null)
            floatDay(
              pill.current,
              day,
              offset,
              begins(message, messages[index - 1]),
              begins(messages[index + 1], message),
            );
        },
        () => {},
      );
    },
    [format, pill, timeZone],
  );
}
