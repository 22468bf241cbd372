"use client";

import type { ReactNode } from "react";
import type { PicturedGift } from "../gift-art/drawingOf.js";
import { GiftArt } from "../gift-art/GiftArt.js";
import { animationMs } from "./giftScheduler.js";
import { Fireworks } from "./scenes/Fireworks.js";
import { Hearts } from "./scenes/Hearts.js";
import { Moving } from "./scenes/Moving.js";
import { Rainbow } from "./scenes/Rainbow.js";
import { Stars } from "./scenes/Stars.js";

export interface GiftSceneProps {
  readonly gift: PicturedGift;
  /** Who gave what. */
  readonly children: ReactNode;
}

const scenes = { fireworks: Fireworks, hearts: Hearts, stars: Stars, rainbow: Rainbow, default: () => null } as const;

/**
 * A dear gift with the stage for itself: the gift large in the middle, around it what it brings along. As many elements as the scene has, however many gifts wait;
 * they only change their transform and opacity. It brings the motion library, so it is only ever imported dynamically.
 */
export function GiftScene({ gift, children }: GiftSceneProps) {
  const { animation } = gift;
  const Scene = scenes[animation];
  const duration = animationMs[animation] / 1000;
  return (
    <div className="lobby-gift-scene" data-animation={animation}>
      <Moving
        className="lobby-gift-veil"
        moves={{ opacity: [0, 1, 1, 0], times: [0, 0.1, 0.84, 1], duration, ease: "linear" }}
      />
      <Scene />
      <Moving
        className="lobby-gift-hero"
        moves={{
          transform: ["translateY(24%) scale(.2)", "scale(1.16)", "scale(.97)", "scale(1)", "scale(1)", "scale(.7)"],
          opacity: [0, 1, 1, 1, 1, 0],
          times: [0, 0.13, 0.19, 0.24, 0.9, 1],
          duration,
        }}
      >
        <span className="lobby-gift-halo" />
        <GiftArt gift={gift} />
        {children}
      </Moving>
    </div>
  );
}
