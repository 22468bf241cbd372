"use client";

import type { CSSProperties, ReactNode } from "react";
import { animationMs } from "../../contract/giftTimes.js";
import type { PicturedGift } from "../gift-art/drawingOf.js";
import { GiftArt } from "../gift-art/GiftArt.js";
import { Fireworks } from "./scenes/Fireworks.js";
import { Hearts } from "./scenes/Hearts.js";
import { Moving, whole } from "./scenes/Moving.js";
import { Rainbow } from "./scenes/Rainbow.js";
import { Stars } from "./scenes/Stars.js";

export interface GiftSceneProps {
  readonly gift: PicturedGift;
  /** Who gave what. */
  readonly children: ReactNode;
}

const scenes = { fireworks: Fireworks, hearts: Hearts, stars: Stars, rainbow: Rainbow, default: () => null } as const;

/** What lies between the scene and what goes on behind it. */
const night = "radial-gradient(circle at 50% 40%, oklch(0.2 0.06 285 / 62%), oklch(0.13 0.05 275 / 88%))";
const veils = {
  fireworks: night,
  hearts: "radial-gradient(circle at 50% 105%, oklch(0.62 0.22 0 / 82%), oklch(0.34 0.13 350 / 62%) 75%)",
  stars: "linear-gradient(oklch(0.18 0.08 275 / 92%), oklch(0.34 0.13 290 / 74%))",
  rainbow: "linear-gradient(oklch(0.5 0.14 255 / 88%), oklch(0.72 0.1 235 / 76%))",
  default: night,
} as const;

/** Above the middle: the cards below it stay free. */
const hero = {
  position: "absolute",
  inset: "0 0 20%",
  display: "flex",
  flexDirection: "column",
  alignItems: "center",
  justifyContent: "center",
  gap: "var(--lobby-space-3)",
  isolation: "isolate",
  "--lobby-gift-size": "min(34cqmin, 11rem)",
} as CSSProperties;
const halo: CSSProperties = {
  position: "absolute",
  zIndex: -1,
  inlineSize: "min(80cqmin, 26rem)",
  aspectRatio: 1,
  background: "radial-gradient(closest-side, oklch(0.98 0.05 90 / 26%), transparent)",
};

/**
 * A dear gift with the stage for itself: the gift large in the middle, around it what it brings along. As many elements as the scene has, however many gifts wait;
 * they only change their transform and opacity. It brings the motion library, so it is only ever imported dynamically, and its looks with it: few apps need them.
 */
export function GiftScene({ gift, children }: GiftSceneProps) {
  const { animation } = gift;
  const Scene = scenes[animation];
  const duration = animationMs[animation] / 1000;
  return (
    <div className="lobby-gift-scene" data-animation={animation}>
      <Moving
        style={{ ...whole, background: veils[animation] }}
        moves={{ opacity: [0, 1, 1, 0], times: [0, 0.1, 0.84, 1], duration, ease: "linear" }}
      />
      <Scene />
      <Moving
        style={hero}
        moves={{
          transform: ["translateY(24%) scale(.2)", "scale(1.16)", "scale(.97)", "scale(1)", "scale(1)", "scale(.7)"],
          opacity: [0, 1, 1, 1, 1, 0],
          times: [0, 0.13, 0.19, 0.24, 0.9, 1],
          duration,
        }}
      >
        <span style={halo} />
        <GiftArt gift={gift} />
        {children}
      </Moving>
    </div>
  );
}
