"use client";

import type { CSSProperties } from "react";
import { enGifts } from "../../locales/enGifts.js";
import { Avatar } from "../Avatar.js";
import { personHue } from "../personHue.js";
import { usePartLocale } from "../usePartLocale.js";
import { giftArt } from "./giftArtPart.js";
import type { Act } from "./giftScheduler.js";

export interface GiftActProps {
  readonly act: Act;
  readonly imageUrl: string | undefined;
  readonly avatarUrl: string | undefined;
}

/** A small gift on the stage: who gave what, and how many of it, the number popping at each step of a streak. */
export function GiftCard({ act, imageUrl, avatarUrl, leaving }: GiftActProps & { readonly leaving: boolean }) {
  const { gift } = act;
  const style = { "--lobby-person": personHue(gift.senderId) } as CSSProperties;
  return (
    <div
      className="lobby-gift-card"
      data-own={act.own ? "" : undefined}
      data-state={leaving ? "closed" : "open"}
      style={style}
    >
      <Avatar userId={gift.senderId} name={gift.senderName} src={avatarUrl} size={40} />
      <GiftWords act={act} />
      <giftArt.Part gift={{ ...gift, imageUrl }} size={48} />
      <Multiplier count={act.count} />
    </div>
  );
}

/** The same above a full-bleed animation. */
export function GiftCaption({ act, avatarUrl }: Omit<GiftActProps, "imageUrl">) {
  const { gift } = act;
  return (
    <div className="lobby-gift-caption">
      <Avatar userId={gift.senderId} name={gift.senderName} src={avatarUrl} size={32} />
      <GiftWords act={act} />
      <Multiplier count={act.count} />
    </div>
  );
}

function GiftWords({ act: { gift, own, others } }: Pick<GiftActProps, "act">) {
  const { gifts, shared } = usePartLocale(enGifts);
  const name = own ? shared.you : (gift.senderName ?? shared.someone);
  return (
    <span className="lobby-gift-words">
      <span className="lobby-name" dir="auto">
        {others > 0 ? gifts.withOthers(name, others) : name}
      </span>
      <span className="lobby-name">{gifts.gave(gift.name)}</span>
    </span>
  );
}

function Multiplier({ count }: { readonly count: number }) {
  const { gifts } = usePartLocale(enGifts);
  if (count < 2) return null;
  // Another key is another element: it pops anew.
  return (
    <span key={count} className="lobby-gift-times">
      {gifts.times(count)}
    </span>
  );
}
