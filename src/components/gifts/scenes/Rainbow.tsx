"use client";

import type { CSSProperties } from "react";
import { Moving, pieces, spread } from "./Moving.js";

const cloud = "M22 40a15 15 0 0 1 0-30c2 0 4 .4 5.5 1A21 21 0 0 1 67 14a14 14 0 0 1 11 26Z";
const drop = "M0-10C1-2.5 2.5-1 10 0 2.5 1 1 2.5 0 10-1 2.5-2.5 1-10 0-2.5-1-1-2.5 0-10Z";
const hues = [20, 60, 95, 150, 240, 290] as const;

const sky: CSSProperties = {
  position: "absolute",
  insetBlockEnd: "53%",
  insetInline: "calc(50% - min(48cqw, 46cqh))",
  aspectRatio: 2,
  overflow: "hidden",
};
/** The upper half of a ring of seven colours, turned up from below. */
const bow: CSSProperties = {
  aspectRatio: 1,
  borderRadius: "50%",
  background:
    "radial-gradient(closest-side, transparent 57%, oklch(0.6 0.22 300) 59% 63.5%, oklch(0.62 0.2 260) 65% 69.5%, oklch(0.75 0.15 225) 71% 75.5%, oklch(0.8 0.2 145) 77% 81.5%, oklch(0.92 0.18 102) 83% 87.5%, oklch(0.78 0.18 62) 89% 93.5%, oklch(0.66 0.23 22) 95% 99%, transparent)",
  clipPath: "inset(0 0 50%)",
};
/** At the rainbow's ends. */
const under: CSSProperties = {
  position: "absolute",
  insetBlockEnd: "calc(53% - 7cqmin)",
  inlineSize: "min(38cqw, 36cqh)",
  filter: "drop-shadow(0 4px 10px oklch(0.3 0.1 255 / 30%))",
};

/** Clouds draw in, a rainbow rises from one to the other, and glitter falls from it. */
export function Rainbow() {
  return (
    <>
      <div style={sky}>
        <Moving
          style={bow}
          rest={{ transform: "rotate(0deg)" }}
          moves={{
            transform: ["rotate(-180deg)", "rotate(0deg)", "rotate(0deg)", "rotate(0deg)"],
            opacity: [1, 1, 1, 0],
            times: [0, 0.36, 0.85, 1],
            duration: 4,
            ease: "easeInOut",
          }}
        />
      </div>
      {pieces(26).map((index) => (
        <Glitter key={index} index={index} />
      ))}
      {([-1, 1] as const).map((side) => (
        <div
          key={side}
          style={{ ...under, [side === 1 ? "insetInlineEnd" : "insetInlineStart"]: "calc(50% - min(56cqw, 55cqh))" }}
        >
          <Moving
            moves={{
              transform: [
                `translateX(${side * 120}%)`,
                "translateX(0%)",
                "translateX(0%)",
                `translateX(${side * 40}%)`,
              ],
              opacity: [0, 1, 1, 0],
              times: [0, 0.16, 0.85, 1],
              duration: 4,
            }}
          >
            <svg viewBox="0 0 92 44" aria-hidden="true">
              <path d={cloud} fill="#c9dcf7" transform="translate(2 4)" />
              <path d={cloud} fill="#ffffff" />
            </svg>
          </Moving>
        </div>
      ))}
    </>
  );
}

function Glitter({ index }: { readonly index: number }) {
  const size = 2.4 + spread(index, 3) * 4;
  const down = 6 + spread(index, 4) * 26;
  return (
    <Moving
      style={{
        position: "absolute",
        insetInlineStart: `${12 + spread(index) * 76}%`,
        insetBlockStart: `${14 + spread(index, 1) * 44}%`,
        inlineSize: `${size}cqmin`,
        blockSize: `${size}cqmin`,
      }}
      rest={{ transform: `translateY(${down / 2}cqh)` }}
      moves={{
        transform: [
          "translateY(0cqh) rotate(0deg) scale(0)",
          `translateY(${down / 3}cqh) rotate(60deg) scale(1)`,
          `translateY(${down}cqh) rotate(160deg) scale(0)`,
        ],
        opacity: [0, 1, 0],
        duration: 1.5,
        delay: 0.9 + spread(index, 2) * 1.5,
        ease: "linear",
      }}
    >
      <svg viewBox="-10 -10 20 20" aria-hidden="true">
        <path d={drop} fill={`oklch(0.9 0.13 ${hues[index % hues.length]})`} />
      </svg>
    </Moving>
  );
}
