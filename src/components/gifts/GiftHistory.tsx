"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import type { Gift } from "../../contract/gifts.js";
import { enGifts } from "../../locales/enGifts.js";
import type { GiftTarget } from "../../react/gifts/giftTarget.js";
import { useGiftHistory } from "../../react/gifts/useGiftHistory.js";
import { useLobby } from "../../react/useLobby.js";
import { Avatar } from "../Avatar.js";
import { cx } from "../cx.js";
import { Coin } from "../gift-art/Coin.js";
import { useHydrated } from "../useHydrated.js";
import { useNow } from "../useNow.js";
import { usePartLocale } from "../usePartLocale.js";
import { GiftRowBones } from "./GiftRowBones.js";
import { GiftState } from "./GiftState.js";
import { giftArt } from "./giftArtPart.js";

export interface GiftHistoryProps extends Omit<ComponentPropsWithoutRef<"section">, "children"> {
  /** Where the gifts were given. */
  readonly target: GiftTarget;
  /** A giver's picture, where the app knows it; the initials stand in. */
  readonly avatarOf?: ((userId: string) => string | undefined) | undefined;
  /** IANA name; the device's own unless told otherwise. */
  readonly timeZone?: string | undefined;
}

/**
 * Who gave what to whom, newest first, with the notes; new gifts come by themselves.
 *
 * State: `data-status` `idle`, `loading`, `ready`, `error` or `unsupported`.
 */
export const GiftHistory = forwardRef<HTMLElement, GiftHistoryProps>(function GiftHistory(
  { target, avatarOf, timeZone, className, ...rest },
  ref,
) {
  const { gifts: given, status, hasMore, loadMore, reload } = useGiftHistory(target);
  const { gifts: words, shared } = usePartLocale(enGifts);
  const userId = useLobby().user?.id ?? null;
  const again = (
    <button type="button" className="lobby-button" onClick={() => void reload()}>
      {shared.tryAgain}
    </button>
  );
  return (
    <section
      ref={ref}
      aria-label={words.history}
      {...rest}
      className={cx("lobby-gift-history", className)}
      data-status={status}
    >
      <h3 className="lobby-gift-heading">{words.history}</h3>
      {given.length > 0 ? (
        <>
          <ul className="lobby-gift-list">
            {given.map((gift) => (
              <GivenRow
                key={gift.id}
                gift={gift}
                userId={userId}
                avatarUrl={avatarOf?.(gift.senderId)}
                timeZone={timeZone}
              />
            ))}
          </ul>
          {hasMore && (
            <button
              type="button"
              className="lobby-button-quiet lobby-gift-more"
              aria-disabled={status === "loading"}
              onClick={() => void loadMore()}
            >
              {status === "error" ? shared.retry : words.loadMore}
            </button>
          )}
        </>
      ) : status === "error" ? (
        <GiftState drawing="cable" title={words.historyError} action={again} />
      ) : status === "ready" ? (
        <GiftState drawing="present" title={words.historyEmpty} />
      ) : status === "unsupported" ? (
        <GiftState drawing="present" title={words.unsupported} />
      ) : (
        <GiftRowBones label={words.loading} />
      )}
    </section>
  );
});

function GivenRow(props: {
  readonly gift: Gift;
  readonly userId: string | null;
  readonly avatarUrl: string | undefined;
  readonly timeZone: string | undefined;
}) {
  const { gift, userId, avatarUrl, timeZone } = props;
  const { gifts: words, shared, format } = usePartLocale(enGifts);
  const now = useNow();
  const hydrated = useHydrated();
  const zone = timeZone ?? (hydrated ? undefined : "UTC");
  const { senderId, receiverId, receiverName, quantity, note, createdAt, price } = gift;
  const name = senderId === userId ? shared.you : (gift.senderName ?? shared.someone);
  const whom = receiverId === userId ? shared.you : (receiverName ?? shared.someone);
  const total = price * quantity;
  return (
    <li className="lobby-gift-given" data-own={senderId === userId ? "" : undefined}>
      <Avatar userId={senderId} name={gift.senderName} src={avatarUrl} size={36} aria-hidden="true" />
      <span className="lobby-gift-given-words">
        <span className="lobby-gift-given-what">
          <bdi>
            <b>{name}</b>
          </bdi>{" "}
          {words.gave(gift.name)}
          {quantity > 1 && <b> {words.times(quantity)}</b>}
        </span>
        <span className="lobby-gift-given-meta">
          {words.to(whom)} ·{" "}
          <time dateTime={new Date(createdAt).toISOString()} title={format.exact(createdAt, zone)}>
            {format.brief(createdAt, now, zone)}
          </time>
        </span>
        {note !== undefined && note !== "" && (
          <span className="lobby-gift-row-note" dir="auto">
            {note}
          </span>
        )}
      </span>
      <giftArt.Part gift={gift} size={40} />
      <span className="lobby-gift-total">
        <Coin />
        <span className="lobby-sr">{words.coins(total)}</span>
        <span aria-hidden="true">{format.number(total)}</span>
      </span>
    </li>
  );
}
