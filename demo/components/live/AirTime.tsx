"use client";

import { useEffect, useState } from "react";
import { clockTime } from "../../lib/numbers";
import { useWords } from "../Language";

/** How long a stream has been on air; nothing before the browser knows its own clock. */
export function AirTime({ since }: { readonly since: number | null }) {
  const words = useWords();
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (since === null || now === null) return null;
  return (
    <span className="stage-time" title={words.streamTime}>
      {clockTime(Math.max(0, now - since) / 1_000)}
    </span>
  );
}
