"use client";

import { useEffect, useRef, useState } from "react";
import { count } from "../../lib/numbers";
import { post } from "../../lib/post";
import { useLanguage, useWords } from "../Language";

/** From nobody to a thousand a second; the step grows with the rate. */
const steps = [0, 1, 5, 20, 50, 100, 250, 500, 1_000] as const;

/** Asks the server to fill the room with bots. They go home when the page is left, or after a minute. */
export function AudienceSlider({ roomId }: { readonly roomId: string }) {
  const words = useWords();
  const language = useLanguage();
  const [step, setStep] = useState(0);
  const [failed, setFailed] = useState(false);
  const home = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef(false);
  const ask = (next: number) => {
    setStep(next);
    clearTimeout(home.current);
    const rate = steps[next] ?? 0;
    running.current = rate > 0;
    post<{ endsAt: number }>("/api/audience", { roomId, rate }).then(
      ({ endsAt }) => {
        setFailed(false);
        clearTimeout(home.current);
        if (running.current) home.current = setTimeout(() => setStep(0), Math.max(0, endsAt - Date.now()));
      },
      () => {
        setFailed(true);
        setStep(0);
      },
    );
  };
  useEffect(() => {
    const leave = () => {
      clearTimeout(home.current);
      if (!running.current) return;
      running.current = false;
      // A beacon is sent even while the page goes away.
      navigator.sendBeacon(
        "/api/audience",
        new Blob([JSON.stringify({ roomId, rate: 0 })], { type: "application/json" }),
      );
    };
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, [roomId]);
  const rate = steps[step] ?? 0;
  const said = rate === 0 ? words.audienceOff : words.perSecond(count(rate, language));
  return (
    <section className="audience" aria-labelledby="audience-title" data-rate={rate}>
      <h2 id="audience-title">{words.audience}</h2>
      <output>{said}</output>
      <input
        type="range"
        className="slider"
        min={0}
        max={steps.length - 1}
        step={1}
        value={step}
        aria-label={words.audienceRate}
        aria-valuetext={said}
        onChange={(event) => ask(Number(event.target.value))}
        style={{ "--played": `${(step / (steps.length - 1)) * 100}%` } as React.CSSProperties}
      />
      <small role={failed ? "alert" : undefined}>{failed ? words.didNotWork : words.audienceText}</small>
    </section>
  );
}
