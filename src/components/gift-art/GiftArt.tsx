"use client";

import { type CSSProperties, useId, useState } from "react";
import { drawingOf, type PicturedGift } from "./drawingOf.js";
import { drawings, type Paint, paints } from "./giftDrawings.js";

export interface GiftArtProps {
  readonly gift: PicturedGift;
  /** CSS pixels; without it as large as its place. */
  readonly size?: number;
}

/** What a gift looks like: its own picture where the catalogue has one, a drawing of ours otherwise. Decoration: its name is written beside it. */
export function GiftArt({ gift, size }: GiftArtProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const { imageUrl } = gift;
  const style = size === undefined ? undefined : ({ "--lobby-gift-size": `${size / 16}rem` } as CSSProperties);
  const pictured = imageUrl !== undefined && imageUrl !== broken && isPicture(imageUrl);
  return (
    <span className="lobby-gift-art" style={style} aria-hidden="true">
      {pictured ? (
        <img
          src={imageUrl}
          alt=""
          decoding="async"
          draggable={false}
          referrerPolicy="no-referrer"
          onError={() => setBroken(imageUrl)}
        />
      ) : (
        <Drawn gift={gift} />
      )}
    </span>
  );
}

function Drawn({ gift }: Pick<GiftArtProps, "gift">) {
  // Every drawing has its own copies of the paints it uses: one that another drawing lends is gone with that one.
  const id = useId();
  const layers = drawings[drawingOf(gift)]();
  const used = new Set(layers.flatMap(({ fill, line }) => [fill, line]).filter((paint) => paint !== undefined));
  const url = (paint: Paint | undefined) => (paint === undefined ? "none" : `url(#${id}${paint})`);
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true">
      <defs>
        {[...used].map((paint) => (
          <linearGradient
            key={paint}
            id={`${id}${paint}`}
            gradientUnits="userSpaceOnUse"
            x1="10"
            y1="4"
            x2="50"
            y2="62"
          >
            {paints[paint].map((colour, index) => (
              <stop
                key={colour}
                offset={index}
                style={{ stopColor: `var(--lobby-gift-${paint}-${index + 1}, ${colour})` }}
              />
            ))}
          </linearGradient>
        ))}
      </defs>
      {layers.map(({ d, fill, line, width, opacity, turn }) => (
        <path
          key={d + fill + line}
          d={d}
          fill={url(fill)}
          stroke={url(line)}
          strokeWidth={width}
          strokeLinecap="round"
          strokeLinejoin="round"
          opacity={opacity}
          transform={turn}
        />
      ))}
    </svg>
  );
}

// As with pictures of people: an address from outside, of which nothing but these may be loaded.
function isPicture(src: string): boolean {
  return /^(https?:\/\/|\/(?!\/)|data:image\/(png|jpeg|gif|webp|avif);)/i.test(src.slice(0, 64));
}
