"use client";

import type { GiftArtProps } from "../gift-art/GiftArt.js";
import { lazyPart } from "../lazyPart.js";

/** What a gift looks like. The drawings come later than the page: until they are there, and if they can't be had, their room is kept. */
export const giftArt = /* @__PURE__ */ lazyPart<GiftArtProps>(
  () => import("../gift-art/GiftArt.js").then(({ GiftArt }) => GiftArt),
  ({ size = 0 }) => <span style={{ flex: "none", blockSize: `${size / 16}rem`, inlineSize: `${size / 16}rem` }} />,
);
