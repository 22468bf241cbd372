"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useClientLayoutEffect } from "./useClientLayoutEffect.js";

interface DrawnRowsOptions<Row extends { readonly id: string }> {
  readonly scroller: RefObject<HTMLElement | null>;
  /** Holds nothing but the rows, each with its `data-id`. */
  readonly list: RefObject<HTMLElement | null>;
  readonly rows: readonly Row[];
  /** How high a row is, about, px: what was never drawn leaves so much room. */
  readonly rowPx: number;
  /** This one is drawn wherever it is. */
  readonly kept: number;
}

/** Which rows are drawn. */
export interface DrawnRows<Row> {
  /** In order; `before`: the room of those that are not drawn in front of it, px. */
  readonly drawn: readonly { readonly row: Row; readonly index: number; readonly before: number }[];
  /** The room of those that are not drawn at the end, px; `null`: all are drawn, however many. */
  readonly after: number | null;
}

/** More than this many are drawn only where they are seen. */
const drawnWhole = 50;
/** So many at a time join what is drawn, and leave it. */
const step = 10;

/**
 * Draws of a long list what is seen, and a screen of it before and behind. The rows stand in the flow, as high as they are, and what is read stays where it is while
 * rows above it come, go, or turn out to be higher than thought.
 */
export function useDrawnRows<Row extends { readonly id: string }>(options: DrawnRowsOptions<Row>): DrawnRows<Row> {
  const { scroller, list, rows, rowPx, kept } = options;
  const whole = rows.length <= drawnWhole;
  const [range, setRange] = useState({ from: 0, to: step * 2 });
  const [heights] = useState(() => new Map<string | undefined, number>());
  /** The first two rows in view, and where they were in the list: one of them may have been moved itself. */
  const seen = useRef<{ readonly row: HTMLElement; readonly offset: number }[]>([]);
  const heightOf = (index: number) => heights.get(rows[index]?.id) ?? rowPx;

  const look = () => {
    const [box, all] = [scroller.current, list.current];
    if (box === null || all === null || box.clientHeight === 0) return;
    const { top } = box.getBoundingClientRect();
    seen.current = [];
    for (const row of all.querySelectorAll<HTMLElement>("[data-id]")) {
      const { height, bottom } = row.getBoundingClientRect();
      heights.set(row.dataset.id, height);
      if (bottom > top && seen.current.length < 2) seen.current.push({ row, offset: row.offsetTop });
    }
    let from = 0;
    let at = all.getBoundingClientRect().top - top;
    for (; from < rows.length && at + heightOf(from) < -box.clientHeight; from++) at += heightOf(from);
    let to = from;
    for (; to < rows.length && at < 2 * box.clientHeight; to++) at += heightOf(to);
    from -= from % step;
    to += step - (to % step);
    setRange((now) => (now.from === from && now.to === to ? now : { from, to }));
  };

  const latest = useRef(look);
  useClientLayoutEffect(() => {
    latest.current = look;
    if (whole) return;
    const moved = seen.current.flatMap(({ row, offset }) => (row.isConnected ? row.offsetTop - offset : []));
    const least = moved.sort((one, other) => Math.abs(one) - Math.abs(other))[0] ?? 0;
    if (scroller.current !== null && scroller.current.scrollTop > 0) scroller.current.scrollTop += least;
    look();
  });
  useEffect(() => {
    const box = scroller.current;
    // Drawn before the next paint: nothing that comes into view may be missing.
    const onScroll = () => flushSync(() => latest.current());
    box?.addEventListener("scroll", onScroll, { passive: true });
    // jsdom, in which apps test, has none: no layout either.
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(() => latest.current());
    if (box !== null) observer?.observe(box);
    return () => {
      box?.removeEventListener("scroll", onScroll);
      observer?.disconnect();
    };
  }, [scroller]);

  let next = 0;
  const roomUntil = (index: number) => {
    let room = 0;
    for (; next < index; next++) room += heightOf(next);
    next = index + 1;
    return room;
  };
  const isDrawn = (index: number) => whole || index === kept || (index >= range.from && index < range.to);
  const drawn = rows.flatMap((row, index) => (isDrawn(index) ? { row, index, before: roomUntil(index) } : []));
  return { drawn, after: whole ? null : roomUntil(rows.length) };
}
