"use client";

import { useState } from "react";
import { count } from "../../lib/numbers";
import { post } from "../../lib/post";
import { useLanguage, useWords } from "../Language";

const steps = [0, 10, 50, 100, 300, 600, 1_000] as const;

/** How fast the market moves, for everybody who looks at it. */
export function MarketRate({ initial }: { readonly initial: number }) {
  const words = useWords();
  const language = useLanguage();
  const [rate, setRate] = useState(initial);
  const [failed, setFailed] = useState(false);
  const step = Math.max(
    0,
    steps.findIndex((one) => one >= rate),
  );
  const said = rate === 0 ? words.audienceOff : words.perSecond(count(rate, language));
  return (
    <section className="audience" aria-labelledby="rate-title">
      <h2 id="rate-title">{words.marketRate}</h2>
      <output>{said}</output>
      <input
        type="range"
        className="slider"
        min={0}
        max={steps.length - 1}
        step={1}
        value={step}
        aria-label={words.marketRate}
        aria-valuetext={said}
        style={{ "--played": `${(step / (steps.length - 1)) * 100}%` } as React.CSSProperties}
        onChange={(event) => {
          const wanted = steps[Number(event.target.value)] ?? 300;
          setRate(wanted);
          post<{ rate: number }>("/api/market", { rate: wanted }).then(
            () => setFailed(false),
            () => setFailed(true),
          );
        }}
      />
      {failed && <small role="alert">{words.didNotWork}</small>}
    </section>
  );
}
