"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { enLive } from "../../locales/enLive.js";
import { useLiveTopic } from "../../react/live/useLiveTopic.js";
import { cx } from "../cx.js";
import { usePartLocale } from "../usePartLocale.js";
import { formatAverage, formatShare } from "./priceFormat.js";
import { RateInput } from "./RateInput.js";
import { type RatingState, readRating } from "./ratingState.js";
import { Stars } from "./Stars.js";
import { useBeat } from "./useBeat.js";

export interface CourseRatingProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** The topic that holds the rating, as `{ average, count, distribution? }`. */
  readonly topic: string | null;
  /** Bars of how many gave how many stars, where the topic tells. */
  readonly distribution?: boolean | undefined;
  /** Own stars, where they are known. */
  readonly myRating?: number | null | undefined;
  /** Takes the user's own rating, 1 to 5. A rejection is shown, and the stars go back to what they were. Without it none is asked for. */
  readonly onRate?: ((stars: number) => void | Promise<void>) | undefined;
}

/**
 * A rating that changes while one looks: five stars with the exact fraction, the average, how many gave it, and how many gave which. A change bumps once.
 *
 * State: `data-status` as of `useLiveTopic`, `data-empty`, `data-beat` at a change.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export const CourseRating = forwardRef<HTMLDivElement, CourseRatingProps>(function CourseRating(props, ref) {
  const { topic, distribution = false, myRating = null, onRate, className, ...rest } = props;
  const { live, shared, code, dir } = usePartLocale(enLive);
  const { state, status, stale, error, version, reload, supported } = useLiveTopic(topic, { validate: readRating });
  const beat = useBeat(state === null ? null : `${state.average} ${state.count}`);
  if (!supported) return null;
  const loading = state === null && (status === "loading" || status === "stale");
  const empty = state === null || state.count === 0;
  return (
    <div
      ref={ref}
      lang={code}
      dir={dir}
      {...rest}
      className={cx("lobby-rating", className)}
      data-status={status}
      data-empty={empty && version !== null ? "" : undefined}
      data-beat={beat === 0 ? undefined : beat % 2}
    >
      {loading ? (
        <div className="lobby-rating-summary" role="status">
          <span className="lobby-sr">{live.loadingRating}</span>
          <span className="lobby-bone lobby-rating-bone" aria-hidden="true" />
        </div>
      ) : error !== null && state === null ? (
        <p className="lobby-live-error" role="alert">
          <span>{shared.failure(error.code)}</span>
          <button type="button" className="lobby-button-link" onClick={reload}>
            {shared.tryAgain}
          </button>
        </p>
      ) : (
        <div className="lobby-rating-summary" title={stale ? live.notLive : undefined}>
          {!empty && (
            <span className="lobby-rating-average" aria-hidden="true">
              {formatAverage(code, state.average)}
            </span>
          )}
          <Stars value={empty ? 0 : state.average} />
          <span className="lobby-rating-count" aria-hidden="true">
            {empty ? live.noRatings : live.ratings(state.count)}
          </span>
          <span className="lobby-sr">
            {empty ? live.noRatings : live.ratingOf(formatAverage(code, state.average), state.count)}
            {stale && ` ${live.notLive}`}
          </span>
        </div>
      )}
      {distribution && state?.distribution !== undefined && <Distribution rating={state} />}
      {onRate !== undefined && <RateInput value={myRating} onRate={onRate} />}
    </div>
  );
});

function Distribution({ rating: { distribution = [] } }: { readonly rating: RatingState }) {
  const { live, code, format } = usePartLocale(enLive);
  const total = distribution.reduce((sum, count) => sum + count, 0);
  return (
    <ul className="lobby-rating-bars">
      {[5, 4, 3, 2, 1].map((stars) => {
        const share = total === 0 ? 0 : (distribution[stars - 1] ?? 0) / total;
        return (
          <li key={stars} className="lobby-rating-bar">
            <span className="lobby-sr">{live.share(stars, formatShare(code, share))}</span>
            <span className="lobby-rating-stars" aria-hidden="true">
              {format.number(stars)}
            </span>
            <span className="lobby-rating-track" aria-hidden="true">
              <span style={{ transform: `scaleX(${share})` }} />
            </span>
            <span className="lobby-rating-share" aria-hidden="true">
              {formatShare(code, share)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
