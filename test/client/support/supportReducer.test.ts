import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventsReceived, userChanged } from "../../../src/client/lobbyActions.js";
import { queueChanged, queueLoaded, ticketWorked } from "../../../src/client/support/supportActions.js";
import { emptySupport, merge, supportReducer } from "../../../src/client/support/supportReducer.js";
import type { SupportState } from "../../../src/client/support/supportState.js";
import * as limits from "../../../src/contract/limits.js";
import type { SupportTicket } from "../../../src/contract/support.js";

const ticket = (visitor: string, more: Partial<SupportTicket> = {}): SupportTicket => ({
  conversationId: `support:${visitor}`,
  visitor: { id: visitor },
  topic: "general",
  status: "queued",
  createdAt: 1,
  updatedAt: 1,
  head: 0,
  readSeq: 0,
  ...more,
});
const told = (...tickets: readonly SupportTicket[]) =>
  eventsReceived({
    events: tickets.map((one) => ({ type: "supportTicketChanged", ticket: one })),
    at: 0,
    roomBuffer: 500,
    echoed: true,
    typingExpiryMs: 6_000,
  });
const run = (state: SupportState | undefined, ...actions: Parameters<typeof supportReducer>[1][]) =>
  actions.reduce<SupportState>((held, action) => supportReducer(held, action, "lan"), state ?? emptySupport);
const watching = run(undefined, queueLoaded({ tickets: [], more: false }));

describe("what is told of a request", () => {
  test("comes to the same whatever the order it arrives in", () => {
    const words: SupportTicket[] = [
      ticket("an", { updatedAt: 1 }),
      ticket("an", { updatedAt: 2, head: 1, last: { senderId: "an", text: "one", createdAt: 2 } }),
      ticket("an", { updatedAt: 3, head: 1, status: "taken", agent: { id: "lan" } }),
      ticket("an", {
        updatedAt: 4,
        head: 2,
        readSeq: 2,
        status: "taken",
        agent: { id: "lan" },
        last: { senderId: "lan", text: "two", createdAt: 4 },
      }),
      ticket("an", { updatedAt: 5, head: 2, readSeq: 2, status: "closed", agent: { id: "lan" } }),
    ];
    const inOrder = run(watching, told(...words)).queue.tickets;
    expect(inOrder["support:an"]).toMatchObject({ status: "closed", head: 2, readSeq: 2, last: { text: "two" } });
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: words.length }), (shuffled) => {
        expect(run(watching, ...shuffled.map((one) => told(one))).queue.tickets).toEqual(inOrder);
      }),
    );
  });

  test("leaves the state as it is when it is no news", () => {
    const state = run(watching, told(ticket("an", { head: 3 })));
    expect(run(state, told(ticket("an", { head: 3 })))).toBe(state);
    expect(merge(ticket("an", { head: 3 }), ticket("an", { head: 2 }))).toMatchObject({ head: 3 });
  });

  test("is of the queue only while it is watched, and the own one always", () => {
    expect(run(undefined, told(ticket("an"))).queue.tickets).toEqual({});
    const own = run(undefined, told(ticket("lan", { status: "taken", agent: { id: "minh" } })));
    expect(own.own.ticket).toMatchObject({ status: "taken" });
    const stale = run(watching, queueChanged({ status: "stale" }), told(ticket("an")));
    expect(stale.queue.tickets).toEqual({});
  });

  test("fills no memory without end: closed ones go before those that wait", () => {
    const many = Array.from({ length: 2_000 }, (_, index) =>
      ticket(`v${index}`, { status: index % 4 === 0 ? "queued" : "closed", updatedAt: index }),
    );
    const { tickets } = run(watching, told(...many)).queue;
    expect(Object.keys(tickets).length).toBeLessThanOrEqual(limits.supportTickets + 100);
    expect(Object.values(tickets).filter(({ status }) => status === "queued").length).toBeGreaterThanOrEqual(490);
  });
});

test("what the server has replaces what was held, but for what was told meanwhile", () => {
  const before = run(watching, told(ticket("gone"), ticket("an", { head: 5 })));
  const after = run(before, queueLoaded({ tickets: [ticket("an", { head: 4 }), ticket("new")], more: true }));
  expect(Object.keys(after.queue.tickets).sort()).toEqual(["support:an", "support:new"]);
  expect(after.queue).toMatchObject({ status: "live", more: true, tickets: { "support:an": { head: 5 } } });
});

test("what an agent does is known as long as it lasts, and why it failed until the next", () => {
  const working = run(watching, ticketWorked({ conversationId: "support:an", work: "taking" }));
  expect(working.queue.working).toEqual({ "support:an": "taking" });
  const failed = run(
    working,
    ticketWorked({ conversationId: "support:an", work: null, failure: { code: "CONFLICT" } }),
  );
  expect(failed.queue).toMatchObject({ working: {}, error: { code: "CONFLICT" } });
  expect(run(failed, ticketWorked({ conversationId: "support:an", work: "taking" })).queue.error).toBeNull();
});

test("everything is forgotten with its user", () => {
  const state = run(watching, told(ticket("an"), ticket("lan")));
  expect(supportReducer(state, userChanged({ userId: "minh" }), "minh")).toBe(emptySupport);
  expect(supportReducer(state, userChanged({ userId: "lan", keep: true }), "lan")).toBe(state);
});
