import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventsReceived, userChanged } from "../../../src/client/lobbyActions.js";
import { emptyLobby } from "../../../src/client/lobbyReducer.js";
import {
  notificationChangeMade,
  notificationChangesSettled,
  notificationsReducer,
  notificationsShrunk,
} from "../../../src/client/notifications/notificationsReducer.js";
import {
  emptyNotifications,
  type NotificationFilter,
  type NotificationsState,
} from "../../../src/client/notifications/notificationsState.js";
import {
  selectNotificationList,
  selectNotifications,
  selectUnreadNotifications,
} from "../../../src/client/notifications/selectors.js";
import { failure } from "../../../src/contract/errors.js";
import {
  byNewest,
  type Notification,
  type NotificationEvent,
  type NotificationsAnswer,
  type NotificationsInput,
} from "../../../src/contract/notifications.js";
import { aNotification } from "../../../src/testing/factories/aNotification.js";

const note = (seed: number, over: Partial<Notification> = {}) => aNotification({ seed, id: `n${seed}`, ...over });
const received = (notification: Notification, unreadCount?: number): NotificationEvent => ({
  type: "notificationReceived",
  notification,
  ...(unreadCount === undefined ? {} : { unreadCount }),
});

let requests = 0;
/** The two actions by which RTK Query brings a page, asked for when `ask` is called and answered when its result is. */
function asking(input: Partial<NotificationsInput> = {}, endpointName = "notifications") {
  requests += 1;
  const meta = {
    arg: { type: "query", endpointName, originalArgs: { cursor: null, limit: 30, ...input }, queryCacheKey: "k" },
    requestId: `r${requests}`,
  };
  return {
    pending: { type: "lobbyApi/executeQuery/pending", meta: { ...meta, requestStatus: "pending" } },
    answer: (page: Partial<NotificationsAnswer>) => ({
      type: "lobbyApi/executeQuery/fulfilled",
      payload: { notifications: [], unreadCount: 0, nextCursor: null, ...page },
      meta: { ...meta, requestStatus: "fulfilled", fulfilledTimeStamp: 1_000 },
    }),
    fail: {
      type: "lobbyApi/executeQuery/rejected",
      payload: failure("UNAVAILABLE"),
      error: {},
      meta: { ...meta, requestStatus: "rejected", rejectedWithValue: true, condition: false },
    },
  };
}

type Action = Parameters<typeof notificationsReducer>[1];
const told = (...events: readonly NotificationEvent[]): Action =>
  eventsReceived({ events, at: 1_000, roomBuffer: 500, echoed: true, typingExpiryMs: 6_000 });
const reduced = (actions: readonly Action[], state = emptyNotifications) => actions.reduce(notificationsReducer, state);
const loaded = (
  page: Partial<NotificationsAnswer>,
  state?: NotificationsState,
  input?: Partial<NotificationsInput>,
) => {
  const request = asking(input);
  return reduced([request.pending, request.answer(page)], state);
};
const rootOf = (notifications: NotificationsState) => ({ lobby: { ...emptyLobby, notifications } });
const idsOf = (state: NotificationsState, filter?: NotificationFilter) =>
  selectNotifications(rootOf(state), filter).map(({ id }) => id);
const unreadOf = (state: NotificationsState) => selectUnreadNotifications(rootOf(state));
const listOf = (state: NotificationsState, filter?: NotificationFilter) =>
  selectNotificationList(rootOf(state), filter);

describe("one notification that comes several ways", () => {
  /** What may reach the client about n2, among others; the server's truth in the end: n2 read and changed, n1 unread. */
  const changed = { ...note(2), title: "Changed" };

  test("is shown and counted once, read and as last told, in whatever order push, page, update and read arrive", () => {
    type Step = "push" | "push again" | "change" | "read" | "ask" | "answer" | "ask later" | "answer later";
    const steps: readonly Step[] = [
      "push",
      "push again",
      "change",
      "read",
      "ask",
      "answer",
      "ask later",
      "answer later",
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...steps], { minLength: steps.length }), fc.boolean(), (order, counts) => {
        const at = (step: Step) => order.indexOf(step);
        fc.pre(at("ask") < at("answer") && at("ask later") < at("answer later"));
        // What the server tells of one notification it tells in order.
        fc.pre(at("push") < at("change"));
        const requests = { early: asking(), late: asking() };
        /** A page says what was so when it was asked for. */
        const pageAt = (asked: number): Partial<NotificationsAnswer> => {
          const content = asked > at("change") ? changed : note(2);
          const two = { ...content, read: asked > at("read") };
          return { notifications: [two, note(1)], unreadCount: two.read ? 1 : 2 };
        };
        const count = (unread: number) => (counts ? unread : undefined);
        const actions: Record<Step, () => Action> = {
          push: () => told(received(note(2), count(at("read") < at("push") ? 1 : 2))),
          "push again": () => told(received(note(2))),
          change: () => told({ type: "notificationChanged", notification: changed }),
          read: () => told({ type: "notificationsRead", ids: ["n2"], ...(counts ? { unreadCount: 1 } : {}) }),
          ask: () => requests.early.pending,
          answer: () => requests.early.answer(pageAt(at("ask"))),
          "ask later": () => requests.late.pending,
          "answer later": () => requests.late.answer(pageAt(at("ask later"))),
        };
        const state = reduced(order.map((step) => actions[step]()));
        expect(idsOf(state)).toEqual(["n2", "n1"]);
        expect(state.held.find(({ id }) => id === "n2")).toMatchObject({ read: true });
        // A first page asked for before the change and answered after it does not take it back.
        if (at("answer later") > at("change") || at("answer") > at("change") || at("push") < at("change"))
          expect(state.held.find(({ id }) => id === "n2")?.title).toBe("Changed");
        expect(unreadOf(state)).toBe(1);
        expect(Object.keys(state.journal.asked)).toEqual([]);
        expect(state.journal.touched).toEqual({});
      }),
      { numRuns: 1_000 },
    );
  });

  test("made-up events and pages of any sort end as a page asked for afterwards says", () => {
    const anEvent = fc.oneof(
      fc.nat({ max: 9 }).map((seed) => told(received(note(seed)))),
      fc.nat({ max: 9 }).map((seed) => told({ type: "notificationsRead", ids: [`n${seed}`] })),
      fc.constant(told({ type: "notificationsRead", ids: "all" })),
      fc.constant(told({ type: "notificationsCleared" })),
      fc.nat({ max: 9 }).map((seed) => told({ type: "notificationChanged", notification: note(seed) })),
    );
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 30 }), (events) => {
        const before = reduced(events);
        expect(new Set(idsOf(before)).size).toBe(before.held.length);
        expect([...before.held].sort(byNewest)).toEqual(before.held);
        expect(unreadOf(before)).toBe(before.held.filter(({ read }) => !read).length);
        const truth = [note(12), { ...note(11), read: true }];
        const state = loaded({ notifications: truth, unreadCount: 1 }, before);
        expect(state.held).toEqual(truth);
        expect(unreadOf(state)).toBe(1);
      }),
    );
  });
});

describe("a push without an id", () => {
  const words = { title: "New comment", message: "on lesson 4", kind: "system", level: "info" } as const;
  const local = (id: string, over: Partial<Notification> = {}): Notification => ({
    id: `local-${id}`,
    ...words,
    read: false,
    createdAt: 50_000,
    ...over,
  });
  const stored = (id: string, over: Partial<Notification> = {}): Notification => ({
    ...local(""),
    id,
    createdAt: 49_000,
    ...over,
  });
  const whole = (notifications: readonly Notification[]) => ({ notifications, whole: true as const, nextCursor: null });

  test("is the one that the list brings later, once, with its real id", () => {
    const pushed = reduced([told(received(local("a")))]);
    expect(unreadOf(pushed)).toBe(1);
    const state = loaded(whole([stored("n1")]), pushed);
    expect(idsOf(state)).toEqual(["n1"]);
    expect(unreadOf(state)).toBe(1);
    expect(idsOf(loaded(whole([stored("n1")]), state))).toEqual(["n1"]);
  });

  test("is the one that the list has just brought, but the same words again are another one", () => {
    const state = reduced([told(received(local("a")))], loaded(whole([stored("n1")])));
    expect(idsOf(state)).toEqual(["n1"]);
    expect(unreadOf(state)).toBe(1);
    const again = reduced([told(received(local("b")))], state);
    expect(idsOf(again)).toHaveLength(2);
    expect(unreadOf(again)).toBe(2);
    expect(idsOf(loaded(whole([stored("n2", { createdAt: 49_500 }), stored("n1")]), again))).toEqual(["n2", "n1"]);
  });

  test("is another one an hour later, and keeps what was read of it", () => {
    const read = reduced([told(received(local("a")), { type: "notificationsRead", ids: ["local-a"] })]);
    expect(loaded(whole([stored("n1")]), read).held).toMatchObject([{ id: "n1", read: true }]);
    const late = loaded(whole([stored("n1", { createdAt: 50_000 + 63 * 60_000 })]), read);
    expect(idsOf(late)).toEqual(["n1", "local-a"]);
  });

  test("two of the same words are two", () => {
    const state = reduced([told(received(local("a")), received(local("b", { createdAt: 51_000 })))]);
    const listed = loaded(whole([stored("n2", { createdAt: 50_900 }), stored("n1")]), state);
    expect(idsOf(listed)).toEqual(["n2", "n1"]);
    expect(unreadOf(listed)).toBe(2);
  });
});

describe("a page that was overtaken", () => {
  test("does not bring back what was cleared while it was on its way", () => {
    const request = asking();
    const state = reduced([
      request.pending,
      told({ type: "notificationsCleared" }),
      told(received(note(5))),
      request.answer({ notifications: [note(2), note(1)], unreadCount: 2, nextCursor: "x" }),
    ]);
    expect(idsOf(state)).toEqual(["n5"]);
    expect(unreadOf(state)).toBe(1);
  });

  test("does not make unread again what was all read, and counts only what came after", () => {
    const request = asking();
    const state = reduced([
      request.pending,
      told({ type: "notificationsRead", ids: "all" }),
      told(received(note(5))),
      request.answer({ notifications: [note(2), note(1)], unreadCount: 2 }),
    ]);
    expect(idsOf(state)).toEqual(["n5", "n2", "n1"]);
    expect(unreadOf(state)).toBe(1);
  });

  test("removes what the server no longer has, and leaves what it does not speak of", () => {
    const state = loaded({ notifications: [note(9), note(8), note(7)], nextCursor: "more", unreadCount: 3 });
    const more = loaded({ notifications: [note(6), note(5)], unreadCount: 5 }, state, {
      cursor: `${note(7).createdAt}~n7`,
    });
    expect(idsOf(more)).toEqual(["n9", "n8", "n7", "n6", "n5"]);
    const again = loaded({ notifications: [note(9), note(7)], nextCursor: "more", unreadCount: 4 }, more);
    expect(idsOf(again)).toEqual(["n9", "n7", "n6", "n5"]);
  });
});

describe("the first page after a loss", () => {
  const leafed = () => {
    const first = loaded({ notifications: [note(30), note(29)], nextCursor: "more", unreadCount: 4 });
    return loaded({ notifications: [note(28), note(27)], unreadCount: 4 }, first, {
      cursor: `${note(29).createdAt}~n29`,
    });
  };

  test("goes on from what was held when it reaches back to it", () => {
    const state = loaded({ notifications: [note(31), note(30)], nextCursor: "more", unreadCount: 5 }, leafed());
    expect(idsOf(state)).toEqual(["n31", "n30", "n29", "n28", "n27"]);
    expect(listOf(state).until).toBeNull();
  });

  test("hides what is behind the hole when it does not, until that is loaded", () => {
    const state = loaded({ notifications: [note(41), note(40)], nextCursor: "more", unreadCount: 15 }, leafed());
    expect(idsOf(state)).toEqual(["n41", "n40"]);
    expect(listOf(state).until).toEqual({ createdAt: note(40).createdAt, id: "n40" });
    const input = { cursor: `${note(40).createdAt}~n40` };
    const page = { notifications: [note(39), note(30)], nextCursor: "more", unreadCount: 15 };
    expect(idsOf(loaded(page, state, input))).toEqual(["n41", "n40", "n39", "n30"]);
  });

  test("a push between the loss and the page does not hide the hole", () => {
    const pushed = reduced([told(received(note(41)))], leafed());
    const state = loaded({ notifications: [note(41), note(40)], nextCursor: "more", unreadCount: 15 }, pushed);
    expect(idsOf(state)).toEqual(["n41", "n40"]);
  });
});

describe("filters", () => {
  const state = loaded({
    notifications: [note(3, { kind: "reply" }), note(2, { kind: "comment", read: true }), note(1, { kind: "reply" })],
    unreadCount: 2,
  });

  test("show what fits, and what is pushed", () => {
    expect(idsOf(state, "unread")).toEqual(["n3", "n1"]);
    expect(idsOf(state, { kind: "reply" })).toEqual(["n3", "n1"]);
    const pushed = reduced([told(received(note(4, { kind: "comment" })))], state);
    expect(idsOf(pushed, { kind: "comment" })).toEqual(["n4", "n2"]);
  });

  test("have pages of their own, which leave no hole in the others", () => {
    const first = loaded({ notifications: [note(9), note(8, { read: true })], nextCursor: "more", unreadCount: 3 });
    const unread = loaded({ notifications: [note(9), note(3), note(1)], unreadCount: 3 }, first, { unreadOnly: true });
    expect(idsOf(unread, "unread")).toEqual(["n9", "n3", "n1"]);
    expect(idsOf(unread)).toEqual(["n9", "n8"]);
  });

  test("that show unread ones learn what was read elsewhere", () => {
    const unread = loaded({ notifications: [note(1, { kind: "reply" })], unreadCount: 1 }, state, { unreadOnly: true });
    expect(unread.held).toMatchObject([
      { id: "n3", read: true },
      { id: "n2", read: true },
      { id: "n1", read: false },
    ]);
    expect(unreadOf(unread)).toBe(1);
  });

  test("answer the same array until something of theirs changed", () => {
    const other = reduced([told({ type: "notificationsRead", ids: ["unknown"] })], state);
    for (const filter of ["all", "unread", { kind: "reply" }] as const)
      expect(selectNotifications(rootOf(other), filter)).toBe(selectNotifications(rootOf(state), filter));
    const same = loaded({ notifications: state.held.map((one) => ({ ...one })), unreadCount: 2 }, state);
    expect(same.held).toBe(state.held);
  });
});

describe("what the user does", () => {
  const state = loaded({ notifications: [note(3), note(2), note(1, { read: true })], unreadCount: 7 });
  const change = (kind: "read" | "readAll" | "clear", ids: readonly string[]) =>
    notificationChangeMade({ key: kind, kind, ids, unreadCount: unreadOf(state) });
  const settled = (keys: readonly string[], code?: "FORBIDDEN", unreadCount: number | null = null) =>
    notificationChangesSettled({
      keys,
      since: state.journal.count,
      failure: code === undefined ? null : failure(code),
      unreadCount,
    });

  test("is shown at once, and taken back when it is refused", () => {
    const read = reduced([change("read", ["n3"])], state);
    expect(selectNotifications(rootOf(read))[0]).toMatchObject({ id: "n3", read: true });
    expect(unreadOf(read)).toBe(6);
    const back = reduced([settled(["read"], "FORBIDDEN")], read);
    expect(selectNotifications(rootOf(back))[0]).toBe(state.held[0]);
    expect([unreadOf(back), back.failure?.code]).toEqual([7, "FORBIDDEN"]);
  });

  test.each([
    ["the answer and then the event", true],
    ["the event and then the answer", false],
  ])("is counted once by %s", (_, answerFirst) => {
    const event = told({ type: "notificationsRead", ids: ["n3"], unreadCount: 6 });
    const pair = [settled(["read"], undefined, 6), event];
    const counts: number[] = [];
    let now = reduced([change("read", ["n3"])], state);
    for (const action of answerFirst ? pair : pair.reverse()) {
      now = reduced([action], now);
      counts.push(unreadOf(now));
    }
    expect(counts).toEqual([6, 6]);
    expect(now.changes).toEqual([]);
  });

  test("reading all leaves only what comes later, also what was never loaded", () => {
    const all = reduced([change("readAll", ["n3", "n2"])], state);
    expect(unreadOf(all)).toBe(0);
    expect(idsOf(all, "unread")).toEqual([]);
    const event = told({ type: "notificationsRead", ids: "all", unreadCount: 0 }, received(note(4), 1));
    expect(unreadOf(reduced([event], all))).toBe(1);
    expect(unreadOf(reduced([settled(["readAll"], "FORBIDDEN")], all))).toBe(7);
  });

  test("reading one and then all, or clearing, counts nothing twice", () => {
    for (const kind of ["readAll", "clear"] as const) {
      const one = reduced([change("read", ["n3"])], state);
      const all = { key: kind, kind, ids: ["n3", "n2"], unreadCount: unreadOf(one) };
      const both = reduced([notificationChangeMade(all)], one);
      expect(unreadOf(both)).toBe(0);
      expect(unreadOf(reduced([settled(["read"], undefined, 6)], both))).toBe(0);
    }
  });

  test("clearing hides what was there, and brings it back when it is refused", () => {
    const cleared = reduced([change("clear", ["n3", "n2", "n1"])], state);
    expect([idsOf(cleared), unreadOf(cleared)]).toEqual([[], 0]);
    expect(idsOf(reduced([settled(["clear"], "FORBIDDEN")], cleared))).toEqual(["n3", "n2", "n1"]);
    const pushed = reduced([told(received(note(4), 8)), settled(["clear"])], cleared);
    expect([idsOf(pushed), unreadOf(pushed)]).toEqual([["n4"], 1]);
  });
});

describe("memory", () => {
  test("is bounded: beyond a hundred and what was loaded, the oldest go, and can be loaded again", () => {
    let state = loaded({ notifications: [note(1)], unreadCount: 1 });
    for (let seed = 2; seed <= 5_000; seed += 1) state = reduced([told(received(note(seed), seed))], state);
    expect(state.held.length).toBeLessThanOrEqual(125);
    expect(listOf(state).until).not.toBeNull();
    expect(unreadOf(state)).toBe(5_000);
    expect(idsOf(state)).toHaveLength(state.held.length);
  });

  test("keeps what was leafed through while it is looked at, and shrinks when it is not", () => {
    const page = (from: number) => Array.from({ length: 200 }, (_, index) => note(from - index));
    let state = loaded({ notifications: page(1_000), nextCursor: "more", unreadCount: 900 });
    state = loaded({ notifications: page(800), nextCursor: "more", unreadCount: 900 }, state, {
      cursor: `${note(801).createdAt}~n801`,
    });
    state = reduced([told(received(note(1_001), 901))], state);
    expect(state.held).toHaveLength(401);
    const shrunk = reduced([notificationsShrunk({ keep: 100 })], state);
    expect(shrunk.held).toHaveLength(100);
    expect(listOf(shrunk).until?.id).toBe("n902");
    expect(unreadOf(shrunk)).toBe(901);
  });

  test("of what was read before it came is bounded", () => {
    const events = Array.from({ length: 2_000 }, (_, seed) => told({ type: "notificationsRead", ids: [`n${seed}`] }));
    expect(reduced(events).journal.readAhead).toHaveLength(500);
  });

  test("holds nothing of another user", () => {
    const state = loaded({ notifications: [note(1)], unreadCount: 1 });
    expect(reduced([userChanged({ userId: "binh" })], state).held).toEqual([]);
    expect(reduced([userChanged({ userId: "an", keep: true })], state)).toBe(state);
    expect(reduced([{ type: "something/else" }], state)).toBe(state);
  });
});

describe("a page that can't be had", () => {
  test("is an error where there is nothing, and only said where there is something", () => {
    const request = asking();
    const failed = reduced([request.pending, request.fail]);
    expect(listOf(failed)).toMatchObject({ status: "error", error: { code: "UNAVAILABLE" } });
    const again = asking();
    const held = loaded({ notifications: [note(2)], nextCursor: "more", unreadCount: 1 }, failed);
    expect(listOf(reduced([again.pending, again.fail], held))).toMatchObject({
      status: "ready",
      error: { code: "UNAVAILABLE" },
    });
    const older = asking({ cursor: `${note(2).createdAt}~n2` });
    expect(listOf(reduced([older.pending], held)).more).toBe("loading");
    expect(listOf(reduced([older.pending, older.fail], held)).more).toBe("error");
  });
});

describe("everybody's, for admins", () => {
  test("is leafed through, each once", () => {
    const first = asking({}, "allNotifications");
    const next = asking({ cursor: "1~n2" }, "allNotifications");
    const state = reduced([
      first.pending,
      first.answer({ notifications: [note(3), note(2)], nextCursor: "more" }),
      next.pending,
      next.answer({ notifications: [note(2), note(1)] }),
    ]);
    expect(state.all).toMatchObject({ status: "ready", hasMore: false, more: "idle" });
    expect(state.all.notifications.map(({ id }) => id)).toEqual(["n3", "n2", "n1"]);
    expect(state.held).toEqual([]);
  });
});
