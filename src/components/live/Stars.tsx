"use client";

import type { CSSProperties } from "react";

const star = "M12 1.8l3.1 6.5 7.1.9-5.2 4.9 1.3 7.1L12 17.8l-6.3 3.4L7 14.1 1.8 9.2l7.1-.9z";

export interface StarsProps {
  /** 0 to 5; fractions are drawn as they are. */
  readonly value: number;
}

/** Five stars, filled up to the exact fraction. Decoration: the number stands beside them. */
export function Stars({ value }: StarsProps) {
  return (
    <span className="lobby-stars" aria-hidden="true">
      {[0, 1, 2, 3, 4].map((index) => {
        const filled = Math.min(1, Math.max(0, value - index));
        return (
          <span key={index} className="lobby-star" style={{ "--lobby-filled": `${filled * 100}%` } as CSSProperties}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d={star} />
            </svg>
            <span className="lobby-star-fill">
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d={star} />
              </svg>
            </span>
          </span>
        );
      })}
    </span>
  );
}
