"use client";

import { type ComponentPropsWithoutRef, forwardRef, useRef, useState } from "react";
import { enLive } from "../../locales/enLive.js";
import { useLobby } from "../../react/useLobby.js";
import { cx } from "../cx.js";
import { Drawing } from "../Drawing.js";
import { usePartLocale } from "../usePartLocale.js";
import { CommentComposer } from "./CommentComposer.js";
import { CommentRow } from "./CommentRow.js";
import { NewComments } from "./NewComments.js";
import { type SubmitComment, useComments } from "./useComments.js";
import { useHeldBack } from "./useHeldBack.js";
import { useSeen } from "./useSeen.js";

export interface CommentFeedProps extends Omit<ComponentPropsWithoutRef<"section">, "children" | "onSubmit"> {
  /** The topic that holds the comments: `{ comments }`, by id or as a list, each `{ id, userId, name, avatarUrl?, text, at, rating? }`. */
  readonly topic: string | null;
  /** `false`: nobody can write here. Nobody can either who is not signed in. */
  readonly composer?: boolean | undefined;
  /** Stores a comment in the app's own way; a rejection is shown, and the text kept. Without it the comment is a change of the topic, which the server's `mayChange` has to allow. */
  readonly onSubmit?: SubmitComment | undefined;
  /** Characters of a comment; 1,000 unless told otherwise. */
  readonly maxLength?: number | undefined;
  /** Comments drawn at first, and with each "Show earlier"; 20 unless told otherwise. */
  readonly pageSize?: number | undefined;
  readonly timeZone?: string | undefined;
}

/**
 * Comments as they come, newest first. What others write does not move what is being read: away from the beginning, or under the pointer, it waits behind "3 new".
 * One's own shows at once, and stays with Retry and Delete when it can't be stored.
 *
 * State: `data-status` as of `useLiveTopic`, `data-empty`, `data-held` while new ones would wait.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export const CommentFeed = forwardRef<HTMLElement, CommentFeedProps>(function CommentFeed(props, ref) {
  const { topic, composer = true, onSubmit, maxLength = 1_000, pageSize = 20, timeZone, className, ...rest } = props;
  const { live, shared, code, dir } = usePartLocale(enLive);
  const { user } = useLobby();
  const { comments, own, status, error, stale, reload, supported, post, retry, discard } = useComments(topic, onSubmit);
  const head = useRef<HTMLDivElement>(null);
  const atHead = useSeen(head);
  const [pointed, setPointed] = useState(false);
  const [pages, setPages] = useState(1);
  const known = comments ?? [];
  const held = comments !== null && (!atHead || pointed);
  const { shown, waiting, release } = useHeldBack(known, held, user?.id ?? null);
  /** Those that were there when the list was first drawn appear without ado. */
  const first = useRef<ReadonlySet<string> | null>(null);
  if (first.current === null && comments !== null) first.current = new Set(comments.map(({ id }) => id));
  if (!supported) return null;

  const drawn = shown.slice(0, pages * pageSize);
  const others = comments?.filter(({ userId }) => userId !== user?.id).length ?? 0;
  return (
    <section
      ref={ref}
      aria-label={live.comments}
      lang={code}
      dir={dir}
      {...rest}
      className={cx("lobby-comments", className)}
      data-status={status}
      data-empty={comments?.length === 0 ? "" : undefined}
      data-held={held ? "" : undefined}
    >
      {composer && user !== null && <CommentComposer maxLength={maxLength} onPost={post} />}
      <div ref={head} className="lobby-comments-head" />
      {comments !== null && <NewComments count={others} />}
      {stale && (
        <p className="lobby-comments-stale" role="status">
          {live.notLive}
        </p>
      )}
      {waiting > 0 && (
        <button
          type="button"
          className="lobby-comments-new"
          onClick={() => {
            release();
            head.current?.scrollIntoView?.({ block: "center" });
          }}
        >
          {live.newComments(waiting)}
        </button>
      )}
      {comments === null && error !== null ? (
        <div className="lobby-state" role="alert">
          <svg className="lobby-state-drawing" viewBox="0 0 120 92" aria-hidden="true">
            <Drawing drawing="cable" />
          </svg>
          <span className="lobby-state-title">{live.commentsError}</span>
          <span className="lobby-state-text">{shared.failure(error.code)}</span>
          <button type="button" className="lobby-button-quiet lobby-state-action" onClick={reload}>
            {shared.tryAgain}
          </button>
        </div>
      ) : comments === null ? (
        status !== "idle" && <Loading />
      ) : comments.length === 0 ? (
        <div className="lobby-state">
          <svg className="lobby-state-drawing" viewBox="0 0 120 92" aria-hidden="true">
            <Drawing drawing="bubbles" />
          </svg>
          <span className="lobby-state-title">{live.noComments}</span>
          <span className="lobby-state-text">{live.noCommentsText}</span>
        </div>
      ) : (
        <ol
          className="lobby-comments-list"
          onPointerEnter={(event) => setPointed(event.pointerType === "mouse")}
          onPointerLeave={() => setPointed(false)}
        >
          {drawn.map((comment) => (
            <CommentRow
              key={comment.id}
              comment={comment}
              own={own.get(comment.id)}
              fresh={first.current?.has(comment.id) === false}
              timeZone={timeZone}
              onRetry={retry}
              onDiscard={discard}
            />
          ))}
        </ol>
      )}
      {shown.length > drawn.length && (
        <button
          type="button"
          className="lobby-button-quiet lobby-comments-more"
          onClick={() => setPages((count) => count + 1)}
        >
          {live.showEarlier}
        </button>
      )}
    </section>
  );
});

function Loading() {
  const { live } = usePartLocale(enLive);
  return (
    <div className="lobby-comments-list" role="status">
      <span className="lobby-sr">{live.loadingComments}</span>
      {[14, 20, 11].map((width) => (
        <span key={width} className="lobby-comment" aria-hidden="true">
          <span className="lobby-bone lobby-comment-bone" />
          <span className="lobby-comment-main">
            <span className="lobby-bone" style={{ inlineSize: "7em", blockSize: "0.875em" }} />
            <span className="lobby-bone" style={{ inlineSize: `min(100%, ${width}em)`, blockSize: "0.875em" }} />
          </span>
        </span>
      ))}
    </div>
  );
}
