import type { UnknownAction } from "@reduxjs/toolkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MessageStatus } from "../../../src/client/chat/chatState.js";
import { selectMessages, unreadOf } from "../../../src/client/chat/selectors.js";
import {
  conversationOpened,
  conversationShrunk,
  eventsReceived,
  messageComposed,
  messageDiscarded,
  readingChanged,
  readMoved,
  sendingChanged,
  userChanged,
} from "../../../src/client/lobbyActions.js";
import { lobbyReducer } from "../../../src/client/lobbyReducer.js";
import type { LobbyState } from "../../../src/client/lobbyState.js";
import type { SyncResult } from "../../../src/contract/chat.js";
import type { DomainEvent } from "../../../src/contract/events.js";
import {
  conversationOf,
  direct,
  me,
  message,
  pageArrived,
  problemsOf,
  ready,
  receive,
  received,
  room,
} from "./support.js";

const run = (state: LobbyState, ...actions: UnknownAction[]) => actions.reduce(lobbyReducer, state);
const seqsOf = (state: LobbyState) => conversationOf(state).messages.map(({ seq }) => seq);
const compose = (clientId: string, status: MessageStatus = "sending", text = clientId) =>
  messageComposed({ conversationId: room, kind: "room", clientId, body: { kind: "text", text }, at: 5, status });
const synced = (over: Partial<SyncResult>): DomainEvent => ({
  type: "conversationSynced",
  result: {
    conversationId: room,
    epoch: "e1",
    head: over.messages?.at(-1)?.seq ?? 0,
    oldest: 1,
    messages: [],
    more: false,
    receipts: [],
    ...over,
  },
});
const logged = (...seqs: number[]) => seqs.map((seq) => ({ ...message({ seq }), seq }));

describe("a log with sequences", () => {
  it("takes the next message, once, and leaves everything untouched that it does not concern", () => {
    const first = receive(ready(), [received({ seq: 1 }), received({ seq: 2 })]);
    expect(seqsOf(first)).toEqual([1, 2]);
    const second = receive(first, [received({ seq: 2 }), received({ seq: 3 })]);
    expect(seqsOf(second)).toEqual([1, 2, 3]);
    expect(conversationOf(second).messages[0]).toBe(conversationOf(first).messages[0]);
    expect(receive(second, [received({ seq: 2 })])).toBe(second);
  });

  it("never shows a message behind a hidden hole, though it notes that there is something new", () => {
    const state = receive(ready(), [received({ seq: 1 }), received({ seq: 4 })]);
    expect(seqsOf(state)).toEqual([1]);
    expect(conversationOf(state).head).toBe(4);
    expect(conversationOf(state).lastMessage?.seq).toBe(4);
  });

  it("fills what was missing from a catch-up", () => {
    let state = receive(ready(), [received({ seq: 1 })]);
    state = receive(state, [synced({ messages: logged(2, 3, 4) })]);
    expect(seqsOf(state)).toEqual([1, 2, 3, 4]);
    expect(conversationOf(state).gaps).toEqual([]);
  });

  it("shows a gap where the log no longer reaches back, and closes it page by page", () => {
    let state = receive(ready(), [received({ seq: 1 })]);
    state = receive(state, [synced({ messages: logged(20, 21), limited: true })]);
    expect(conversationOf(state).gaps).toEqual([{ after: 1, before: 20, loading: false }]);
    state = run(
      state,
      pageArrived({ messages: logged(10, 11, 12, 13, 14, 15, 16, 17, 18, 19), olderCursor: "10", epoch: "e1" }, "20"),
    );
    expect(conversationOf(state).gaps).toEqual([{ after: 1, before: 10, loading: false }]);
    state = run(state, pageArrived({ messages: logged(5, 6, 7, 8, 9), olderCursor: null, epoch: "e1" }, "10"));
    // The server has nothing older: what lies before 5 is gone for good.
    expect(conversationOf(state).gaps).toEqual([]);
    state = receive(state, [synced({ messages: logged(22), head: 22 })]);
    expect(conversationOf(state).gaps).toEqual([]);
  });

  it("keeps messages of a lost log before the new one, marked", () => {
    let state = receive(ready(), [received({ seq: 1 }), received({ seq: 2 })]);
    const anew = logged(1).map((one) => ({ ...one, id: "n1" }));
    state = receive(state, [synced({ epoch: "e2", reset: true, messages: anew, head: 1 })]);
    expect(conversationOf(state).messages.map(({ status, seq }) => [status, seq])).toEqual([
      ["lost", null],
      ["lost", null],
      ["received", 1],
    ]);
    expect(conversationOf(state).head).toBe(1);
    state = receive(state, [received({ seq: 2, id: "n2" }, "e2")]);
    expect(conversationOf(state).messages.at(-1)?.id).toBe("n2");
  });

  it("does not show twice what a log restored from an older copy still has", () => {
    let state = receive(ready(), [received({ seq: 1 }), received({ seq: 2 }), received({ seq: 3 })]);
    state = receive(state, [synced({ epoch: "e2", reset: true, messages: logged(1, 2), head: 2 })]);
    expect(conversationOf(state).messages.map(({ id, status }) => `${id} ${status}`)).toEqual([
      "m3 lost",
      "m1 received",
      "m2 received",
    ]);
  });

  it("puts older pages in front and asks for the next from the oldest message held", () => {
    let state = run(ready(), pageArrived({ messages: logged(8, 9, 10), olderCursor: "8", head: 10, epoch: "e1" }));
    expect(conversationOf(state).hasOlder).toBe(true);
    state = run(state, pageArrived({ messages: logged(5, 6, 7), olderCursor: "5", head: 10, epoch: "e1" }, "8"));
    expect(seqsOf(state)).toEqual([5, 6, 7, 8, 9, 10]);
    state = run(state, pageArrived({ messages: logged(1, 2, 3, 4), olderCursor: null, head: 10, epoch: "e1" }, "5"));
    expect(conversationOf(state).hasOlder).toBe(false);
  });
});

describe("own messages", () => {
  it("wait behind the log, keep their key and go when their echo comes", () => {
    let state = run(ready(), compose("c1"), compose("c2"));
    state = receive(state, [received({ seq: 1 }), received({ seq: 2, senderId: me, clientId: "c1" })]);
    const shown = selectMessages({ lobby: state }, room);
    expect(shown.map(({ key, status }) => [key, status])).toEqual([
      ["m1", "received"],
      ["c1", "sent"],
      ["c2", "sending"],
    ]);
    expect(selectMessages({ lobby: state }, room)).toBe(shown);
  });

  it("are shown as sent when acknowledged, and stay behind until the echo comes", () => {
    let state = run(ready(), compose("c1"));
    const ack = { conversationId: room, clientId: "c1", id: "m1", seq: 1, epoch: "e1", createdAt: 9 };
    state = receive(state, [{ type: "messageAcknowledged", ...ack }]);
    expect(conversationOf(state).pending).toMatchObject([{ key: "c1", status: "sent", id: "m1", createdAt: 9 }]);
    state = run(state, sendingChanged({ conversationId: room, key: "c1", status: "queued" }));
    expect(conversationOf(state).pending[0]?.status).toBe("sent");
    state = receive(state, [received({ seq: 1, senderId: me, clientId: "c1", id: "m1" })]);
    expect(conversationOf(state)).toMatchObject({ pending: [], messages: [{ key: "c1" }] });
  });

  it("go into the log with the acknowledgement where the server sends no echo", () => {
    let state = run(ready(), compose("c1"));
    const ack = { conversationId: room, clientId: "c1", id: "m7", seq: null, epoch: null, createdAt: 9 };
    state = receive(state, [{ type: "messageAcknowledged", ...ack }], { echoed: false });
    expect(conversationOf(state)).toMatchObject({ pending: [], messages: [{ key: "c1", id: "m7", status: "sent" }] });
  });

  it("move the own read watermark, so that they are never unread", () => {
    const state = receive(ready(), [received({ seq: 1, senderId: me, clientId: "c1" })]);
    expect(unreadOf(conversationOf(state))).toBe(0);
  });

  it("are read once the other has answered, though nobody says so", () => {
    const own = { seq: 1, senderId: me, clientId: "c1", conversationId: direct };
    const state = lobbyReducer(ready(), conversationOpened({ conversationId: direct, kind: "direct", loads: false }));
    const answered = receive(receive(state, [received(own)]), [received({ seq: 2, conversationId: direct })]);
    expect(conversationOf(answered, direct).messages.map(({ status }) => status)).toEqual(["read", "received"]);
  });

  it("are not read by a line of the server's own", () => {
    const own = { seq: 1, senderId: me, clientId: "c1", conversationId: direct };
    const line = { seq: 2, senderId: "system", conversationId: direct, body: { kind: "system", text: "Hi" } } as const;
    const state = lobbyReducer(ready(), conversationOpened({ conversationId: direct, kind: "direct", loads: false }));
    const told = receive(receive(state, [received(own)]), [received(line)]);
    expect(conversationOf(told, direct).messages.map(({ status }) => status)).toEqual(["sent", "received"]);
  });

  it("change their status between the old and the new watermark only", () => {
    const own = (seq: number) => received({ seq, senderId: me, clientId: `c${seq}` });
    let state = receive(ready(), [own(1), received({ seq: 2 }), own(3), own(4)]);
    const moved = (deliveredSeq: number, readSeq: number): DomainEvent => ({
      type: "receiptChanged",
      conversationId: room,
      userId: "binh",
      deliveredSeq,
      readSeq,
    });
    state = receive(state, [moved(3, 1)]);
    const statuses = () => conversationOf(state).messages.map(({ status }) => status);
    expect(statuses()).toEqual(["read", "received", "delivered", "sent"]);
    const first = conversationOf(state).messages[0];
    state = receive(state, [moved(4, 3)]);
    expect(statuses()).toEqual(["read", "received", "read", "delivered"]);
    expect(conversationOf(state).messages[0]).toBe(first);
    expect(receive(state, [moved(2, 1)])).toBe(state);
    state = receive(state, [own(5)]);
    expect(statuses().at(-1)).toBe("sent");
  });

  it("are given back when discarded", () => {
    const state = run(ready(), compose("c1", "failed"), messageDiscarded({ conversationId: room, key: "c1" }));
    expect(conversationOf(state).pending).toEqual([]);
  });
});

describe("a bounded room", () => {
  const flood = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => received({ seq: from + index }));

  it("keeps its newest messages, with a quarter of slack, and can load the others again", () => {
    let state = receive(ready(), flood(1, 125), { roomBuffer: 100 });
    expect(conversationOf(state).messages).toHaveLength(125);
    state = receive(state, flood(126, 1), { roomBuffer: 100 });
    expect(conversationOf(state).messages).toHaveLength(100);
    expect(conversationOf(state)).toMatchObject({ hasOlder: true });
    state = run(state, pageArrived({ messages: logged(25, 26), olderCursor: "25", head: 126, epoch: "e1" }, "27"));
    expect(seqsOf(state).slice(0, 3)).toEqual([25, 26, 27]);
  });

  it("drops nothing while older messages are being read", () => {
    const reading = run(ready(), readingChanged({ conversationId: room, reading: false }));
    const state = receive(reading, flood(1, 400), { roomBuffer: 100 });
    expect(conversationOf(state).messages).toHaveLength(400);
  });
});

describe("typing", () => {
  it("ends with that person's message, and by itself", () => {
    const typing: DomainEvent = { type: "typingChanged", conversationId: room, userId: "binh", typing: true };
    let state = receive(ready(), [typing], { at: 1_000 });
    expect(conversationOf(state).typing).toEqual([{ userId: "binh", until: 7_000 }]);
    expect(run(state, { type: "lobby/typingSwept", payload: { at: 6_999 } })).toBe(state);
    expect(conversationOf(run(state, { type: "lobby/typingSwept", payload: { at: 7_000 } })).typing).toEqual([]);
    state = receive(state, [received({ seq: 1 })]);
    expect(conversationOf(state).typing).toEqual([]);
  });

  it("of oneself in another tab is not shown", () => {
    const state = ready();
    expect(receive(state, [{ type: "typingChanged", conversationId: room, userId: me, typing: true }])).toBe(state);
  });
});

it("forgets everything when somebody else signs in", () => {
  const state = receive(ready(), [received({ seq: 1 })]);
  expect(run(state, userChanged({ userId: "binh" })).chat.conversations).toEqual({});
});

it("notes what is new in a conversation that nobody has opened, without holding its messages", () => {
  const state = receive(run(ready(), userChanged({ userId: me })), [received({ seq: 7 }), received({ seq: 8 })]);
  expect(conversationOf(state)).toMatchObject({ status: "idle", messages: [], head: 8 });
  expect(unreadOf(conversationOf(state))).toBe(8);
});

it("counts at most so many conversations that others have begun", () => {
  const events = Array.from({ length: 1_200 }, (_, index) => received({ seq: 1, conversationId: `room:r${index}` }));
  expect(Object.keys(receive(ready(), events).chat.conversations).length).toBeLessThanOrEqual(1_000);
});

it("reduces a thousand messages into ten thousand held ones with one copy of the array", () => {
  const many = Array.from({ length: 10_000 }, (_, index) => received({ seq: index + 1 }));
  let state = run(
    receive(ready(), many, { roomBuffer: 1e9 }),
    readingChanged({ conversationId: room, reading: false }),
  );
  const slice = Array.prototype.slice;
  let copies = 0;
  Array.prototype.slice = function counted(this: unknown[], ...range: [number?, number?]) {
    if (this.length >= 10_000) copies++;
    return slice.apply(this, range);
  } as typeof slice;
  try {
    const more = Array.from({ length: 1_000 }, (_, index) => received({ seq: 10_001 + index }));
    state = receive(state, more, { roomBuffer: 1e9 });
  } finally {
    Array.prototype.slice = slice;
  }
  expect(copies).toBe(1);
  expect(conversationOf(state).messages).toHaveLength(11_000);
});

describe("whatever happens, in whatever order", () => {
  const seq = fc.integer({ min: 1, max: 30 });
  const range = fc.record({ from: seq, length: fc.integer({ min: 0, max: 8 }) });
  const clientIds = ["c1", "c2", "c3"];
  /** Who wrote what is fixed by the sequence, as a server's log fixes it. */
  const at = (position: number, epoch: string) => {
    const own = position % 3 === 0;
    const clientId = own ? `${epoch}c${position}` : undefined;
    return {
      ...message({ seq: position, id: `${epoch}m${position}`, senderId: own ? me : "binh" }),
      seq: position,
      ...(clientId === undefined ? {} : { clientId }),
    };
  };
  const stretch = ({ from, length }: { from: number; length: number }, epoch: string) =>
    Array.from({ length }, (_, index) => at(from + index, epoch));
  const epoch = fc.constantFrom("e1", "e1", "e1", "e2");
  const action: fc.Arbitrary<(state: LobbyState) => UnknownAction> = fc.oneof(
    fc.tuple(fc.array(seq, { maxLength: 6 }), epoch).map(
      ([seqs, e]) =>
        () =>
          batch(seqs.map((one) => ({ type: "messageReceived", epoch: e, message: at(one, e) }))),
    ),
    fc.tuple(range, epoch, fc.boolean(), fc.boolean()).map(([r, e, limited, reset]) => (state: LobbyState) => {
      // As a server answers: from the cursor on, unless it says otherwise.
      const from = limited || reset ? r.from : (conversationOf(state).messages.at(-1)?.seq ?? 0) + 1;
      const messages = stretch({ from, length: r.length }, e);
      const head = messages.at(-1)?.seq ?? from;
      return batch([
        synced({ epoch: e, messages, head, ...(limited ? { limited } : {}), ...(reset ? { reset } : {}) }),
      ]);
    }),
    fc.tuple(range, epoch, fc.boolean()).map(([r, e, first]) => (state: LobbyState) => {
      const oldest = conversationOf(state).messages.find(({ seq: one }) => one !== null)?.seq ?? null;
      const end = first || oldest === null ? r.from + r.length : oldest;
      const from = Math.max(1, end - r.length);
      const messages = stretch({ from, length: end - from }, e);
      const cursor = first || oldest === null ? null : String(oldest);
      return pageArrived({ epoch: e, messages, head: end - 1, olderCursor: from > 1 ? String(from) : null }, cursor);
    }),
    fc.tuple(fc.constantFrom("an", "binh", "chi"), seq, seq).map(
      ([userId, deliveredSeq, readSeq]) =>
        () =>
          batch([{ type: "receiptChanged", conversationId: room, userId, deliveredSeq, readSeq }]),
    ),
    fc.constantFrom(...clientIds).map((clientId) => () => compose(clientId)),
    fc
      .tuple(fc.constantFrom(...clientIds), fc.constantFrom("queued" as const, "sending" as const, "failed" as const))
      .map(
        ([key, status]) =>
          () =>
            sendingChanged({ conversationId: room, key, status }),
      ),
    fc.tuple(fc.constantFrom(...clientIds), seq).map(
      ([clientId, one]) =>
        () =>
          batch([
            {
              type: "messageAcknowledged",
              conversationId: room,
              clientId,
              id: `x${clientId}`,
              seq: one,
              epoch: "e1",
              createdAt: 1,
            },
          ]),
    ),
    fc.constantFrom(...clientIds).map((key) => () => messageDiscarded({ conversationId: room, key })),
    seq.map((one) => () => readMoved({ conversationId: room, seq: one })),
    fc.boolean().map((reading) => () => readingChanged({ conversationId: room, reading })),
    fc.integer({ min: 1, max: 10 }).map((keep) => () => conversationShrunk({ conversationId: room, keep })),
  );
  const batch = (events: readonly DomainEvent[]) =>
    eventsReceived({ events, at: 1, roomBuffer: 10, echoed: true, typingExpiryMs: 6_000 });
  const ranks: Record<string, number> = { sent: 1, delivered: 2, read: 3, lost: 4 };

  it("the log is sorted, without doubles or hidden gaps, and nothing goes back", () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        let state = ready();
        for (const one of actions) {
          const before = conversationOf(state);
          const next = one(state);
          state = lobbyReducer(state, next);
          const after = conversationOf(state);
          expect(problemsOf(after)).toEqual([]);
          expect(unreadOf(after)).toBeGreaterThanOrEqual(0);
          // A log begun anew begins its watermarks anew, too.
          const anew = after.epoch !== before.epoch || JSON.stringify(next).includes('"reset":true');
          if (!anew) expect(after.readSeq).toBeGreaterThanOrEqual(before.readSeq);
          const held = new Map(before.messages.map((one) => [one.key, one]));
          for (const { key, own, status } of after.messages) {
            const old = held.get(key);
            if (!anew && own && old !== undefined && old.status !== "lost")
              expect(ranks[status] ?? 0).toBeGreaterThanOrEqual(ranks[old.status] ?? 0);
          }
          // The same messages twice in a row give the same array: nothing re-renders for nothing.
          expect(selectMessages({ lobby: state }, room)).toBe(selectMessages({ lobby: state }, room));
        }
      }),
      { numRuns: 1_000, seed: 7 },
    );
  });
});
