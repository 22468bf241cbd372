"use client";

import { useEffect } from "react";
import { writeAgo } from "../../locales/relative.js";
import { useLocale } from "../../react/useLocale.js";

/**
 * Makes what numbers and times are written with before there are any to be written. The first of these on a page takes the browser up to 15 ms, and while the server is
 * asked there is nothing else to do.
 */
export function useWarmFormats(timeZone: string | undefined): void {
  const { code, format } = useLocale();
  useEffect(() => {
    const warm = () => {
      format.number(0);
      format.exact(0, timeZone);
      writeAgo(code, 0, 0);
    };
    // Not before the question has gone out, and what waits for the answer is painted.
    if (typeof requestIdleCallback === "function") {
      const idle = requestIdleCallback(warm);
      return () => cancelIdleCallback(idle);
    }
    const timer = setTimeout(warm);
    return () => clearTimeout(timer);
  }, [code, format, timeZone]);
}
