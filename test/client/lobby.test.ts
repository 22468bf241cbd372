import { describe, expect, it } from "vitest";
import { selectConversations, selectTyping, selectUnreadCount } from "../../src/client/chat/selectors.js";
import { native } from "../../src/protocols/native/native.js";
import type { Protocol } from "../../src/protocols/protocol.js";
import {
  conversationOf,
  createWorld,
  direct,
  listening,
  room,
  say,
  shown,
  statuses,
  statusOf,
  texts,
} from "./world.js";

describe("two people", () => {
  it("talk, with receipts and typing", async () => {
    const { arrive, wait } = createWorld();
    const an = arrive("an");
    const binh = arrive("binh");
    await wait();
    expect(statusOf(an)).toBe("live");
    const key = say(an, "Hello");
    expect(statuses(an)).toEqual(["Hello sending"]);
    await wait();
    expect(shown(an)[0]).toMatchObject({ key, status: "delivered", own: true });
    expect(statuses(binh)).toEqual(["Hello received"]);
    expect(selectUnreadCount(binh.store.getState(), direct)).toBe(1);
    binh.markRead(direct);
    expect(selectUnreadCount(binh.store.getState(), direct)).toBe(0);
    await wait();
    expect(statuses(an)).toEqual(["Hello read"]);
    binh.setTyping(direct, true);
    await wait();
    expect(selectTyping(an.store.getState(), direct)).toMatchObject([{ userId: "binh" }]);
    binh.setTyping(direct, false);
    await wait();
    expect(selectTyping(an.store.getState(), direct)).toEqual([]);
    binh.setTyping(direct, true);
    await wait(7_000);
    expect(selectTyping(an.store.getState(), direct)).toEqual([]);
  });

  it("hear of each other in conversations that they have not opened", async () => {
    const { arrive, wait } = createWorld();
    const an = arrive("an");
    const binh = arrive("binh", []);
    await wait();
    say(an, "psst");
    await wait();
    expect(conversationOf(binh)).toMatchObject({ status: "idle", messages: [], head: 1 });
    expect(selectConversations(binh.store.getState())).toHaveLength(1);
    await wait(1_500);
    expect(statuses(an)).toEqual(["psst delivered"]);
    binh.openConversation(direct);
    await wait();
    expect(texts(binh)).toEqual(["psst"]);
  });
});

describe("history", () => {
  it("comes page by page until the beginning, and one request serves all who ask", async () => {
    const { person, server, wait } = createWorld({ history: { count: 120 } });
    let requests = 0;
    const an = person("an", {
      fetch: (...args) => {
        requests++;
        return server.fetch(...args);
      },
    });
    an.retain();
    an.openConversation(direct);
    await wait();
    expect(texts(an)).toHaveLength(50);
    void an.loadOlder(direct);
    void an.loadOlder(direct);
    await wait();
    expect(texts(an)).toHaveLength(100);
    void an.loadOlder(direct);
    await wait();
    expect(conversationOf(an)).toMatchObject({ hasOlder: false, older: "idle", gaps: [] });
    expect(shown(an).map(({ seq }) => seq)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
    expect(requests).toBe(3);
    void an.loadOlder(direct);
    await wait();
    expect(requests).toBe(3);
  });

  it("that can't be had is an error with a way out", async () => {
    const { arrive, network, wait } = createWorld({ history: { count: 120 } });
    network.failRequests(503);
    const an = arrive("an");
    await wait();
    expect(conversationOf(an)).toMatchObject({ status: "error", error: { code: "UNAVAILABLE" } });
    network.failRequests(null);
    void an.reloadConversation(direct);
    await wait();
    expect(conversationOf(an)).toMatchObject({ status: "ready", error: null });
    network.failRequests(503);
    void an.loadOlder(direct);
    await wait();
    expect(conversationOf(an).older).toBe("error");
    network.failRequests(null);
    void an.loadOlder(direct);
    await wait();
    expect(texts(an)).toHaveLength(100);
  });

  it("is shown over HTTP when the socket does not come up", async () => {
    const { arrive, network, wait } = createWorld({ history: { count: 7 } });
    network.refuse("UNAVAILABLE");
    const an = arrive("an");
    await wait(4_000);
    expect(texts(an)).toHaveLength(7);
    network.reconnect();
    await wait(40_000);
    expect(statusOf(an)).toBe("live");
    expect(texts(an)).toHaveLength(7);
  });
});

describe("a room", () => {
  it("under flood keeps its newest messages, and loads the dropped ones again", async () => {
    const { arrive, server, wait } = createWorld();
    const an = arrive("an", [room], { roomBuffer: 100 });
    await wait();
    for (let index = 0; index < 300; index++) await server.as("binh").send(room, `n${index}`);
    await wait();
    const { messages, hasOlder } = conversationOf(an, room);
    expect(messages.length).toBeLessThanOrEqual(125);
    expect([hasOlder, texts(an, room).at(-1)]).toEqual([true, "n299"]);
    an.setReading(room, false);
    const oldest = messages[0]?.seq ?? 0;
    void an.loadOlder(room);
    await wait();
    expect(shown(an, room)[0]?.seq).toBe(oldest - 50);
    expect(conversationOf(an, room).gaps).toEqual([]);
  });

  it("is joined once while pages come and go, left a moment after the last one, and joined again after a break", async () => {
    const { arrive, network, server, wait } = createWorld();
    const asked: string[] = [];
    const an = arrive("an", [], { transport: listening(server.transport, asked) });
    await wait();
    for (let route = 0; route < 50; route++) an.openConversation(room)();
    const stop = an.openConversation(room);
    await wait();
    expect(asked.filter((event) => event === "lobby:open" || event === "lobby:close")).toEqual(["lobby:open"]);
    await server.as("binh").send(room, "one");
    await wait();
    network.cut();
    await wait(5_000);
    await server.as("binh").send(room, "two");
    await wait();
    expect(texts(an, room)).toEqual(["one", "two"]);
    stop();
    stop();
    await wait(2_000);
    await server.as("binh").send(room, "three");
    await wait();
    expect(texts(an, room)).toEqual(["one", "two"]);
    an.openConversation(room);
    await wait();
    expect(texts(an, room)).toEqual(["one", "two", "three"]);
  });

  it("that one may not enter says so", async () => {
    const { arrive, wait } = createWorld({
      authorize: (_user, action) => !("conversationId" in action) || action.conversationId !== room,
    });
    const an = arrive("an", [room]);
    await wait();
    expect(conversationOf(an, room)).toMatchObject({ status: "error", error: { code: "FORBIDDEN" } });
    const key = say(an, "let me in", room);
    await wait();
    expect(shown(an, room)).toMatchObject([{ key, status: "failed", failure: { code: "FORBIDDEN" } }]);
  });

  describe("on a server that keeps nothing", () => {
    const none = { history: "none", catchUp: "none", sequences: false } as const;
    const protocol: Protocol = { ...native, capabilities: { ...native.capabilities, ...none } };
    async function come(mayEnter: boolean) {
      let open = mayEnter;
      const world = createWorld({
        authorize: (_user, action) => open || !("conversationId" in action) || action.conversationId !== room,
      });
      const an = world.arrive("an", [room], { protocol });
      await world.wait();
      const reconnect = async () => {
        world.network.cut();
        await world.wait(5_000);
      };
      const allow = (may: boolean) => {
        open = may;
      };
      return { ...world, an, reconnect, allow };
    }

    it("is ready at once, and refused when one may not enter", async () => {
      const { an } = await come(false);
      expect(conversationOf(an, room)).toMatchObject({ status: "error", error: { code: "FORBIDDEN" } });
      expect(conversationOf((await come(true)).an, room)).toMatchObject({ status: "ready", error: null });
    });

    it("is open as soon as one is let in: with the next connection, or when it is tried again", async () => {
      const { an, reconnect, allow } = await come(false);
      allow(true);
      await reconnect();
      expect(conversationOf(an, room)).toMatchObject({ status: "ready", error: null });
      const other = await come(false);
      other.allow(true);
      await Promise.all([other.an.reloadConversation(room), other.wait()]);
      expect(conversationOf(other.an, room)).toMatchObject({ status: "ready", error: null });
      await Promise.all([other.an.reloadConversation(room), other.wait()]);
      expect(conversationOf(other.an, room)).toMatchObject({ status: "ready", error: null });
    });

    it("keeps what was said before whoever is let in no more, and says why nothing follows", async () => {
      const { an, server, wait, reconnect, allow } = await come(true);
      await server.as("binh").send(room, "one");
      await wait();
      allow(false);
      await reconnect();
      expect(conversationOf(an, room)).toMatchObject({ status: "ready", error: { code: "FORBIDDEN" } });
      expect(texts(an, room)).toEqual(["one"]);
      allow(true);
      await reconnect();
      expect(conversationOf(an, room).error).toBeNull();
    });
  });
});

it("keeps drafts", async () => {
  const { arrive, wait } = createWorld();
  const an = arrive("an");
  await wait();
  an.setDraft(direct, "half a sent");
  expect(conversationOf(an).draft).toBe("half a sent");
});

it("leaves no timer and no listener behind", async () => {
  const { arrive, environment, wait } = createWorld();
  const before = environment.pending;
  const an = arrive("an", [direct, room]);
  await wait();
  say(an, "x");
  an.markRead(direct);
  await wait();
  an.signIn(null);
  await wait(120_000);
  expect(environment.pending.listeners).toBe(before.listeners);
  expect(environment.pending.timers).toBeLessThanOrEqual(before.timers + 1);
});

it("leaves a room that was closed while it was being opened", async () => {
  const { arrive, server, network, wait } = createWorld();
  const an = arrive("an", []);
  await wait();
  network.latencyMs = 2_000;
  const stop = an.openConversation(room);
  await wait(100);
  stop();
  await wait(10_000);
  expect(server.hub.size(`conversation:${room}`)).toBe(0);
});
