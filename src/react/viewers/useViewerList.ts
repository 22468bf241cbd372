"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { viewersFeature } from "../../client/viewers/viewersFeature.js";
import type { User } from "../../contract/connection.js";
import type { Failure } from "../../contract/errors.js";
import { useFeature } from "../useFeature.js";
import { useKeyed } from "../useKeyed.js";

/** Who views something. */
export interface UseViewerListResult {
  /** Who came first stands first; at most 200. */
  readonly viewers: readonly User[];
  /** How many more there are. */
  readonly more: number;
  readonly status: "idle" | "loading" | "ready" | "error";
  /** `FORBIDDEN` where the app shows no names. */
  readonly error: Failure | null;
  /** Asks again; what is shown stays meanwhile. Stable. */
  readonly reload: () => void;
}

/** What is known, and of whose viewers. */
interface Answer extends Omit<UseViewerListResult, "reload"> {
  readonly of: string | null;
}

const nobody = { viewers: [], more: 0, error: null } as const;

/**
 * Who the viewers are, asked once when it is first used and then only by `reload`: counts come by themselves, names only to those who want them. `null` asks
 * nothing. What is asked for must be viewed by this page (`useViewerCount`, `ActiveViewers`), and the app must allow it.
 *
 * @throws LobbyError `provider-missing`.
 */
export function useViewerList(viewableId: string | null): UseViewerListResult {
  const { list, counts } = useFeature(viewersFeature);
  // Names are for those who are counted themselves: before that the question would be refused.
  const counted = useKeyed(counts, viewableId) !== undefined;
  const [answer, setAnswer] = useState<Answer>({ ...nobody, of: null, status: "idle" });
  const latest = useRef(0);
  const reload = useCallback(() => {
    latest.current += 1;
    const own = latest.current;
    const of = viewableId;
    if (of === null) return setAnswer({ ...nobody, of, status: "idle" });
    setAnswer((before) => ({ ...(before.of === of ? before : { ...nobody, of }), status: "loading" }));
    void list(of).then((outcome) => {
      // An answer to an earlier question, or to a component that is gone, is nobody's.
      if (own !== latest.current) return;
      if (outcome.ok) setAnswer({ ...outcome.value, of, status: "ready", error: null });
      else setAnswer({ ...nobody, of, status: "error", error: outcome.failure });
    });
  }, [list, viewableId]);
  useEffect(() => {
    if (counted || viewableId === null) reload();
    else setAnswer({ ...nobody, of: viewableId, status: "loading" });
    return () => {
      latest.current += 1;
    };
  }, [reload, counted, viewableId]);
  // Never the viewers of one thing under the name of another.
  const unknown: Answer = { ...nobody, of: viewableId, status: viewableId === null ? "idle" : "loading" };
  const { of: _of, ...shown } = answer.of === viewableId ? answer : unknown;
  return { ...shown, reload };
}
