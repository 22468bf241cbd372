"use client";

import { useCallback, useEffect, useMemo, useRef } from "react";
import { liveFeature } from "../../client/live/liveFeature.js";
import type { TopicConflict, TopicStatus } from "../../client/live/liveState.js";
import type { ChangeOptions, ChangeOutcome } from "../../client/live/topicChanges.js";
import { demandId } from "../../contract/demandId.js";
import { type Failure, refused } from "../../contract/errors.js";
import type { Patch } from "../../contract/live.js";
import type { JsonValue } from "../../contract/schema.js";
import { useFeature } from "../useFeature.js";
import { useKeyed } from "../useKeyed.js";
import { useLobby } from "../useLobby.js";

/** Options of {@link useLiveTopic}. */
export interface UseLiveTopicOptions<T> {
  /**
   * Reads the state, which comes from the network: answers it with its type, or throws when it is not what it should be (`schema.parse` of Zod fits). Called once for
   * each state, so an inline function costs nothing.
   */
  readonly validate: (state: unknown) => T;
}

/** A topic: its state, how far that can be trusted, and stable functions. */
export interface UseLiveTopicResult<T> {
  /** As the server has it, with own changes that it has not taken yet. `null` while loading, without a topic, and when `validate` refuses it. Parts that did not change are the same objects. */
  readonly state: T | null;
  /** Of the server's state; `null` while loading, 0 before anybody has set the topic. */
  readonly version: number | null;
  /** `idle`: no topic, nobody signed in, or a server that can't. */
  readonly status: "idle" | TopicStatus;
  /** Shown as the server had it: the connection is lost, or something was missed. Over as soon as it is renewed. */
  readonly stale: boolean;
  /** Why `status` is `error`. */
  readonly error: Failure | null;
  /** The last own change that came too late: somebody else was faster, and the server's state holds. */
  readonly conflict: TopicConflict | null;
  /** How many own changes the server has not taken yet. */
  readonly pendingCount: number;
  /** Whether this server has live data at all. */
  readonly supported: boolean;
  /** Changes the topic: shown at once, then sent; without a connection it waits. Never rejects. Stable. */
  readonly change: (patches: readonly Patch[], options?: ChangeOptions) => Promise<ChangeOutcome>;
  /** Stable. */
  readonly dismissConflict: () => void;
  /** Asks for the topic again after `error`. Stable. */
  readonly reload: () => void;
}

const asItIs = (state: unknown) => state;

/**
 * A state that changes while one looks: the server's, step by step, and again after every reconnect. Any number of components may follow the same topic; the
 * server hears of it once. `null` as topic is quiet.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 *
 * @example
 * const { state } = useLiveTopic("course-7-rating", { validate: ratingSchema.parse });
 */
export function useLiveTopic(topic: string | null): UseLiveTopicResult<JsonValue>;
export function useLiveTopic<T>(topic: string | null, options: UseLiveTopicOptions<T>): UseLiveTopicResult<T>;
export function useLiveTopic<T>(topic: string | null, options?: UseLiveTopicOptions<T>): UseLiveTopicResult<unknown> {
  const { user, capabilities } = useLobby();
  const live = useFeature(liveFeature);
  if (topic !== null) demandId(topic, "a topic");
  const followed = user === null || !capabilities.live ? null : topic;
  useEffect(() => {
    if (followed !== null) return live.followTopic(followed);
  }, [live, followed]);
  const known = useKeyed(live.topics, followed);
  const read = useRead(known === undefined || known.version === null ? undefined : known.state, options?.validate);

  const change = useCallback(
    async (patches: readonly Patch[], how?: ChangeOptions) =>
      topic === null ? refused("NOT_FOUND", "no topic") : live.changeTopic(topic, patches, how),
    [live, topic],
  );
  const dismissConflict = useCallback(() => {
    if (topic !== null) live.dismissConflict(topic);
  }, [live, topic]);
  const reload = useCallback(() => {
    if (topic !== null) live.reloadTopic(topic);
  }, [live, topic]);

  return useMemo(() => {
    const status = followed === null ? "idle" : (known?.status ?? "loading");
    return {
      state: read.state,
      version: known?.version ?? null,
      status: read.failure === null ? status : "error",
      stale: status === "stale",
      error: read.failure ?? known?.failure ?? null,
      conflict: known?.conflict ?? null,
      pendingCount: known?.pending.length ?? 0,
      supported: capabilities.live,
      change,
      dismissConflict,
      reload,
    };
  }, [known, read, followed, capabilities, change, dismissConflict, reload]);
}

interface Read {
  readonly of: JsonValue | undefined;
  readonly state: unknown;
  readonly failure: Failure | null;
}

/** The state as the app's function reads it: the same answer while the state is the same object, whatever the function's identity. */
function useRead(state: JsonValue | undefined, validate: ((state: unknown) => unknown) | undefined): Read {
  const last = useRef<Read | null>(null);
  if (last.current === null || last.current.of !== state) last.current = readBy(state, validate ?? asItIs);
  return last.current;
}

function readBy(of: JsonValue | undefined, validate: (state: unknown) => unknown): Read {
  // Nothing known yet, or nobody has set it: there is nothing to be judged.
  if (of === undefined || of === null) return { of, state: null, failure: null };
  try {
    return { of, state: validate(of), failure: null };
  } catch {
    return { of, state: null, failure: { code: "INVALID", message: "the state is not what validate expects" } };
  }
}
