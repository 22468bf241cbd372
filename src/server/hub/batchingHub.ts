import * as limits from "../../contract/limits.js";
import type { NativeEvent } from "../../protocols/native/wire.js";
import { type Clock, systemClock, type Timer } from "../clock.js";
import type { Audience, Hub } from "../core/hub.js";
import { type Reporter, safeReporter } from "../report.js";
import type { Broadcaster } from "./broadcaster.js";

/** Options of {@link batchingHub}. */
export interface BatchingHubOptions {
  /** Milliseconds between packets while events keep coming; 40 unless told otherwise, 0 sends every event by itself. */
  readonly batchMs?: number;
  readonly clock?: Clock;
  readonly onReport?: Reporter;
}

/** A {@link Hub} that also can be emptied. */
export interface BatchingHub extends Hub {
  /** Sends what waits, at once. */
  flush(): void;
  /** Sends what waits and ends all timers; what is published later goes at once. */
  close(): void;
}

interface Lane {
  readonly audiences: readonly Audience[];
  waiting: { readonly event: NativeEvent; readonly except: Audience | undefined }[];
  timer: Timer;
}

/**
 * A hub that spares packets, because the packet is the cost and not the event: the first event of a quiet moment goes at once, and while more come
 * they go together, one packet every `batchMs`, at most 500 events each, in the order they were published.
 *
 * The lane is the set of audiences: events to the same set keep their order, and a session in several of them hears each event once because the transport
 * is given the whole set. Lanes are not ordered among each other; the core publishes all of a conversation's messages to the same set.
 */
export function batchingHub(broadcaster: Broadcaster, options: BatchingHubOptions = {}): BatchingHub {
  const batchMs = options.batchMs ?? 40;
  const clock = options.clock ?? systemClock();
  const report = safeReporter(options.onReport ?? (() => {}));
  const lanes = new Map<string, Lane>();
  let closed = false;

  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      report({ kind: "fault", during: "broadcast", code: "UNAVAILABLE", error });
    }
  };

  const sendAll = (lane: Lane) => {
    const waiting = lane.waiting;
    lane.waiting = [];
    for (const { events, except } of packets(waiting)) {
      attempt(() => broadcaster.send(lane.audiences, events, except));
    }
  };

  const arm = (key: string, lane: Lane) => {
    lane.timer = clock.setTimeout(() => {
      // A whole interval without an event: the moment is quiet again.
      if (lane.waiting.length === 0) lanes.delete(key);
      else {
        sendAll(lane);
        arm(key, lane);
      }
    }, batchMs);
  };

  const flush = () => {
    for (const lane of lanes.values()) sendAll(lane);
  };

  return {
    join: (sessionId, audience) => attempt(() => broadcaster.join(sessionId, audience)),
    leave: (sessionId, audience) => attempt(() => broadcaster.leave(sessionId, audience)),
    size: (audience) => broadcaster.size(audience),
    sessions: (audience) => broadcaster.sessions(audience),
    publish: (audiences, event, { except } = {}) => {
      if (batchMs <= 0 || closed) return attempt(() => broadcaster.send(audiences, [event], except));
      const key = [...audiences].sort().join(" ");
      const lane = lanes.get(key);
      if (lane === undefined) {
        attempt(() => broadcaster.send(audiences, [event], except));
        const opened: Lane = { audiences, waiting: [], timer: 0 };
        lanes.set(key, opened);
        arm(key, opened);
        return;
      }
      lane.waiting.push({ event, except });
      // Bounded even if the timer is late.
      if (lane.waiting.length >= limits.batchEvents) sendAll(lane);
    },
    tell: (sessionId, event) => attempt(() => broadcaster.tell(sessionId, [event])),
    end: (target, bye) => attempt(() => broadcaster.end(target, bye)),
    flush,
    close: () => {
      closed = true;
      flush();
      for (const lane of lanes.values()) clock.clearTimeout(lane.timer);
      lanes.clear();
    },
  };
}

/** Cuts a list into packets: neighbours that leave out the same audience go together. */
function packets(waiting: Lane["waiting"]): { events: NativeEvent[]; except: Audience | undefined }[] {
  const out: { events: NativeEvent[]; except: Audience | undefined }[] = [];
  for (const { event, except } of waiting) {
    const last = out.at(-1);
    if (last !== undefined && last.except === except && last.events.length < limits.batchEvents)
      last.events.push(event);
    else out.push({ events: [event], except });
  }
  return out;
}
