"use client";

import type { CatalogueGift } from "../../contract/gifts.js";
import { Coin } from "../gift-art/Coin.js";
import { GiftArt } from "../gift-art/GiftArt.js";
import { usePanel } from "./PanelContext.js";
import { onRadioKey } from "./radioKeys.js";

/** Gifts side by side; the stylesheet lays out as many. */
const columns = 4;

export interface GiftGridProps {
  readonly catalogue: readonly CatalogueGift[];
  readonly chosen: CatalogueGift | undefined;
  /** What can be spent; gifts beyond it are drawn fainter, and can be looked at all the same. */
  readonly balance: number | null;
  readonly onChoose: (gift: CatalogueGift) => void;
}

/** The gifts that can be given, one of which is chosen: a radio group, gone through by arrow keys. */
export function GiftGrid({ catalogue, chosen, balance, onChoose }: GiftGridProps) {
  const { gifts, format, dir } = usePanel().locale;
  return (
    <div
      role="radiogroup"
      aria-label={gifts.choose}
      className="lobby-gift-grid"
      onKeyDown={(event) => onRadioKey(event, { columns, rtl: dir === "rtl" })}
    >
      {catalogue.map((gift, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio can't be walked through in two directions
        <button
          key={gift.id}
          type="button"
          role="radio"
          aria-checked={gift === chosen}
          aria-label={`${gift.name}, ${gifts.coins(gift.price)}`}
          tabIndex={gift === chosen || (chosen === undefined && index === 0) ? 0 : -1}
          className="lobby-button-bare lobby-gift-tile"
          data-animation={gift.animation}
          data-dear={balance !== null && gift.price > balance ? "" : undefined}
          onClick={() => onChoose(gift)}
        >
          <GiftArt gift={{ giftId: gift.id, name: gift.name, animation: gift.animation, imageUrl: gift.imageUrl }} />
          <span className="lobby-name" dir="auto">
            {gift.name}
          </span>
          <span className="lobby-gift-price">
            <Coin />
            {format.number(gift.price)}
          </span>
        </button>
      ))}
    </div>
  );
}
