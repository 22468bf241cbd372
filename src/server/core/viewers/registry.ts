import type { User } from "../../../contract/connection.js";
import type { Clock, Timer } from "../../clock.js";

/** Between two counts of one viewable. */
export const countEveryMs = 1_000;
/** From the end of a connection to its user not being counted any more: it may be a tunnel or a reload. */
export const graceMs = 10_000;
/** Viewables whose peak is remembered while nobody looks. */
const rememberedPeaks = 10_000;

/** A count that is to be told. */
export interface ViewerTally {
  readonly viewableId: string;
  readonly count: number;
  readonly peak: number;
}

/** Who views what. People are counted, not their tabs: the count is how many there are in a map, so it can't be wrong by a lost goodbye or go below zero. */
export interface ViewerRegistry {
  join(viewableId: string, sessionId: string, user: User): ViewerTally;
  /** He has gone on purpose: he is not counted from now on, unless another session of his views it. */
  leave(viewableId: string, sessionId: string, userId: string): void;
  /** His connection has ended: he is counted for a moment longer. */
  lose(viewableId: string, sessionId: string, userId: string): void;
  count(viewableId: string): number;
  /** In order of coming. */
  people(viewableId: string): readonly User[];
  /** Ends its timers. */
  close(): void;
}

interface Viewer {
  user: User;
  readonly sessions: Set<string>;
  leaving: Timer | null;
}

interface Viewable {
  readonly viewers: Map<string, Viewer>;
  peak: number;
  /** The count that everybody has heard. */
  told: number;
  /** Somebody was answered another count than the one told. */
  differs: boolean;
  pause: Timer | null;
}

/**
 * Makes the registry. In memory: after a restart everybody joins anew.
 *
 * @param tell is given a count that has changed: the first change of a quiet moment at once, and while more come the newest one a second
 */
export function viewerRegistry(clock: Clock, tell: (tally: ViewerTally) => void): ViewerRegistry {
  const viewables = new Map<string, Viewable>();
  const peaks = new Map<string, number>();

  const tally = (viewableId: string, { viewers, peak }: Viewable): ViewerTally => ({
    viewableId,
    count: viewers.size,
    peak,
  });

  const forget = (viewableId: string, { peak }: Viewable) => {
    viewables.delete(viewableId);
    peaks.set(viewableId, peak);
    const [oldest] = peaks.keys();
    if (peaks.size > rememberedPeaks && oldest !== undefined) peaks.delete(oldest);
  };

  const changed = (viewableId: string, viewable: Viewable) => {
    if (viewable.pause !== null) return;
    const { viewers, told, differs } = viewable;
    if (viewers.size === 0) return forget(viewableId, viewable);
    if (viewers.size === told && !differs) return;
    viewable.told = viewers.size;
    viewable.differs = false;
    viewable.pause = clock.setTimeout(() => {
      viewable.pause = null;
      changed(viewableId, viewable);
    }, countEveryMs);
    tell(tally(viewableId, viewable));
  };

  const remove = (viewableId: string, viewable: Viewable, userId: string) => {
    viewable.viewers.delete(userId);
    changed(viewableId, viewable);
  };

  const stay = (viewer: Viewer) => {
    if (viewer.leaving !== null) clock.clearTimeout(viewer.leaving);
    viewer.leaving = null;
  };

  /** Takes a session away; answers its viewer when that was his last one. */
  const without = (viewableId: string, sessionId: string, userId: string) => {
    const viewable = viewables.get(viewableId);
    const viewer = viewable?.viewers.get(userId);
    if (viewable === undefined || !viewer?.sessions.delete(sessionId) || viewer.sessions.size > 0) return null;
    return { viewable, viewer };
  };

  return {
    join(viewableId, sessionId, user) {
      let viewable = viewables.get(viewableId);
      if (viewable === undefined) {
        const peak = peaks.get(viewableId) ?? 0;
        peaks.delete(viewableId);
        viewable = { viewers: new Map(), peak, told: 0, differs: false, pause: null };
        viewables.set(viewableId, viewable);
      }
      const viewer = viewable.viewers.get(user.id) ?? { user, sessions: new Set(), leaving: null };
      stay(viewer);
      viewer.user = user;
      viewer.sessions.add(sessionId);
      viewable.viewers.set(user.id, viewer);
      viewable.peak = Math.max(viewable.peak, viewable.viewers.size);
      changed(viewableId, viewable);
      if (viewable.viewers.size !== viewable.told) viewable.differs = true;
      return tally(viewableId, viewable);
    },
    leave(viewableId, sessionId, userId) {
      const last = without(viewableId, sessionId, userId);
      if (last !== null) remove(viewableId, last.viewable, userId);
    },
    lose(viewableId, sessionId, userId) {
      const last = without(viewableId, sessionId, userId);
      if (last === null) return;
      last.viewer.leaving = clock.setTimeout(() => remove(viewableId, last.viewable, userId), graceMs);
    },
    count: (viewableId) => viewables.get(viewableId)?.viewers.size ?? 0,
    people: (viewableId) => Array.from(viewables.get(viewableId)?.viewers.values() ?? [], ({ user }) => user),
    close() {
      for (const { viewers, pause } of viewables.values()) {
        if (pause !== null) clock.clearTimeout(pause);
        for (const viewer of viewers.values()) stay(viewer);
      }
    },
  };
}
