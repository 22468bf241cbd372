"use client";

import { type ComponentPropsWithoutRef, type CSSProperties, forwardRef } from "react";
import { enGifts } from "../../locales/enGifts.js";
import type { GiftTarget } from "../../react/gifts/giftTarget.js";
import { type UseGiftLeaderboardResult, useGiftLeaderboard } from "../../react/gifts/useGiftLeaderboard.js";
import { useLobby } from "../../react/useLobby.js";
import { Avatar } from "../Avatar.js";
import { cx } from "../cx.js";
import { Coin } from "../gift-art/Coin.js";
import { usePartLocale } from "../usePartLocale.js";
import { GiftRowBones } from "./GiftRowBones.js";
import { GiftState } from "./GiftState.js";
import { Medal } from "./Medal.js";

export interface GiftLeaderboardProps extends Omit<ComponentPropsWithoutRef<"section">, "children"> {
  /** Where the gifts are given. */
  readonly target: GiftTarget;
  /** How many are shown; 10. */
  readonly max?: number | undefined;
}

type Leader = UseGiftLeaderboardResult["leaders"][number];

/**
 * Who has given how much, most generous first; the first three with a medal, the reader's own row marked.
 *
 * State: `data-status` `idle`, `loading`, `ready`, `error` or `unsupported`; rows `data-own` and `data-rank`.
 */
export const GiftLeaderboard = forwardRef<HTMLElement, GiftLeaderboardProps>(function GiftLeaderboard(
  { target, max = 10, className, ...rest },
  ref,
) {
  const { leaders, status, reload } = useGiftLeaderboard(target);
  const { gifts, shared } = usePartLocale(enGifts);
  const userId = useLobby().user?.id;
  const most = leaders[0]?.total ?? 0;
  return (
    <section
      ref={ref}
      aria-label={gifts.leaders}
      {...rest}
      className={cx("lobby-gift-leaders", className)}
      data-status={status}
    >
      <h3 className="lobby-gift-heading">{gifts.leaders}</h3>
      {leaders.length > 0 ? (
        <ol className="lobby-gift-list">
          {leaders.slice(0, max).map((leader, index) => (
            <LeaderRow
              key={leader.userId}
              leader={leader}
              rank={index + 1}
              own={leader.userId === userId}
              share={most === 0 ? 0 : leader.total / most}
            />
          ))}
        </ol>
      ) : status === "error" ? (
        <GiftState
          drawing="cable"
          title={gifts.leadersError}
          action={
            <button type="button" className="lobby-button" onClick={() => void reload()}>
              {shared.tryAgain}
            </button>
          }
        />
      ) : status === "ready" ? (
        <GiftState drawing="present" title={gifts.leadersEmpty} />
      ) : status === "unsupported" ? (
        <GiftState drawing="present" title={gifts.unsupported} />
      ) : (
        <GiftRowBones label={gifts.loading} />
      )}
    </section>
  );
});

function LeaderRow(props: {
  readonly leader: Leader;
  readonly rank: number;
  readonly own: boolean;
  readonly share: number;
}) {
  const { leader, rank, own, share } = props;
  const { gifts, shared, format } = usePartLocale(enGifts);
  const { userId, total, avatarUrl } = leader;
  const name = leader.name ?? shared.someone;
  return (
    <li className="lobby-gift-leader" data-own={own ? "" : undefined} data-rank={rank}>
      <span className="lobby-gift-rank">
        <span className="lobby-sr">{gifts.rank(rank)}</span>
        {rank === 1 || rank === 2 || rank === 3 ? (
          <Medal rank={rank} label={format.number(rank)} />
        ) : (
          <span aria-hidden="true">{format.number(rank)}</span>
        )}
      </span>
      <Avatar userId={userId} name={leader.name} src={avatarUrl} size={36} aria-hidden="true" />
      <span className="lobby-gift-leader-words">
        <span className="lobby-name">
          <bdi>{own ? shared.you : name}</bdi>
        </span>
        <span className="lobby-gift-share" style={{ "--lobby-share": share } as CSSProperties} />
      </span>
      <span className="lobby-gift-total">
        <Coin />
        <span className="lobby-sr">{gifts.coins(total)}</span>
        <span aria-hidden="true">{format.number(total)}</span>
      </span>
    </li>
  );
}
