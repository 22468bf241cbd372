"use client";

import { useEffect, useRef, useState } from "react";

/**
 * A text that follows another one at most every so often: what a live region may say of something that changes all the time. Empty at first: what was there from the
 * beginning a reader comes to by himself.
 */
export function useSeldom(text: string, everyMs: number): string {
  const [{ said, first }, setSaid] = useState({ said: text, first: true });
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  }, [text]);
  const waits = said !== text;
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => setSaid({ said: latest.current, first: false }), everyMs);
    return () => clearTimeout(timer);
  }, [waits, everyMs]);
  return first ? "" : said;
}
