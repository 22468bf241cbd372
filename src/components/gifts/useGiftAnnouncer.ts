"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Gift } from "../../contract/gifts.js";
import { enGifts } from "../../locales/enGifts.js";
import { usePartLocale } from "../usePartLocale.js";

/** Between two announcements, ms: a screen reader that is interrupted all the time says nothing at all. */
const everyMs = 1_000;

/**
 * What screen readers are told of the gifts of others: a single one as it is, more by number; at most once a second, and nothing in a hidden tab. One's own are not
 * said: the giver knows them.
 *
 * @returns the words for a live region, and what takes gifts in.
 */
export function useGiftAnnouncer(userId: string | null) {
  const { gifts: words, shared } = usePartLocale(enGifts);
  const [said, setSaid] = useState("");
  const waiting = useRef<Gift[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const nameOf = ({ senderName }: Gift) => senderName ?? shared.someone;
  const say = () => {
    timer.current = undefined;
    const gifts = waiting.current.splice(0);
    const [first] = gifts;
    if (first === undefined) return;
    timer.current = setTimeout(() => saying.current(), everyMs);
    if (gifts.length > 1) {
      const count = gifts.reduce((sum, { quantity }) => sum + quantity, 0);
      setSaid(words.several(count, [...new Set(gifts.map(nameOf))]));
      return;
    }
    const what = first.quantity > 1 ? `${first.name} ${words.times(first.quantity)}` : first.name;
    const whom = first.receiverId === userId ? shared.you : first.receiverName;
    setSaid(`${nameOf(first)} ${words.gave(what)}${whom === undefined ? "" : ` ${words.to(whom)}`}`);
  };
  const saying = useRef(say);
  saying.current = say;
  const announce = useCallback(
    (gifts: readonly Gift[]) => {
      if (document.visibilityState === "hidden") return;
      waiting.current.push(...gifts.filter(({ senderId }) => senderId !== userId));
      // Waits for a moment in which more may come.
      if (waiting.current.length > 0) timer.current ??= setTimeout(() => saying.current(), everyMs / 4);
    },
    [userId],
  );
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return { said, announce };
}
