import { defined } from "../../contract/defined.js";
import { isRetryable } from "../../contract/errors.js";
import type { Timer } from "../environment.js";
import type { FeatureHost } from "../feature.js";
import type { AttentionSignal, ListenForAttention } from "./attention.js";
import { ownStatusChanged } from "./presenceActions.js";
import type { OwnStatus } from "./presenceState.js";
import { selectOwnStatus } from "./selectors.js";

/** Hidden or without focus for so long is away: a look into another tab is not. */
export const awayAfterMs = 10_000;
/** Not touched for so long is away too, unless something is being done that needs no touching (an activity is set). */
export const idleAfterMs = 300_000;
/** Between two words to the server. */
const everyMs = 1_000;
const retryMs = 5_000;
/** Longest activity that servers take. */
const activityLength = 120;

/** What this page tells of its own user. */
export interface OwnPresence {
  /** Watches whether the page is looked at, and tells the server, until every caller has stopped. */
  follow(): () => void;
  /** What he does, in the app's words; cut at 120 characters. `null` or nothing but space: no more of it. */
  setActivity(activity: string | null): void;
  /** Away by his own word, whatever the page sees; `false` leaves it to the page again. */
  setAway(away: boolean): void;
  ready(): void;
  down(): void;
  reset(): void;
}

/**
 * Makes the page's word on its own user: online while it is looked at, away when it is hidden or without focus for ten seconds or untouched for five minutes. Timers
 * that a browser throttles in the background come late by a minute at most, and change nothing else: that the page lives, the connection tells.
 */
export function createOwnPresence(host: FeatureHost, listen: ListenForAttention): OwnPresence {
  const { environment } = host;
  let followers = 0;
  let stopping: Timer | null = null;
  let stop: (() => void) | null = null;
  let activity: string | null = null;
  let awayByHand = false;
  let looking = true;
  let usedAt = 0;
  let away: Timer | null = null;
  let idle: Timer | null = null;
  /** What the server knows of this session; `null`: nothing yet. */
  let said: OwnStatus | null = null;
  let nextAt = 0;
  let later: Timer | null = null;

  const clear = (timer: Timer | null) => {
    if (timer !== null) environment.clearTimeout(timer);
    return null;
  };
  const word = (): OwnStatus => ({ status: awayByHand || !looking ? "away" : "online", activity });
  const same = (a: OwnStatus, b: OwnStatus | null) => a.status === b?.status && a.activity === b.activity;

  const show = (mine: OwnStatus) => {
    if (host.user() === null || same(mine, selectOwnStatus(host.store().getState()))) return;
    host.store().dispatch(ownStatusChanged(mine));
  };

  const tell = () => {
    later = null;
    const line = stop === null ? null : host.line();
    if (line === null || !line.ready) return;
    const mine = word();
    if (same(mine, said)) return;
    const { session } = line;
    said = mine;
    nextAt = environment.now() + everyMs;
    void line
      .execute("setPresence", defined({ status: mine.status, activity: mine.activity ?? undefined }))
      .then((outcome) => {
        if (outcome.ok || session?.isCurrent() !== true || said !== mine || !isRetryable(outcome.failure.code)) return;
        said = null;
        later ??= environment.setTimeout(tell, outcome.failure.retryAfterMs ?? retryMs);
      });
  };

  const changed = () => {
    if (stop === null) return;
    const line = host.line();
    if (line?.ready) show(word());
    // No longer than that: the clock may have been set back since.
    const wait = Math.min(everyMs, nextAt - environment.now());
    later ??= wait <= 0 ? null : environment.setTimeout(tell, wait);
    if (later === null) tell();
  };

  const setLooking = (value: boolean) => {
    away = clear(away);
    if (looking === value) return;
    looking = value;
    changed();
  };

  const watchIdle = () => {
    const left = activity !== null ? idleAfterMs : usedAt + idleAfterMs - environment.now();
    if (left > 0) idle = environment.setTimeout(watchIdle, left);
    else {
      idle = null;
      setLooking(false);
    }
  };

  const look = () => {
    usedAt = environment.now();
    setLooking(true);
    if (idle === null) watchIdle();
  };
  const lookAway = () => {
    if (looking) away ??= environment.setTimeout(() => setLooking(false), awayAfterMs);
  };
  const attend = (signal: AttentionSignal) => {
    if (signal === "leave") {
      // Nothing runs in this page after this: not a second later, but now.
      setLooking(false);
      later = clear(later);
      tell();
    } else if (signal === "blur") lookAway();
    else if (!environment.isHidden()) look();
  };

  const start = () => {
    const stopSignals = environment.onSignal((signal) => {
      if (signal === "hidden") lookAway();
      else if (signal === "visible" || signal === "pageshow") attend("focus");
    });
    const stopAttention = listen(attend);
    stop = () => {
      stopSignals();
      stopAttention();
    };
    looking = true;
    usedAt = environment.now();
    watchIdle();
    if (environment.isHidden()) lookAway();
    changed();
  };

  const end = () => {
    stopping = null;
    activity = null;
    awayByHand = false;
    looking = true;
    // Nobody goes on telling: what is true of every connected page is told last.
    show(host.line()?.ready ? word() : { status: "offline", activity });
    tell();
    stop?.();
    stop = null;
    [away, idle, later] = [clear(away), clear(idle), clear(later)];
  };

  return {
    follow() {
      followers += 1;
      stopping = clear(stopping);
      if (stop === null) start();
      let released = false;
      return () => {
        if (released) return;
        released = true;
        followers -= 1;
        if (followers === 0) stopping = environment.setTimeout(end, host.timings.lingerMs);
      };
    },
    setActivity(next) {
      activity = next?.trim().slice(0, activityLength) || null;
      changed();
    },
    setAway(value) {
      awayByHand = value;
      changed();
    },
    ready() {
      nextAt = 0;
      later = clear(later);
      changed();
    },
    down() {
      said = null;
      later = clear(later);
      if (stop !== null) show({ status: "offline", activity });
    },
    reset() {
      said = null;
      activity = null;
      awayByHand = false;
      later = clear(later);
    },
  };
}
