"use client";

import { type CSSProperties, useId } from "react";
import { rays } from "../../gift-art/rays.js";
import { Moving, whole } from "./Moving.js";

/** Where rockets burst, in percent of the stage; how large, in percent of its shorter side; two hues; when, in seconds. */
const bursts = [
  { x: 50, y: 30, size: 86, hues: [85, 35], at: 0.2 },
  { x: 18, y: 24, size: 52, hues: [230, 280], at: 0.55 },
  { x: 83, y: 20, size: 58, hues: [340, 10], at: 0.85 },
  { x: 24, y: 62, size: 46, hues: [150, 95], at: 1.15 },
  { x: 79, y: 58, size: 52, hues: [300, 250], at: 1.4 },
  { x: 52, y: 14, size: 44, hues: [60, 95], at: 1.65 },
] as const;

const long = rays(0, 0, 9, 47, 1.15, 15, 0);
const short = rays(0, 0, 7, 33, 0.95, 15, 7.5);
const sparks = rays(0, 0, 48, 50, 0.8, 15, 0) + rays(0, 0, 37, 38.6, 0.7, 15, 7.5);

/** Rockets rise and burst, one after the other. */
export function Fireworks() {
  return bursts.map((burst) => <Burst key={burst.at} {...burst} />);
}

function Burst({ x, y, size, hues, at }: (typeof bursts)[number]) {
  const id = useId();
  const place: CSSProperties = {
    position: "absolute",
    insetInlineStart: `${x}%`,
    insetBlockStart: `${y}%`,
    inlineSize: `${size}cqmin`,
    blockSize: `${size}cqmin`,
    marginInlineStart: `${-size / 2}cqmin`,
    marginBlockStart: `${-size / 2}cqmin`,
  };
  const [hue, other] = hues;
  return (
    <>
      <Moving
        style={{
          position: "absolute",
          insetInlineStart: `${x}%`,
          insetBlockStart: `${y}%`,
          inlineSize: 3,
          blockSize: "100cqh",
          marginInlineStart: -1,
          borderRadius: 2,
          background: `linear-gradient(oklch(0.88 0.12 ${hue}), transparent 60%)`,
          transformOrigin: "50% 100%",
        }}
        rest={{ opacity: 0 }}
        moves={{
          transform: ["scaleY(0)", "scaleY(1)", "scaleY(1)"],
          opacity: [0, 0.8, 0],
          duration: 0.5,
          delay: Math.max(0, at - 0.32),
        }}
      />
      <div style={place}>
        <Moving
          style={{
            position: "absolute",
            inset: "-12%",
            background: `radial-gradient(closest-side, oklch(0.8 0.17 ${hue}), transparent)`,
          }}
          rest={{ transform: "scale(.8)", opacity: 0.35 }}
          moves={{ transform: ["scale(.1)", "scale(1)", "scale(.8)"], opacity: [0, 0.9, 0], duration: 0.9, delay: at }}
        />
        <Moving
          style={whole}
          moves={{
            transform: ["scale(.04)", "scale(.82)", "scale(.97)", "translateY(4%) scale(1)"],
            opacity: [0, 1, 1, 0],
            times: [0, 0.3, 0.65, 1],
            duration: 1.35,
            delay: at,
          }}
        >
          <svg viewBox="-50 -50 100 100" aria-hidden="true">
            <defs>
              <Glow id={`${id}a`} hue={hue} />
              <Glow id={`${id}b`} hue={other} />
            </defs>
            <path d={long} fill={`url(#${id}a)`} />
            <path d={short} fill={`url(#${id}b)`} />
          </svg>
        </Moving>
        <Moving
          style={whole}
          moves={{
            transform: ["scale(.1)", "scale(.84)", "scale(1)", "translateY(7%) scale(1.06)"],
            opacity: [0, 0.5, 1, 0],
            times: [0, 0.3, 0.7, 1],
            duration: 1.5,
            delay: at,
          }}
        >
          <svg viewBox="-50 -50 100 100" aria-hidden="true">
            <path d={sparks} fill="#fffbe8" />
          </svg>
        </Moving>
      </div>
    </>
  );
}

/** Dark in the middle, bright at the rim: what flies outward glows at its head. */
function Glow({ id, hue }: { readonly id: string; readonly hue: number }) {
  return (
    <radialGradient id={id} gradientUnits="userSpaceOnUse" cx="0" cy="0" r="48">
      <stop offset="0.15" stopColor={`oklch(0.72 0.2 ${hue})`} stopOpacity="0" />
      <stop offset="0.55" stopColor={`oklch(0.76 0.19 ${hue})`} stopOpacity="0.85" />
      <stop offset="0.85" stopColor={`oklch(0.86 0.14 ${hue})`} />
      <stop offset="1" stopColor={`oklch(0.98 0.03 ${hue})`} />
    </radialGradient>
  );
}
