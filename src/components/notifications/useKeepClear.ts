"use client";

import { type RefObject, useLayoutEffect } from "react";

/** What a toast must not cover: the bell that says the same for longer, the heads of what one is in, and where one writes. */
const kept = ".lobby-bell, .lobby-header, .lobby-composer, .lobby-support-launcher";
const gap = 8;

/**
 * Keeps the toasts clear of what one wants to press while they are there: the bell and the bar it stands in, a chat's header, a composer. They stand beyond whatever of
 * these is in their corner, and else where the stylesheet puts them. Moves them away from it, but never back while there are any: what is about to be pressed must not move.
 *
 * @param layer the toasts, fixed to the window's upper or lower edge
 * @param count how many there are
 */
export function useKeepClear(layer: RefObject<HTMLElement | null>, count: number): void {
  useLayoutEffect(() => {
    const element = layer.current;
    if (element === null) return;
    const { style } = element;
    if (count === 0) {
      style.insetBlock = "";
      return;
    }
    let clear = Number.parseFloat(style.insetBlockStart || style.insetBlockEnd) || 0;
    const place = () => {
      style.insetBlock = "";
      const { below, clearance } = clearanceOf(element);
      clear = Math.max(clear, clearance);
      if (clear > 0) style[below ? "insetBlockEnd" : "insetBlockStart"] = `${clear}px`;
    };
    place();
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, { capture: true, passive: true });
    return () => {
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, { capture: true });
    };
  }, [layer, count]);
}

/** How far from their edge of the window, the lower one if they are `below`, they are clear, px; 0 where nothing is in their way. */
function clearanceOf(layer: HTMLElement) {
  const { clientHeight } = document.documentElement;
  const own = layer.getBoundingClientRect();
  const below = own.top > clientHeight - own.bottom;
  /** From their edge of the window, whichever that is. */
  const reach = ({ top, bottom }: DOMRect) => (below ? [clientHeight - bottom, clientHeight - top] : [top, bottom]);
  const boxes = [...document.querySelectorAll<HTMLElement>(kept)]
    .flatMap((one) => [one, one.closest("header") ?? one])
    .map((one) => one.getBoundingClientRect())
    .filter(({ width, left, right }) => width > 0 && left < own.right && right > own.left)
    .map(reach)
    .toSorted(([a = 0], [b = 0]) => a - b);
  let [start = 0] = reach(own);
  let clearance = 0;
  for (const [from = 0, to = 0] of boxes) {
    // Beyond the middle there would be no room for them.
    if (to <= start - gap || from >= start + own.height + gap || to > clientHeight / 2) continue;
    start = to + gap;
    clearance = start;
  }
  return { below, clearance };
}
