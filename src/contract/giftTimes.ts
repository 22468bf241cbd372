import type { GiftAnimation } from "./gifts.js";

/** How long each animation is shown, ms. */
export const animationMs: Readonly<Record<GiftAnimation, number>> = {
  default: 2_000,
  fireworks: 3_000,
  hearts: 2_500,
  stars: 2_000,
  rainbow: 4_000,
};
/** Between the end of one full-bleed animation and the beginning of the next, ms. */
export const sceneGapMs = 1_000;
