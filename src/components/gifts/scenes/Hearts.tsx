"use client";

import { heart } from "../../gift-art/giftDrawings.js";
import { Moving, pieces, spread } from "./Moving.js";

const colours = ["#ff4d7d", "#ff7eb3", "#e8255f", "#ffb0cf", "#ff5f6d"] as const;

/** Hearts of all sizes rise from below, swaying. */
export function Hearts() {
  return pieces(30).map((index) => <Heart key={index} index={index} />);
}

function Heart({ index }: { readonly index: number }) {
  const near = spread(index, 3);
  const size = 6 + near * near * 15;
  const side = index % 2 === 0 ? 1 : -1;
  const tilt = 8 + spread(index, 5) * 14;
  const height = 8 + spread(index, 1) * 96;
  const look = (sway: number, up: number, turn: number, scale: number) =>
    `translate(${sway * side}cqw, ${-up}cqh) rotate(${turn * side}deg) scale(${scale})`;
  return (
    <Moving
      style={{
        position: "absolute",
        insetInlineStart: `${spread(index) * 100}%`,
        insetBlockStart: "100%",
        inlineSize: `${size}cqmin`,
        blockSize: `${size}cqmin`,
        marginInlineStart: `${-size / 2}cqmin`,
      }}
      rest={{ transform: look(index % 3, height, tilt, 1), opacity: height > 90 ? 0.5 : 1 }}
      moves={{
        transform: [look(0, 0, -tilt, 0.6), look(4, 38, tilt, 1), look(-3, 76, -tilt, 1), look(2, 118, tilt, 0.9)],
        opacity: [1, 1, 0.95, 0],
        duration: 1.25 + (1 - near) * 0.45,
        delay: spread(index, 2) * 0.8,
        ease: "linear",
      }}
    >
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <path d={heart} fill={colours[index % 5]} />
        <path d="M14 26c-1-7 3-11 8-12" fill="none" stroke="#fff" strokeWidth="4" strokeLinecap="round" opacity="0.6" />
      </svg>
    </Moving>
  );
}
