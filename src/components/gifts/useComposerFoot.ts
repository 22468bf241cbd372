"use client";

import { type CSSProperties, type RefObject, useEffect, useState } from "react";

/**
 * How much of a stage's lower end lies over a composer, as `--lobby-stage-foot`: what is shown ends above it. Measured when something begins to be shown, and again
 * whenever stage or composer change their size.
 */
export function useComposerFoot(stage: RefObject<HTMLElement | null>, showing: boolean): CSSProperties | undefined {
  const [foot, setFoot] = useState(0);
  useEffect(() => {
    const place = stage.current?.parentElement;
    const around = place?.parentElement;
    if (!showing || !place || !around) return;
    const composers = [...around.querySelectorAll<HTMLElement>(".lobby-composer")];
    if (composers.length === 0) return setFoot(0);
    const measure = () => {
      const box = place.getBoundingClientRect();
      const tops = composers
        .map((composer) => composer.getBoundingClientRect())
        .filter(({ left, right, height }) => height > 0 && left < box.right && right > box.left)
        .map(({ top }) => box.bottom - top);
      setFoot(Math.max(0, Math.min(box.height, ...tops)));
    };
    measure();
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(measure);
    for (const element of [place, ...composers]) observer.observe(element);
    return () => observer.disconnect();
  }, [stage, showing]);
  return foot === 0 ? undefined : ({ "--lobby-stage-foot": `${foot}px` } as CSSProperties);
}
