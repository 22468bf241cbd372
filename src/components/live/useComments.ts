"use client";

import { useCallback, useMemo, useState } from "react";
import type { Failure } from "../../contract/errors.js";
import { type UseLiveTopicResult, useLiveTopic } from "../../react/live/useLiveTopic.js";
import { useLobby } from "../../react/useLobby.js";
import { type LiveComment, newestFirst, readComments } from "./comments.js";

/** An own comment that is not the topic's yet. */
export interface OwnComment {
  readonly comment: LiveComment;
  /** `sent`: the app has taken it; it is shown until the topic has it too. */
  readonly status: "sending" | "sent" | "failed";
  readonly failure: Failure | null;
}

/** The comments of a topic with one's own on top, and what can be done about those. */
export interface UseCommentsResult
  extends Pick<UseLiveTopicResult<unknown>, "status" | "error" | "stale" | "reload" | "supported"> {
  /** Newest first; `null` before they are known. */
  readonly comments: readonly LiveComment[] | null;
  /** Those of one's own that are on their way or have failed, by id. */
  readonly own: ReadonlyMap<string, OwnComment>;
  readonly post: (text: string) => void;
  readonly retry: (id: string) => void;
  readonly discard: (id: string) => void;
}

/** The app's own way to store a comment; a rejection is shown, with the text. */
export type SubmitComment = (text: string) => void | Promise<void>;

/** Comments, and posting them: by the app's function, or as a change of the topic under an id of its own. What was written stays until it is stored or deleted by hand. */
export function useComments(topic: string | null, onSubmit: SubmitComment | undefined): UseCommentsResult {
  const { user } = useLobby();
  const { state, status, error, stale, reload, supported, change, version } = useLiveTopic(topic, {
    validate: readComments,
  });
  const [own, setOwn] = useState<ReadonlyMap<string, OwnComment>>(new Map());

  const put = useCallback((id: string, next: OwnComment | null) => {
    setOwn((before) => {
      const after = new Map(before);
      if (next === null) after.delete(id);
      else after.set(id, next);
      return after;
    });
  }, []);
  const send = useCallback(
    async (comment: LiveComment) => {
      const { id } = comment;
      put(id, { comment, status: "sending", failure: null });
      if (onSubmit === undefined) {
        // Under its own id it means the same whatever others write meanwhile.
        const value = { ...comment };
        const outcome = await change([{ op: "set", path: ["comments", id], value }], { rebase: true });
        return put(id, outcome.ok ? null : { comment, status: "failed", failure: outcome.failure });
      }
      try {
        await onSubmit(comment.text);
        put(id, { comment, status: "sent", failure: null });
      } catch {
        put(id, { comment, status: "failed", failure: null });
      }
    },
    [change, onSubmit, put],
  );

  const post = useCallback(
    (text: string) => {
      if (user === null) return;
      const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
      const { name = "", avatarUrl } = user;
      const comment = { id, userId: user.id, name, text, at: Date.now() };
      void send(avatarUrl === undefined ? comment : { ...comment, avatarUrl });
    },
    [user, send],
  );
  const retry = useCallback(
    (id: string) => {
      const failed = own.get(id);
      if (failed?.status === "failed") void send(failed.comment);
    },
    [own, send],
  );
  const discard = useCallback((id: string) => put(id, null), [put]);

  const comments = useMemo(() => {
    // Nobody has set the topic: there are no comments, which is not the same as not knowing them.
    const known = state ?? (version === 0 ? [] : null);
    if (own.size === 0) return known;
    const there = known ?? [];
    const missing = [...own.values()].filter((one) => !there.some((comment) => isSame(comment, one)));
    return [...there, ...missing.map(({ comment }) => comment)].sort(newestFirst);
  }, [state, version, own]);

  return useMemo(
    () => ({ comments, own, status, error, stale, reload, supported, post, retry, discard }),
    [comments, own, status, error, stale, reload, supported, post, retry, discard],
  );
}

/** Whether a comment of the topic is that own one: by id, or what the app's server made of it under an id of its own. */
function isSame(comment: LiveComment, { comment: own, status }: OwnComment): boolean {
  if (comment.id === own.id) return true;
  return (
    status !== "failed" &&
    comment.userId === own.userId &&
    comment.text.trim() === own.text &&
    Math.abs(comment.at - own.at) < 60_000
  );
}
