import { describe, expect, test } from "vitest";
import type { Lobby, LobbyOptions } from "../../../src/client/lobby.js";
import { notificationsFeature } from "../../../src/client/notifications/notificationsFeature.js";
import {
  selectNotificationList,
  selectNotifications,
  selectUnreadNotifications,
} from "../../../src/client/notifications/selectors.js";
import type { Notification } from "../../../src/contract/notifications.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import type { MockServerOptions } from "../../../src/testing/mockServer.js";
import { allowConsole } from "../../support/consoleGuard.js";
import { createWorld, listening, statusOf } from "../world.js";

const titles = (lobby: Lobby, filter?: "unread") =>
  selectNotifications(lobby.store.getState(), filter).map(({ title }) => title);
const unread = (lobby: Lobby) => selectUnreadNotifications(lobby.store.getState());
const first = (lobby: Lobby): Notification => {
  const [one] = selectNotifications(lobby.store.getState());
  if (one === undefined) throw new Error("there is none");
  return one;
};
const list = (lobby: Lobby) => selectNotificationList(lobby.store.getState());

function world(options: Omit<MockServerOptions, "seed"> = {}) {
  const made = createWorld(options);
  const asked: string[] = [];
  const fetched: string[] = [];
  const arrive = (userId = "an", more: Partial<LobbyOptions> = {}) => {
    const { transport, fetch } = made.server;
    const lobby = made.arrive(userId, [], {
      transport: listening(transport, asked),
      fetch: (input, init) => {
        fetched.push(`${init?.method} ${String(input).split("/api/lobby/")[1]}`);
        return fetch(input, init);
      },
      ...more,
    });
    return { lobby, api: lobby.use(notificationsFeature) };
  };
  return { ...made, arrive, asked, fetched };
}

describe("the list", () => {
  test("is loaded once by all who watch, and goes on by what is pushed", async () => {
    const { arrive, server, wait, fetched } = world({ notifications: 3 });
    const { lobby, api } = arrive();
    const stops = [api.watch(), api.watch(), api.watch("all")];
    await wait();
    expect(titles(lobby)).toHaveLength(3);
    expect(fetched).toEqual(["GET notifications?limit=30"]);
    await server.notify("an", { title: "Live" });
    await wait();
    expect(titles(lobby)[0]).toBe("Live");
    expect(unread(lobby)).toBe(4);
    for (const stop of stops) stop();
    await wait(200_000);
    expect(fetched).toHaveLength(1);
  });

  test("is asked for by HTTP when the socket does not open, and again when it does", async () => {
    const { arrive, network, wait, fetched, server } = world({ notifications: 1 });
    network.refuse("UNAVAILABLE");
    const { lobby, api } = arrive();
    api.watch();
    await wait(1_000);
    expect(fetched).toEqual([]);
    await wait(1_000);
    expect(titles(lobby)).toHaveLength(1);
    await server.notify("an", { title: "Unheard" });
    network.reconnect();
    await wait(40_000);
    expect(statusOf(lobby)).toBe("live");
    expect(titles(lobby)).toHaveLength(2);
    expect(fetched).toHaveLength(2);
  });

  test("is leafed through to its end, and a page under way is asked for once", async () => {
    const { arrive, wait, fetched, lobbyOf } = { ...world({ notifications: 70 }), lobbyOf: list };
    const { lobby, api } = arrive();
    api.watch();
    await wait();
    expect([titles(lobby).length, lobbyOf(lobby).until !== null]).toEqual([30, true]);
    void api.loadMore();
    void api.loadMore();
    await wait();
    expect(fetched).toHaveLength(2);
    await Promise.all([api.loadMore(), wait()]);
    expect([titles(lobby).length, lobbyOf(lobby).until]).toEqual([70, null]);
    await api.loadMore();
    expect(fetched).toHaveLength(3);
  });

  test("is asked for again after an error", async () => {
    const { arrive, wait, network } = world({ notifications: 2 });
    network.failRequests(503);
    const { lobby, api } = arrive();
    api.watch();
    await wait();
    expect(list(lobby)).toMatchObject({ status: "error", error: { code: "UNAVAILABLE" } });
    network.failRequests(null);
    await Promise.all([api.reload(), wait()]);
    expect([list(lobby).status, titles(lobby).length]).toEqual(["ready", 2]);
  });
});

describe("a connection that was lost", () => {
  test("loses nothing: the first page closes the gap, and what was read elsewhere is read", async () => {
    const { arrive, server, wait, network } = world({ notifications: 5 });
    const { lobby, api } = arrive();
    api.watch();
    await wait();
    const known = first(lobby).id;
    network.disconnect();
    await server.notify("an", { title: "Missed" });
    const other = server.as("an");
    await server.store.notifications.markRead("an", [known]);
    other.end();
    network.reconnect();
    await wait(40_000);
    expect(titles(lobby)[0]).toBe("Missed");
    expect(selectNotifications(lobby.store.getState()).find(({ id }) => id === known)?.read).toBe(true);
    expect(unread(lobby)).toBe(3);
  });

  test("is bridged by asking about once a minute, and no longer once it is back", async () => {
    const { arrive, wait, network, fetched, server } = world();
    // HTTP still works.
    const { lobby, api } = arrive();
    api.watch();
    await wait();
    network.refuse("UNAVAILABLE");
    network.cut();
    await server.notify("an", { title: "Polled" });
    const asked = fetched.length;
    await wait(74_000);
    expect(titles(lobby)).toEqual(["Polled"]);
    await wait(600_000);
    const polls = fetched.length - asked;
    expect(polls).toBeGreaterThanOrEqual(8);
    expect(polls).toBeLessThanOrEqual(14);
    network.reconnect();
    await wait(60_000);
    const polled = fetched.length;
    await wait(600_000);
    expect(fetched).toHaveLength(polled);
  });

  test("brings nothing to who watches nothing, until he does again", async () => {
    const { arrive, wait, network, fetched, server } = world({ notifications: 2 });
    const { lobby, api } = arrive();
    const stop = api.watch();
    await wait();
    stop();
    network.cut();
    await wait(300_000);
    await server.notify("an", { title: "Heard" });
    network.disconnect();
    await server.notify("an", { title: "Unheard" });
    network.reconnect();
    await wait(60_000);
    expect(fetched).toHaveLength(1);
    api.watch();
    await wait();
    expect(titles(lobby).slice(0, 2)).toEqual(["Unheard", "Heard"]);
  });
});

describe("two tabs of one user", () => {
  test("read in one is read in the other, by one, by all, and cleared", async () => {
    const { arrive, wait, server } = world({ notifications: 4 });
    const [one, two] = [arrive(), arrive()];
    for (const { api } of [one, two]) api.watch();
    await wait();
    one.api.markRead(first(one.lobby).id);
    await wait();
    expect([unread(one.lobby), unread(two.lobby)]).toEqual([2, 2]);
    expect(first(two.lobby).read).toBe(true);
    one.api.markAllRead();
    await wait();
    expect([unread(two.lobby), titles(two.lobby, "unread")]).toEqual([0, []]);
    await server.notify("an", { title: "New" });
    await wait();
    expect([unread(one.lobby), unread(two.lobby)]).toEqual([1, 1]);
    two.api.clear();
    await wait();
    expect([titles(one.lobby), unread(one.lobby)]).toEqual([[], 0]);
    expect((await server.store.notifications.list("an", { cursor: null, limit: 5 })).notifications).toEqual([]);
  });

  test("a tab that was away for it learns it when it comes back", async () => {
    const { arrive, wait, network } = world({ notifications: 4 });
    const [one, two] = [arrive(), arrive("an")];
    for (const { api } of [one, two]) api.watch();
    await wait();
    network.dropNext({ kind: "event", nth: 1 });
    network.dropNext({ kind: "event", nth: 2 });
    one.api.markRead(first(one.lobby).id);
    await wait();
    network.cut();
    await wait(40_000);
    expect([unread(one.lobby), unread(two.lobby)]).toEqual([2, 2]);
  });
});

describe("what the user does", () => {
  test("shows before the server has heard of it, and one command at a time carries the rest", async () => {
    const { arrive, wait, network, asked, server } = world({
      notifications: Array.from({ length: 20 }, (_, index) => ({ title: `t${index}` })),
    });
    const { lobby, api } = arrive();
    api.watch();
    await wait();
    network.latencyMs = 100;
    for (const { id } of selectNotifications(lobby.store.getState())) api.markRead(id);
    expect(unread(lobby)).toBe(0);
    await wait(1_000);
    expect(asked.filter((event) => event === "lobby:notifications-read")).toHaveLength(2);
    expect(await server.store.notifications.unreadCount("an")).toBe(0);
    expect(lobby.store.getState().lobby.notifications?.changes).toEqual([]);
    api.markRead(first(lobby).id);
    await wait();
    expect(asked.filter((event) => event === "lobby:notifications-read")).toHaveLength(2);
  });

  test("offline is kept and sent with the next session", async () => {
    const { arrive, wait, network, server } = world({ notifications: 3 });
    const { lobby, api } = arrive();
    api.watch();
    await wait();
    network.disconnect();
    await wait();
    api.markAllRead();
    expect(unread(lobby)).toBe(0);
    await wait(30_000);
    expect([unread(lobby), await server.store.notifications.unreadCount("an")]).toEqual([0, 3]);
    network.reconnect();
    await wait(40_000);
    expect([unread(lobby), await server.store.notifications.unreadCount("an")]).toEqual([0, 0]);
  });

  test("is sent again when its answer is lost, and counted once", async () => {
    const { arrive, wait, network } = world({ notifications: 3 });
    const { lobby, api } = arrive();
    api.watch();
    await wait();
    network.dropNext({ kind: "answer", event: "lobby:notifications-read" });
    api.markRead(first(lobby).id);
    await wait(10_000);
    expect([unread(lobby), lobby.store.getState().lobby.notifications?.changes]).toEqual([2, []]);
  });

  test("is taken back when the server does not take it three times", async () => {
    const store = memoryStore();
    const broken = {
      ...store,
      notifications: { ...store.notifications, markRead: () => Promise.reject(new Error("the disk is full")) },
    };
    const { arrive, wait } = world({ notifications: 3, store: broken });
    allowConsole(/disk is full/);
    const { lobby, api } = arrive();
    api.watch();
    await wait();
    api.markRead(first(lobby).id);
    expect(unread(lobby)).toBe(2);
    await wait(30_000);
    expect([unread(lobby), first(lobby).read]).toEqual([3, false]);
    expect(lobby.store.getState().lobby.notifications?.failure).toMatchObject({ code: "UNAVAILABLE" });
  });
});

describe("sending", () => {
  test("reaches its user, once even when the answer is lost", async () => {
    const { arrive, wait, network } = world({ roles: { an: ["admin"] } });
    const [an, binh] = [arrive(), arrive("binh")];
    binh.api.watch();
    await wait();
    network.dropNext({ kind: "answer", event: "lobby:notify" });
    const sending = an.api.send({ to: { userId: "binh" }, title: "Hello", message: "there", href: "/x" });
    await wait(20_000);
    expect(await sending).toMatchObject({ ok: true, value: { id: first(binh.lobby).id } });
    expect(titles(binh.lobby)).toEqual(["Hello"]);
  });

  test("to the admins reaches them, and is refused to others", async () => {
    const { arrive, wait } = world({ roles: { an: ["admin"] } });
    const [an, binh] = [arrive(), arrive("binh")];
    an.api.watch();
    await wait();
    const refused = binh.api.send({ to: "admins", title: "Help", message: "" });
    await wait();
    expect(await refused).toMatchObject({ ok: false, failure: { code: "FORBIDDEN" } });
    void an.api.send({ to: "admins", title: "Note", message: "" });
    await wait();
    expect(titles(an.lobby)).toEqual(["Note"]);
  });
});

describe("arrivals", () => {
  test("are told once, when they come live and unread, and never for what was loaded", async () => {
    const { arrive, wait, server, network } = world({ notifications: 3 });
    const [an, other] = [arrive(), arrive()];
    const told: string[] = [];
    const stop = an.api.onArrival(({ title }) => told.push(title));
    an.api.watch();
    await wait();
    expect(told).toEqual([]);
    await server.notify("an", { title: "One" });
    network.duplicateNext({ kind: "event" });
    await server.notify("an", { title: "Two" });
    await wait();
    expect(told).toEqual(["One", "Two"]);
    network.disconnect();
    await server.notify("an", { title: "Away" });
    network.reconnect();
    await wait(40_000);
    expect([titles(an.lobby)[0], told]).toEqual(["Away", ["One", "Two"]]);
    stop();
    await server.notify("an", { title: "Three" });
    await wait();
    expect(told).toHaveLength(2);
    expect(titles(other.lobby)).toContain("Three");
  });
});

describe("another user", () => {
  test("sees nothing of the one before, and his own at once", async () => {
    const { arrive, wait, server } = world({ notifications: 3 });
    const { lobby, api } = arrive();
    api.watch();
    await server.notify("binh", { title: "For Binh" });
    await wait();
    lobby.signIn({ id: "binh" }, "binh");
    expect([titles(lobby), unread(lobby)]).toEqual([[], 0]);
    await wait(3_000);
    expect([titles(lobby), unread(lobby)]).toEqual([["For Binh"], 1]);
    lobby.signIn(null);
    await wait(200_000);
    expect(titles(lobby)).toEqual([]);
  });
});

describe("everybody's", () => {
  test("is loaded for admins and refused to others", async () => {
    const { arrive, wait, server } = world({ roles: { an: ["admin"] } });
    for (let count = 0; count < 60; count += 1) await server.notify(["an", "binh"], { title: `t${count}` });
    const [an, binh] = [arrive(), arrive("binh")];
    for (const { api } of [an, binh]) void api.loadAll();
    await wait();
    expect(an.lobby.store.getState().lobby.notifications?.all).toMatchObject({ status: "ready", hasMore: true });
    void an.api.loadAll("next");
    await wait();
    const all = an.lobby.store.getState().lobby.notifications?.all.notifications ?? [];
    expect(all).toHaveLength(100);
    expect(new Set(all.map(({ userId }) => userId))).toEqual(new Set(["an", "binh"]));
    expect(binh.lobby.store.getState().lobby.notifications?.all).toMatchObject({
      status: "error",
      error: { code: "FORBIDDEN" },
    });
  });
});
