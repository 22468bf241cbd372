"use client";

import type { MessageBody } from "../../../contract/chat.js";
import { enGiftRow } from "../../../locales/enGiftRow.js";
import type { FirstLocale } from "../../../locales/locale.js";
import { Coin } from "../../gift-art/Coin.js";
import { GiftArt } from "../../gift-art/GiftArt.js";

export interface GiftBodyProps {
  readonly body: Extract<MessageBody, { kind: "gift" }>;
  readonly variant: "bubbles" | "dense";
  readonly locale: FirstLocale;
}

/** A gift in a conversation: drawn, with its number, for whom, what it came to, and the giver's note. */
export function GiftBody({ body, variant, locale }: GiftBodyProps) {
  const words = { ...enGiftRow, ...locale.gifts };
  const { name, quantity, receiverName, note, price } = body;
  return (
    <span className="lobby-gift-row" data-animation={body.animation}>
      <GiftArt gift={body} />
      <span className="lobby-gift-row-words">
        <span className="lobby-gift-row-what">
          {variant === "dense" ? words.gave(name) : name}
          {quantity > 1 && <b> {words.times(quantity)}</b>}
        </span>{" "}
        <span className="lobby-gift-row-whom">
          {receiverName !== undefined && <bdi>{words.to(receiverName)}</bdi>}
          <span className="lobby-gift-price">
            <Coin />
            <span className="lobby-sr">{words.coins(price * quantity)}</span>
            <span aria-hidden="true">{locale.format.number(price * quantity)}</span>
          </span>
        </span>
        {note && (
          <span className="lobby-gift-row-note" dir="auto">
            {note}
          </span>
        )}
      </span>
    </span>
  );
}
