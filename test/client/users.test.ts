import { describe, expect, it } from "vitest";
import { giftsFeature } from "../../src/client/gifts/giftsFeature.js";
import { notificationsFeature } from "../../src/client/notifications/notificationsFeature.js";
import { memoryOutbox } from "../../src/client/outbox/memoryOutbox.js";
import { conversationOf, createWorld, direct, room, say, shown, statuses, statusOf, texts } from "./world.js";

describe("another user", () => {
  it("finds nothing of the former one, and nothing is sent in his name", async () => {
    const { arrive, network, wait, log } = createWorld();
    const lobby = arrive("an", [room]);
    await wait();
    network.disconnect();
    await wait(100);
    say(lobby, "An wrote this", room);
    lobby.setDraft(room, "An's draft");
    lobby.signIn({ id: "binh" }, "binh");
    expect(lobby.user).toEqual({ id: "binh" });
    expect(texts(lobby, room)).toEqual([]);
    expect(lobby.store.getState().lobby.connection.userId).toBe("binh");
    network.reconnect();
    await wait(40_000);
    expect(statusOf(lobby)).toBe("live");
    expect(await log(room)).toEqual([]);
    expect(conversationOf(lobby, room)).toMatchObject({ status: "ready", draft: "" });
    say(lobby, "Binh wrote this", room);
    await wait();
    expect(shown(lobby, room)).toMatchObject([{ senderId: "binh", own: true, body: { text: "Binh wrote this" } }]);
  });

  it("gives the former one back what was sealed, when he returns", async () => {
    const { arrive, network, wait, server } = createWorld();
    const lobby = arrive("an", [room]);
    await wait();
    network.disconnect();
    await wait(100);
    say(lobby, "later", room);
    lobby.signIn(null);
    network.reconnect();
    await wait(40_000);
    expect(lobby.store.getState().lobby).toMatchObject({
      connection: { status: "idle", userId: null },
      chat: { conversations: {} },
    });
    lobby.signIn({ id: "an" }, "an");
    await wait(1_000);
    const [message] = await server.store.range(room, 0, 10);
    expect(message).toMatchObject({ senderId: "an", body: { text: "later" } });
    expect(statuses(lobby, room)).toEqual(["later sent"]);
  });

  it("does not get an answer that was asked for by the former one", async () => {
    const secretRoom = { id: room, messages: 5 };
    const { arrive, server, wait } = createWorld({
      conversations: [secretRoom],
      authorize: (user) => user.id === "an",
    });
    let answer = () => {};
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const lobby = arrive("an", [room], {
      fetch: async (...args) => {
        const response = await server.fetch(...args);
        await gate;
        return response;
      },
    });
    await wait(500);
    lobby.signIn({ id: "binh" }, "binh");
    answer();
    await wait(1_000);
    expect(conversationOf(lobby, room)).toMatchObject({ status: "error", error: { code: "FORBIDDEN" }, messages: [] });
  });

  it("is not shown that what the former one has asked for could not be had", async () => {
    const { arrive, server, wait, environment } = createWorld({
      conversations: [{ id: room, messages: 5 }],
      gifts: { catalogue: [] },
    });
    const slowly: typeof globalThis.fetch = async (...args) => {
      await new Promise<void>((resolve) => void environment.setTimeout(resolve, 1_000));
      return server.fetch(...args);
    };
    const lobby = arrive("an", [room], { fetch: slowly });
    lobby.use(notificationsFeature).watch();
    lobby.use(giftsFeature).show(room, "history");
    void lobby.loadConversations();
    await wait(600);
    const errors = new Set<string>();
    const look = () => {
      const { chat, notifications, gifts } = lobby.store.getState().lobby;
      const parts = {
        room: chat.conversations[room],
        list: chat.list,
        notifications: notifications?.lists.all,
        history: gifts?.conversations[room]?.history,
      };
      for (const [name, part] of Object.entries(parts)) if (part?.status === "error") errors.add(name);
      return Object.values(parts).map((part) => part?.status);
    };
    lobby.store.subscribe(look);
    lobby.signIn({ id: "binh" }, "binh");
    void lobby.loadConversations();
    await wait(6_000);
    expect([...errors]).toEqual([]);
    expect(look()).toEqual(["ready", "ready", "ready", "ready"]);
  });

  it("never has items of another sent, even if a storage mixes them up", async () => {
    const { arrive, wait, log } = createWorld();
    const outbox = memoryOutbox();
    const item = {
      clientId: "c-1",
      userId: "binh",
      conversationId: direct,
      body: { kind: "text" as const, text: "not mine" },
      composedAt: 1_760_000_000_000,
      attempts: 0,
      failure: null,
    };
    const mixed = { ...outbox, load: async () => [item] };
    arrive("an", [direct], { outbox: mixed });
    await wait(1_000);
    expect(await log()).toEqual([]);
  });
});

describe("the outbox over a reload", () => {
  it("sends what another page left behind, under its old client id, once", async () => {
    const { arrive, network, wait, log } = createWorld();
    const outbox = { ...memoryOutbox(), durable: true };
    const first = arrive("an", [direct], { outbox });
    await wait();
    network.dropNext({ kind: "answer", event: "lobby:send" });
    network.dropNext({ kind: "event", event: "lobby:events", userId: "an" });
    const key = say(first, "before the reload");
    await wait(50);
    first.disconnect();
    const second = arrive("an", [direct], { outbox });
    await wait(2_000);
    expect(await log()).toEqual(["before the reload"]);
    expect(shown(second)).toMatchObject([{ key, status: "sent" }]);
  });

  it("fails what has waited longer than a day, and keeps its text", async () => {
    const { arrive, environment, network, wait, log } = createWorld();
    const an = arrive("an");
    await wait();
    network.disconnect();
    await wait(100);
    say(an, "yesterday");
    environment.sleep(25 * 60 * 60_000);
    network.reconnect();
    await wait(60_000);
    expect(shown(an)).toMatchObject([{ status: "failed", failure: { code: "EXPIRED" }, body: { text: "yesterday" } }]);
    expect(await log()).toEqual([]);
  });

  it("goes on in memory when the storage fails, and says so once", async () => {
    const { arrive, reports, wait, log } = createWorld();
    const refuse = () => Promise.reject(new Error("quota"));
    const outbox = { durable: true, load: refuse, put: refuse, remove: refuse };
    const an = arrive("an", [direct], { outbox });
    await wait();
    say(an, "one");
    say(an, "two");
    await wait();
    expect(await log()).toEqual(["one", "two"]);
    expect(reports.filter(({ kind }) => kind === "storage")).toHaveLength(1);
  });

  it("takes so many messages and no more, and loses the text of none", async () => {
    const { arrive, network, wait } = createWorld();
    const an = arrive("an");
    await wait();
    network.disconnect();
    await wait(100);
    for (let index = 0; index < 501; index++) say(an, `n${index}`);
    expect(statuses(an).slice(499)).toEqual(["n499 queued", "n500 failed"]);
  });
});
