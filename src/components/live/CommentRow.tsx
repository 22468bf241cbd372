"use client";

import { memo } from "react";
import { enLive } from "../../locales/enLive.js";
import { Avatar } from "../Avatar.js";
import { useHydrated } from "../useHydrated.js";
import { useNow } from "../useNow.js";
import { usePartLocale } from "../usePartLocale.js";
import type { LiveComment } from "./comments.js";
import { Stars } from "./Stars.js";
import type { OwnComment } from "./useComments.js";

export interface CommentRowProps {
  readonly comment: LiveComment;
  readonly own: OwnComment | undefined;
  /** It came while the list was on the screen. */
  readonly fresh: boolean;
  readonly timeZone: string | undefined;
  readonly onRetry: (id: string) => void;
  readonly onDiscard: (id: string) => void;
}

/** One comment. State: `data-status` of an own one that is not stored yet, `data-fresh`. */
export const CommentRow = memo(function CommentRow(props: CommentRowProps) {
  const { comment, own, fresh, timeZone, onRetry, onDiscard } = props;
  const { live, shared, format } = usePartLocale(enLive);
  const now = useNow();
  const hydrated = useHydrated();
  const { id, userId, name, avatarUrl, text, at, rating } = comment;
  const zone = timeZone ?? (hydrated ? undefined : "UTC");
  const author = name === "" ? shared.someone : name;
  const failed = own?.status === "failed";
  return (
    <li className="lobby-comment" data-status={own?.status} data-fresh={fresh ? "" : undefined}>
      <Avatar userId={userId} name={author} src={avatarUrl} size={36} aria-hidden="true" />
      <article className="lobby-comment-main">
        <div className="lobby-comment-head">
          <span className="lobby-name lobby-comment-author" dir="auto">
            {author}
          </span>
          <time className="lobby-comment-time" dateTime={new Date(at).toISOString()} title={format.exact(at, zone)}>
            {own?.status === "sending" ? live.posting : format.brief(at, now, zone)}
          </time>
        </div>
        {rating !== undefined && (
          <span className="lobby-comment-rating">
            <Stars value={rating} />
            <span className="lobby-sr">{live.rated(rating)}</span>
          </span>
        )}
        <p className="lobby-comment-text" dir="auto">
          {text}
        </p>
        {failed && (
          <div className="lobby-comment-failed" role="alert">
            <span>
              {live.notPosted}
              {own.failure !== null && ` ${shared.failure(own.failure.code)}`}
            </span>
            <button type="button" className="lobby-button-link" onClick={() => onRetry(id)}>
              {shared.retry}
            </button>
            <button type="button" className="lobby-button-link" data-danger="" onClick={() => onDiscard(id)}>
              {shared.delete}
            </button>
          </div>
        )}
      </article>
    </li>
  );
});
