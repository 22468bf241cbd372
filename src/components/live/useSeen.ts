"use client";

import { type RefObject, useEffect, useState } from "react";

/** Whether an element is on the screen; `true` where that can't be known. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(true);
  useEffect(() => {
    const watched = element.current;
    if (watched === null || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1);
      if (last !== undefined) setSeen(last.isIntersecting);
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return seen;
}
