import { describe, expect, test } from "vitest";
import { createLivestream } from "../../../src/client/livestream/createLivestream.js";
import { hall, livestreamWorld, rocket, rose } from "./support.js";

describe("wanting a room", () => {
  test("begins with the first subscriber, once for any number of them, and ends after the last", async () => {
    const { lobbyOf, wait, count } = livestreamWorld();
    const lobby = lobbyOf();
    const rooms = [createLivestream(lobby, "hall"), createLivestream(lobby, "hall")];
    await wait(1_000);
    expect(count("lobby:hello")).toBe(0);
    expect(rooms[0]?.getSnapshot()).toMatchObject({ roomId: "hall", room: { status: "idle" } });
    const stops = [...rooms, ...rooms].map((room) => room.subscribe(() => {}));
    await wait();
    expect(rooms[1]?.getSnapshot()).toMatchObject({
      connection: { status: "live", guarantees: "L4" },
      room: { status: "joined", memberCount: 1 },
      chat: { status: "ready" },
    });
    expect(["lobby:hello", "lobby:open", "lobby:room-watch", "lobby:viewers-join"].map(count)).toEqual([1, 1, 1, 1]);
    for (const stop of stops.slice(1)) stop();
    await wait(3_000);
    expect(rooms[0]?.getSnapshot().room.status).toBe("joined");
    stops[0]?.();
    await wait(3_000);
    expect(lobby.store.getState().lobby.connection.status).toBe("idle");
    expect(count("lobby:room-unwatch")).toBe(1);
    expect(rooms[0]?.getSnapshot().room.status).toBe("idle");
  });

  test("survives a subscription that is dropped and taken at once, as StrictMode does", async () => {
    const { lobbyOf, wait, count } = livestreamWorld();
    const room = createLivestream(lobbyOf(), "hall");
    room.subscribe(() => {})();
    room.subscribe(() => {});
    await wait(5_000);
    expect(room.getSnapshot().room.status).toBe("joined");
    expect(["lobby:hello", "lobby:room-watch", "lobby:room-unwatch"].map(count)).toEqual([1, 1, 0]);
    room.close();
  });

  test("close leaves although somebody listens, leaves nothing running, and a later subscriber begins anew", async () => {
    const { environment, watch, wait, count } = livestreamWorld();
    await wait();
    const before = environment.pending;
    const { room, now, views } = watch();
    await wait();
    room.close();
    await wait(20_000);
    expect(environment.pending).toEqual(before);
    expect(count("lobby:room-unwatch")).toBe(1);
    const told = views.length;
    const stop = room.subscribe(() => {});
    await wait();
    expect(now().room.status).toBe("joined");
    expect(views).toHaveLength(told);
    stop();
  });

  test("is quiet while nobody is signed in, and begins when somebody is", async () => {
    const { lobbyOf, wait, watch, count } = livestreamWorld();
    const lobby = lobbyOf();
    const { user } = lobby;
    lobby.signIn(null);
    const { now, room } = watch(lobby);
    await wait(3_000);
    expect(now()).toMatchObject({ user: null, room: { status: "idle" }, support: { conversationId: null } });
    expect(count("lobby:hello")).toBe(0);
    expect(() => room.send("Hello")).toThrow(/Nobody is signed in/);
    expect(() => room.askAdmin("Hello")).toThrow(/Nobody is signed in/);
    lobby.signIn(user, "an");
    await wait();
    expect(now()).toMatchObject({ user: { id: "an" }, room: { status: "joined" }, chat: { status: "ready" } });
  });

  test("refuses a room that can't be one, where it is made", () => {
    const { lobbyOf } = livestreamWorld();
    expect(() => createLivestream(lobbyOf(), "not an id")).toThrow(/can't be a room's id/);
  });

  test("asks for neither notifications nor health where they are not wanted", async () => {
    const { watch, wait, network } = livestreamWorld({ notifications: 3 });
    const quiet = watch(undefined, { notifications: false, health: false });
    await wait();
    network.disconnect();
    await wait(5_000);
    expect(quiet.now()).toMatchObject({ notifications: { status: "idle", list: [] }, health: { errors: [] } });
  });
});

describe("the view", () => {
  test("is the same object while nothing changed, and so are its parts", async () => {
    const { watch, wait, server } = livestreamWorld();
    const { now, views, lobby } = watch();
    await wait(3_000);
    const before = now();
    expect(now()).toBe(before);
    const told = views.length;
    // What concerns another room is no change.
    lobby.openConversation("room:attic");
    await wait(100);
    await server.as("binh").send("room:attic", "elsewhere");
    await wait();
    expect(now()).toBe(before);
    expect(views).toHaveLength(told);
    await server.as("binh").send(hall, "Chào");
    await wait(100);
    const after = now();
    expect(after.chat).not.toBe(before.chat);
    for (const part of ["room", "gifts", "support", "notifications", "health", "viewers"] as const)
      expect(after[part], part).toBe(before[part]);
  });

  test("tells a listener only of changes, and every listener though one of them fails", async () => {
    const { watch, wait, environment, server } = livestreamWorld();
    const { room, views } = watch();
    await wait();
    room.subscribe(() => {
      throw new Error("the page's own");
    });
    const later: unknown[] = [];
    room.subscribe(() => later.push(room.getSnapshot()));
    await server.as("binh").send(hall, "Chào");
    let thrown: unknown;
    try {
      await wait();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ message: "the page's own" });
    await environment.advanceAsync(0).catch(() => {});
    expect(later.length).toBeGreaterThan(0);
    for (const [index, view] of views.entries()) if (index > 0) expect(view).not.toBe(views[index - 1]);
    room.close();
  });

  test("draws a flood in few steps, and nothing of it twice", async () => {
    const { watch, wait, server } = livestreamWorld();
    const { views, texts } = watch();
    await wait();
    views.length = 0;
    for (let nth = 0; nth < 100; nth++) await server.as("binh").send(hall, `m${nth}`);
    await wait(1_000);
    expect(texts()).toEqual(Array.from({ length: 100 }, (_, nth) => `m${nth}`));
    expect(views.length).toBeLessThan(20);
  });

  test("forgets one user with the next", async () => {
    const { watch, wait, lobbyOf, server } = livestreamWorld({ notifications: 2 });
    const lobby = lobbyOf();
    const { now, room, texts } = watch(lobby);
    await wait();
    await server.as("binh").send(hall, "before");
    await wait();
    room.askAdmin("A word");
    room.clearHistory();
    await wait();
    lobby.signIn({ id: "binh" }, "binh");
    await wait();
    expect(now()).toMatchObject({
      user: { id: "binh" },
      notifications: { unreadCount: 0 },
      support: { conversationId: "support:binh", messages: [] },
    });
    expect(texts()).toEqual(["before"]);
  });
});

describe("the room", () => {
  test("who is in it, who comes and goes, what is streamed, how many watch", async () => {
    const { watch, wait, server } = livestreamWorld();
    await server.core.room.update("hall", { title: "Hall", hostId: "an" });
    const { now } = watch();
    await wait();
    await server.as("binh").enterRoom("hall");
    await server.as("binh").watch("hall");
    await server.core.room.startStream("hall", { title: "Chords" });
    await wait(2_000);
    expect(now()).toMatchObject({
      room: {
        info: { title: "Hall" },
        isHost: true,
        supported: true,
        memberCount: 2,
        stream: { live: true, title: "Chords" },
        recent: { joinedCount: 1, joined: [{ id: "binh" }] },
      },
      viewers: { count: 2, asOf: null, supported: true },
    });
    expect(now().room.roster.map(({ id }) => id)).toEqual(["an", "binh"]);
    await server.as("binh").leaveRoom("hall");
    await wait(3_000);
    expect(now().room.roster.map(({ id }) => id)).toEqual(["an"]);
  });

  test("comes back into it after a loss, with everything that was missed, and says meanwhile how it stands", async () => {
    const { watch, wait, server, network } = livestreamWorld();
    const { now, texts, room } = watch();
    await wait();
    network.disconnect();
    await wait(2_000);
    expect(now()).toMatchObject({ room: { stale: true }, health: { socket: "down" } });
    expect(now().health.errors.length).toBeGreaterThan(0);
    const key = room.send("written offline");
    await server.as("binh").send(hall, "missed");
    await wait();
    expect(now().chat.messages).toMatchObject([{ key, status: "queued" }]);
    network.reconnect();
    await wait(60_000);
    expect(now()).toMatchObject({ connection: { status: "live" }, room: { status: "joined", stale: false } });
    expect(texts().sort()).toEqual(["missed", "written offline"]);
    room.clearErrors();
    expect(now().health.errors).toEqual([]);
    await Promise.all([expect(room.checkHealth()).resolves.toBe("healthy"), wait()]);
  });

  test("tries again to come in where it is told to", async () => {
    let closed = true;
    const { watch, wait } = livestreamWorld({ authorize: (_user, { kind }) => !(closed && kind === "open") });
    const { now, room } = watch();
    await wait();
    expect(now().room).toMatchObject({ status: "refused", failure: { code: "FORBIDDEN" } });
    closed = false;
    room.rejoin();
    await Promise.all([room.reload(), wait()]);
    expect(now()).toMatchObject({ room: { status: "joined" } });
  });
});

describe("messages", () => {
  test("go out with their state, are read, and others type", async () => {
    const { watch, wait, server } = livestreamWorld();
    const { now, room } = watch();
    await wait();
    const key = room.send("Hello");
    expect(now().chat.messages).toMatchObject([{ key, status: "sending", own: true }]);
    await wait();
    await server.as("binh").read(hall);
    await server.as("binh").send(hall, "Chào");
    await server.as("binh").type(hall);
    await wait();
    expect(now().chat).toMatchObject({ unreadCount: 1, typing: [{ userId: "binh" }] });
    expect(now().chat.messages.map(({ status }) => status)).toEqual(["read", "received"]);
    room.markRead();
    room.setTyping(true);
    room.setReading(true);
    await wait();
    expect(now().chat).toMatchObject({ unreadCount: 0, readSeq: 2 });
  });

  test("pictures go with a caption or without; what no server would take throws", async () => {
    const { watch, wait, log } = livestreamWorld();
    const { now, room } = watch();
    await wait();
    room.sendImage("https://images.example.com/a.png");
    room.sendImage("https://images.example.com/b.png", "Look");
    await wait();
    expect(now().chat.messages.map(({ body }) => body)).toEqual([
      { kind: "image", url: "https://images.example.com/a.png" },
      { kind: "image", url: "https://images.example.com/b.png", text: "Look" },
    ]);
    expect(() => room.send("")).toThrow(/can't be sent/);
    expect(() => room.sendImage("javascript:alert(1)")).toThrow(/can't be sent/);
    expect(await log(hall)).toHaveLength(2);
  });

  test("one that is refused stays with its words, to be sent again or thrown away", async () => {
    let muted = true;
    const { watch, wait } = livestreamWorld({ authorize: (_user, { kind }) => !(muted && kind === "send") });
    const { now, room } = watch();
    await wait();
    const [first, second] = [room.send("one"), room.send("two")];
    await wait();
    expect(now().chat.messages).toMatchObject([
      { key: first, status: "failed", failure: { code: "FORBIDDEN" } },
      { key: second, status: "failed" },
    ]);
    expect(room.discard(second)).toEqual({ kind: "text", text: "two" });
    expect(room.discard(second)).toBeNull();
    muted = false;
    room.retry(first);
    await wait();
    expect(now().chat.messages).toMatchObject([{ key: first, status: "sent" }]);
  });

  test("too many at once wait, the person is told until when, and go by themselves", async () => {
    const { watch, wait, environment, log } = livestreamWorld({ limits: { sends: { perSecond: 1, burst: 1 } } });
    const { now, room } = watch();
    await wait();
    expect(now().chat.nextMessageAt).toBeNull();
    room.send("one");
    room.send("two");
    await wait(100);
    const until = now().chat.nextMessageAt;
    expect(until).toBeGreaterThan(environment.now());
    expect(now().chat.messages.map(({ status }) => status)).toEqual(["sent", "queued"]);
    await wait(5_000);
    expect(now().chat.nextMessageAt).toBeNull();
    expect(await log(hall)).toEqual(["one", "two"]);
  });

  test("older ones are loaded page by page", async () => {
    const { watch, wait } = livestreamWorld({ conversations: [{ id: hall, messages: 120 }] });
    const { now, room } = watch();
    await wait();
    const first = now().chat.messages.length;
    expect(now().chat.hasOlder).toBe(true);
    await Promise.all([room.loadOlder(), wait()]);
    expect(now().chat.messages.length).toBeGreaterThan(first);
  });

  test("clearing hides what is here, but nothing unsent; new ones show, and older ones can be had back", async () => {
    const { watch, wait, server, network, asked } = livestreamWorld({ conversations: [{ id: hall, messages: 10 }] });
    const { now, room, texts } = watch();
    await wait();
    await server.as("binh").sendGift(hall, "rose");
    await wait();
    network.disconnect();
    await wait(1_000);
    room.send("unsent");
    room.clearHistory();
    expect(texts()).toEqual(["unsent"]);
    expect(now()).toMatchObject({ chat: { hasOlder: true }, gifts: { recent: [] } });
    const cleared = now();
    room.setReading(true);
    expect(now().chat.messages).toBe(cleared.chat.messages);
    network.reconnect();
    await wait(60_000);
    await server.as("binh").send(hall, "new");
    await wait();
    expect(texts()).toEqual(["unsent", "new"]);
    asked.length = 0;
    await room.loadOlder();
    expect(texts()).toHaveLength(13);
    expect(asked).toEqual([]);
    expect(now()).toMatchObject({ chat: { hasOlder: false }, gifts: { recent: [{ name: "Rose" }] } });
  });
});

describe("gifts", () => {
  test("what can be given, what is left, what became of it", async () => {
    const { watch, wait } = livestreamWorld();
    const { now, room } = watch();
    await wait();
    expect(now().gifts).toMatchObject({ supported: true, status: "ready", catalogue: [rose, rocket], balance: 1_000 });
    const key = room.sendGift({ giftId: "rose", quantity: 2, receiverId: "binh", note: "Bravo" });
    expect(now().gifts).toMatchObject({ balance: 980, pending: [{ key, status: "sending" }] });
    await wait();
    expect(now().gifts).toMatchObject({ pending: [{ key, status: "sent" }], recent: [{ clientId: key, quantity: 2 }] });
    room.dismissGift(key);
    expect(now().gifts.pending).toEqual([]);
    expect(() => room.sendGift({ giftId: "rose", quantity: 0, receiverId: "binh" })).toThrow(/can't be sent/);
    await Promise.all([room.reloadGifts(), wait()]);
  });

  test("one that can't be paid fails and may be tried again", async () => {
    const { watch, wait, server } = livestreamWorld({ gifts: { catalogue: () => [rocket], startingBalance: 100 } });
    const { now, room } = watch();
    await wait();
    const key = room.sendGift({ giftId: "rocket", quantity: 1, receiverId: "binh" });
    await wait();
    expect(now().gifts.pending).toMatchObject([{ key, status: "failed", failure: { code: "INSUFFICIENT_FUNDS" } }]);
    await server.credit("an", 500);
    room.retryGift(key);
    await wait();
    expect(now().gifts.pending.at(-1)).toMatchObject({ status: "sent" });
  });

  test("are shown one at a time, each for as long as it lasts, a second apart; not those from before", async () => {
    const { watch, wait, server, environment } = livestreamWorld();
    await server.as("binh").sendGift(hall, "rose", { receiverId: "an" });
    await wait();
    const { now, views } = watch();
    await wait();
    expect(now().gifts).toMatchObject({ showing: null, waiting: 0 });
    const from = environment.now();
    const shown: [string | undefined, number][] = [];
    let last: unknown = null;
    await server.as("binh").sendGift(hall, "rose", { receiverId: "an" });
    await server.as("binh").sendGift(hall, "rocket", { receiverId: "an" });
    for (let step = 0; step < 90; step++) {
      await wait(100);
      const { showing } = now().gifts;
      if (showing !== last) shown.push([showing?.name, Math.round((environment.now() - from) / 100) * 100]);
      last = showing;
    }
    const [roseAt = 0, gapAt = 0, rocketAt = 0, endAt = 0] = shown.map(([, at]) => at);
    expect(shown.map(([name]) => name)).toEqual(["Rose", undefined, "Rocket", undefined]);
    expect([gapAt - roseAt, rocketAt - gapAt, endAt - rocketAt]).toEqual([2_000, 1_000, 3_000]);
    expect(views.some(({ gifts }) => gifts.waiting === 1)).toBe(true);
  });
});

describe("words to the admins", () => {
  test("become a request that agents see, and the answers come here", async () => {
    const { watch, wait, server } = livestreamWorld();
    const { now, room } = watch();
    await wait();
    expect(now().support).toMatchObject({ conversationId: "support:an", ticket: null, messages: [] });
    room.askAdmin("No sound", "sound");
    await wait();
    expect(now().support).toMatchObject({
      ticket: { topic: "sound", status: "queued" },
      messages: [{ status: "sent", body: { text: "No sound" } }],
    });
    await server.as("admin").support.take("support:an");
    await server.as("admin").send("support:an", "Turn it on");
    await wait();
    expect(now().support.ticket).toMatchObject({ status: "taken" });
    expect(now().support.messages.map(({ body }) => body.text)).toEqual(["No sound", "Turn it on"]);
    // Going on about the same asks for nothing anew.
    room.askAdmin("Thank you");
    await wait();
    expect(now().support.ticket).toMatchObject({ topic: "sound", status: "taken" });
  });

  test("a request of another day is there with its answers", async () => {
    const { watch, wait, server, lobbyOf } = livestreamWorld();
    await server.as("an").support.start("sound");
    await server.as("an").send("support:an", "No sound");
    const { now } = watch(lobbyOf());
    await wait();
    expect(now().support).toMatchObject({ ticket: { topic: "sound" }, messages: [{ body: { text: "No sound" } }] });
  });

  test("one that failed is sent again or thrown away by its key alone", async () => {
    const { watch, wait } = livestreamWorld({ authorize: (_user, { kind }) => kind !== "send" });
    const { now, room } = watch();
    await wait();
    const key = room.askAdmin("No sound");
    await wait();
    expect(now().support.messages).toMatchObject([{ key, status: "failed" }]);
    expect(room.discard(key)).toEqual({ kind: "text", text: "No sound" });
    expect(now().support.messages).toEqual([]);
  });
});

describe("notifications", () => {
  test("are loaded, come live, and are read one, some or all", async () => {
    const { watch, wait, server } = livestreamWorld({ notifications: 40 });
    const { now, room } = watch();
    await wait();
    expect(now().notifications).toMatchObject({ status: "ready", hasMore: true, supported: true });
    await server.notify("an", { title: "It begins" });
    await wait();
    const { list, unreadCount } = now().notifications;
    expect(list[0]).toMatchObject({ title: "It begins", read: false });
    room.markNotificationsRead(list[0]?.id ?? "");
    expect(now().notifications.unreadCount).toBe(unreadCount - 1);
    await Promise.all([room.loadMoreNotifications(), wait()]);
    expect(now().notifications.list.length).toBeGreaterThan(list.length);
    room.markNotificationsRead();
    await wait();
    expect(now().notifications.unreadCount).toBe(0);
    room.clearNotifications();
    await wait();
    expect(now().notifications.list).toEqual([]);
  });
});
