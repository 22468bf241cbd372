"use client";

import { useEffect, useId, useRef, useState } from "react";
import { enLive } from "../../locales/enLive.js";
import { usePartLocale } from "../usePartLocale.js";

export interface RateInputProps {
  readonly value: number | null;
  readonly onRate: (stars: number) => void | Promise<void>;
}

/** One's own stars: five radio buttons in the shape of stars, for mouse, touch and arrow keys alike. */
export function RateInput({ value, onRate }: RateInputProps) {
  const { live } = usePartLocale(enLive);
  const name = useId();
  /** What was chosen here, until the app's own value says so or it is refused. */
  const [chosen, setChosen] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const latest = useRef(0);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const shown = chosen ?? value ?? 0;

  const rate = async (stars: number) => {
    latest.current += 1;
    const mine = latest.current;
    setChosen(stars);
    setFailed(false);
    try {
      await onRate(stars);
    } catch {
      // Another choice was made meanwhile: that one counts.
      if (mine !== latest.current || !mounted.current) return;
      setChosen(null);
      setFailed(true);
    }
  };
  return (
    <fieldset className="lobby-rate">
      {/* A legend can't stand in a line with what it names. */}
      <legend className="lobby-sr">{live.yourRating}</legend>
      <span className="lobby-rate-legend" aria-hidden="true">
        {live.yourRating}
      </span>
      <span className="lobby-rate-stars">
        {[1, 2, 3, 4, 5].map((stars) => (
          <label key={stars} className="lobby-rate-star" data-filled={stars <= shown ? "" : undefined}>
            <input
              type="radio"
              className="lobby-rate-input"
              name={name}
              value={stars}
              checked={stars === shown}
              onChange={() => void rate(stars)}
            />
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M12 1.8l3.1 6.5 7.1.9-5.2 4.9 1.3 7.1L12 17.8l-6.3 3.4L7 14.1 1.8 9.2l7.1-.9z" />
            </svg>
            <span className="lobby-sr">{live.stars(stars)}</span>
          </label>
        ))}
      </span>
      <span className="lobby-rate-note" role="status">
        {failed ? live.rateFailed : ""}
      </span>
    </fieldset>
  );
}
