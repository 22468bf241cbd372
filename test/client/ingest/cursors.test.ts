import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSequenceCursor, type MessageEvent } from "../../../src/client/ingest/cursors.js";

const event = (seq: number, epoch = "e1"): MessageEvent => ({
  type: "messageReceived",
  epoch,
  message: {
    id: `m${epoch}${seq}`,
    conversationId: "room:r",
    seq,
    senderId: "an",
    createdAt: seq,
    body: { kind: "text", text: String(seq) },
  },
});
const seqs = (events: readonly MessageEvent[]) => events.map(({ message }) => message.seq);

describe("a sequence cursor", () => {
  it("lets the next sequence through, drops repetitions and holds what is too early", () => {
    const cursor = createSequenceCursor();
    cursor.seed("e1", 4);
    expect(seqs(cursor.offer(event(5), 5).release)).toEqual([5]);
    expect(cursor.offer(event(5), 5)).toEqual({ release: [], missing: false });
    expect(cursor.offer(event(8), 8)).toEqual({ release: [], missing: true });
    expect(cursor.offer(event(7), 7)).toEqual({ release: [], missing: true });
    expect(seqs(cursor.offer(event(6), 6).release)).toEqual([6, 7, 8]);
    expect(cursor.seq).toBe(8);
  });

  it("holds everything until the first page has come, then drops what the page had", () => {
    const cursor = createSequenceCursor();
    for (const seq of [9, 10, 11]) expect(cursor.offer(event(seq), seq)).toEqual({ release: [], missing: false });
    expect(seqs(cursor.seed("e1", 10).release)).toEqual([11]);
  });

  it("asks to catch up when another epoch is named, and goes on in that one", () => {
    const cursor = createSequenceCursor();
    cursor.seed("e1", 40);
    expect(cursor.offer(event(3, "e2"), 3)).toEqual({ release: [], missing: true });
    expect(seqs(cursor.seed("e2", 2, true).release)).toEqual([3]);
    expect([cursor.epoch, cursor.seq]).toEqual(["e2", 3]);
  });

  it("keeps no more than it may and catches up on the rest", () => {
    const cursor = createSequenceCursor(3);
    cursor.seed("e1", 0);
    for (let seq = 2; seq <= 10; seq++) cursor.offer(event(seq), seq);
    expect(cursor.held).toBe(3);
    const { release, missing } = cursor.seed("e1", 1);
    expect(seqs(release)).toEqual([2, 3, 4]);
    expect(missing).toBe(true);
  });

  it("shows exactly the log, in order, whatever is reordered, repeated or lost, as long as it catches up", () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant("deliver" as const), pick: fc.nat(1_000) }) },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant("sync" as const), pick: fc.integer({ min: 1, max: 20 }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant("append" as const), pick: fc.integer({ min: 1, max: 9 }) }),
      },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), fc.integer({ min: 1, max: 8 }), (steps, capacity) => {
        const cursor = createSequenceCursor(capacity);
        const shown: (number | null)[] = [];
        let head = 0;
        let wanted = false;
        const take = ({ release, missing }: { release: readonly MessageEvent[]; missing: boolean }) => {
          shown.push(...seqs(release));
          wanted ||= missing;
        };
        /** What a server answers: everything after the cursor, at most so many. */
        const sync = (limit: number) => {
          const from = cursor.seq;
          const last = Math.min(head, from + limit);
          for (let seq = from + 1; seq <= last; seq++) shown.push(seq);
          wanted = last < head;
          take(cursor.seed("e1", last));
        };
        cursor.seed("e1", 0);
        for (const { kind, pick } of steps) {
          if (kind === "append") head += pick;
          else if (kind === "sync") sync(pick);
          else if (head > 0) take(cursor.offer(event((pick % head) + 1), (pick % head) + 1));
          expect(cursor.held).toBeLessThanOrEqual(capacity);
          expect(shown).toEqual(Array.from({ length: cursor.seq }, (_, index) => index + 1));
        }
        while (wanted || cursor.seq < head) sync(5);
        expect(shown).toEqual(Array.from({ length: head }, (_, index) => index + 1));
      }),
      { numRuns: 1_000, seed: 4 },
    );
  });
});
