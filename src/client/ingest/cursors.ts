import type { DomainEventOf } from "../../contract/events.js";
import * as limits from "../../contract/limits.js";

/** A live message. */
export type MessageEvent = DomainEventOf<"messageReceived">;

/** A message that has a place in a log, and the events that may now be shown. */
export interface Offered {
  /** In order, without a hole between them and what was released before. */
  readonly release: readonly MessageEvent[];
  /** Something is missing before what is held: catch up. */
  readonly missing: boolean;
}

/**
 * How far one conversation's log has been shown without a hole: `{ epoch, seq }`.
 *
 * The next sequence is let through, an earlier one dropped as a repetition, a later one held until what is missing has been fetched. Before the first page
 * everything is held (subscribe → hold → fetch → drop what the page had → release). Does nothing but compute: whatever the order, repetition and loss of what is
 * offered, together with catching up it releases exactly the log, in order.
 */
export interface SequenceCursor {
  readonly epoch: string | null;
  /** The last sequence without a hole before it. */
  readonly seq: number;
  /** A page or an answer has said where to begin. */
  readonly seeded: boolean;
  readonly held: number;
  offer(event: MessageEvent, seq: number): Offered;
  /** Everything up to `seq` is held elsewhere now. `back` takes the server's word even when it is behind: its log was begun anew. */
  seed(epoch: string | null, seq: number, back?: boolean): Offered;
  /** Drops what is held: nobody is waiting for it. */
  release(): void;
}

const none: readonly never[] = [];
const nothing: Offered = { release: none, missing: false };

/** Makes a cursor at the beginning of a log of which nothing is known. */
export function createSequenceCursor(capacity: number = limits.heldMessages): SequenceCursor {
  let epoch: string | null = null;
  let seq = 0;
  let seeded = false;
  let held: { readonly seq: number; readonly event: MessageEvent }[] = [];
  let overflown = false;

  const isOther = (other: string | null) => epoch !== null && other !== null && other !== epoch;

  const hold = (event: MessageEvent, at: number) => {
    // What does not fit is not lost: catching up fetches it.
    if (held.length >= capacity) overflown = true;
    else held.push({ seq: at, event });
  };

  return {
    get epoch() {
      return epoch;
    },
    get seq() {
      return seq;
    },
    get seeded() {
      return seeded;
    },
    get held() {
      return held.length;
    },
    offer(event, at) {
      if (!seeded) {
        hold(event, at);
        return nothing;
      }
      if (isOther(event.epoch)) {
        hold(event, at);
        return { release: none, missing: true };
      }
      if (at <= seq) return nothing;
      if (at > seq + 1) {
        hold(event, at);
        return { release: none, missing: true };
      }
      seq = at;
      epoch ??= event.epoch;
      return held.length === 0 ? { release: [event], missing: false } : this.seed(epoch, seq, false, event);
    },
    seed(toEpoch, to, back = false, first?: MessageEvent) {
      const release: MessageEvent[] = first === undefined ? [] : [first];
      if (!seeded || back || isOther(toEpoch)) seq = to;
      else seq = Math.max(seq, to);
      epoch = toEpoch ?? epoch;
      seeded = true;
      const waiting = held.sort((a, b) => a.seq - b.seq);
      held = [];
      for (const one of waiting) {
        if (isOther(one.event.epoch) || one.seq <= seq) continue;
        if (one.seq === seq + 1) {
          seq = one.seq;
          release.push(one.event);
        } else held.push(one);
      }
      const missing = held.length > 0 || overflown;
      overflown = false;
      return { release, missing };
    },
    release() {
      held = [];
      overflown = false;
    },
  } satisfies SequenceCursor & { seed(...args: [string | null, number, boolean?, MessageEvent?]): Offered };
}
