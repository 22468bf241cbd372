import { describe, expect, test } from "vitest";
import type { Action, Authorize } from "../../../src/server/core/core.js";
import { testCore, text } from "../support/testCore.js";

const pair = "direct:an:binh";
const http = (conversationId: string) =>
  new Request(`http://host/api/lobby/conversations/${encodeURIComponent(conversationId)}/messages`);

/** Every way to a conversation, and what it answers. */
async function everyWay(core: ReturnType<typeof testCore>, userId: string, conversationId: string) {
  const tab = core.tab(userId);
  const answers = {
    open: await tab.do("openConversation", { conversationId }),
    send: await tab.do("sendMessage", text(conversationId, "c1")),
    read: await tab.do("markRead", { conversationId, seq: 1 }),
    delivered: await tab.do("markDelivered", { conversationId, seq: 1 }),
    typing: await tab.do("setTyping", { conversationId, typing: true }),
    heads: await tab.do("heads", { conversationIds: [conversationId] }),
    sync: await tab.do("sync", { cursors: [{ conversationId, epoch: null, after: 0 }], limit: 10 }),
  };
  const { status } = await core.core.handleHttp(http(conversationId), { id: userId });
  const codes = Object.fromEntries(
    Object.entries(answers).map(([way, answer]) => [way, answer.ok ? "ok" : answer.code]),
  );
  return { ...codes, history: status };
}

const all = (word: string, status: number) => ({
  open: word,
  send: word,
  read: word,
  delivered: word,
  typing: word,
  heads: word,
  sync: word,
  history: status,
});

describe("without a hook", () => {
  test("a pair's conversation is open to its two and shut to others, by every way", async () => {
    const core = testCore();
    expect(await everyWay(core, "an", pair)).toEqual(all("ok", 200));
    expect(await everyWay(core, "binh", pair)).toEqual(all("ok", 200));
    expect(await everyWay(core, "cuong", pair)).toEqual(all("FORBIDDEN", 403));
  });

  test("a room is open to all, and support to its visitor", async () => {
    const core = testCore();
    expect(await everyWay(core, "an", "room:a")).toEqual(all("ok", 200));
    expect(await everyWay(core, "an", "support:an")).toEqual(all("ok", 200));
    expect(await everyWay(core, "an", "support:binh")).toEqual(all("FORBIDDEN", 403));
  });

  test("whoever is shut out hears nothing and leaves nothing", async () => {
    const core = testCore();
    const [an, cuong] = [core.tab("an"), core.tab("cuong")];
    await everyWay(core, "cuong", pair);
    await an.do("sendMessage", text(pair, "c1"));
    expect(cuong.heard()).toEqual([]);
    expect(await core.store.members(pair)).not.toContain("cuong");
    expect((await core.store.range(pair, 0, 10)).map(({ senderId }) => senderId)).toEqual(["an"]);
  });
});

const isShut = (action: Action) => "conversationId" in action && action.conversationId === "room:shut";

describe("the app's hook", () => {
  test("is told of roles, and may let them in where others stay outside", async () => {
    const authorize: Authorize = (_user, action, roles) =>
      "conversationId" in action && action.conversationId.startsWith("support:") ? roles.includes("agent") : undefined;
    const core = testCore({ authorize });
    const agent = core.tab({ user: { id: "lan" }, roles: ["agent"] });
    expect(await agent.do("openConversation", { conversationId: "support:binh" })).toMatchObject({ ok: true });
    const other = core.tab("chi");
    expect(await other.do("openConversation", { conversationId: "support:binh" })).toMatchObject({ code: "FORBIDDEN" });
    const ask = (roles?: readonly string[]) =>
      core.core.handleHttp(http("support:binh"), { id: "lan" }, roles).then(({ status }) => status);
    expect(await ask(["agent"])).toBe(200);
    expect(await ask()).toBe(403);
  });

  test("opens support to agents, and can shut rooms and pairs, by every way", async () => {
    const core = testCore({
      authorize: (user, action) =>
        user.id === "agent" ? true : isShut(action) || user.id === "banned" ? false : undefined,
    });
    expect(await everyWay(core, "agent", "support:binh")).toEqual(all("ok", 200));
    expect(await everyWay(core, "an", "room:shut")).toEqual(all("FORBIDDEN", 403));
    expect(await everyWay(core, "an", "room:a")).toEqual(all("ok", 200));
    expect(await everyWay(core, "banned", "direct:an:banned")).toEqual(all("FORBIDDEN", 403));
  });

  test("can't let a third person into a pair", async () => {
    const core = testCore({ authorize: () => true });
    expect(await everyWay(core, "cuong", pair)).toEqual(all("FORBIDDEN", 403));
  });

  test("is told what is wanted", async () => {
    const asked: Action[] = [];
    const core = testCore({ authorize: (_, action) => void asked.push(action) });
    await everyWay(core, "an", "room:a");
    expect([...new Set(asked.map(({ kind }) => kind))].sort()).toEqual(["open", "read", "send", "type"]);
    expect(asked.find(({ kind }) => kind === "send")).toMatchObject({ body: { kind: "text" } });
  });

  test("refuses when it throws, at once or later, and is reported", async () => {
    const core = testCore({ authorize: () => Promise.reject(new Error("down")) });
    expect(await everyWay(core, "an", "room:a")).toEqual(all("UNAVAILABLE", 503));
    expect(core.reports.filter(({ kind }) => kind === "fault")).toHaveLength(8);
  });
});

describe("a right that is lost while the room is open", () => {
  test.each(["heads", "sync", "send", "typing", "open"] as const)(
    "is noticed at the next command (%s): the session is put out and told, once",
    async (way) => {
      let banned = false;
      const core = testCore({ authorize: (user) => (banned && user.id === "an" ? false : undefined) });
      const [an, binh] = [core.tab("an"), core.tab("binh")];
      const conversationId = "room:a";
      await an.do("openConversation", { conversationId });
      banned = true;
      const ways = {
        heads: () => an.do("heads", { conversationIds: [conversationId, conversationId] }),
        sync: () => an.do("sync", { cursors: [{ conversationId, epoch: null, after: 0 }], limit: 10 }),
        send: () => an.do("sendMessage", text(conversationId, "c1")),
        typing: () => an.do("setTyping", { conversationId, typing: true }),
        open: () => an.do("openConversation", { conversationId }),
      };
      expect(await ways[way]()).toMatchObject({ ok: false, code: "FORBIDDEN" });
      expect(an.heard()).toEqual([{ type: "conversationClosed", conversationId, reason: "kicked" }]);
      await binh.do("sendMessage", text(conversationId, "c2"));
      expect(an.heard("messageReceived")).toEqual([]);
    },
  );

  test("to write only leaves the reader listening", async () => {
    const core = testCore({ authorize: (_, { kind }) => kind !== "send" });
    const an = core.tab("an");
    await an.do("openConversation", { conversationId: "room:a" });
    expect(await an.do("sendMessage", text("room:a", "c1"))).toMatchObject({ code: "FORBIDDEN" });
    await core.core.systemMessage("room:a", "still here");
    expect(an.heard("messageReceived")).toHaveLength(1);
  });

  test("does not take the other conversations of the same question with it", async () => {
    const core = testCore({ authorize: (_, action) => !isShut(action) });
    const answer = await core.tab("an").do("heads", { conversationIds: ["room:a", "room:shut", pair] });
    expect(answer).toMatchObject({ ok: true, heads: [{ conversationId: "room:a" }, { conversationId: pair }] });
  });
});

describe("names made up to reach other people's ears", () => {
  test.each([
    "user:binh",
    "lobby:user:binh",
    "conversation:room:a",
    "/admin",
    "room:a:b",
    "room:",
    "room:../x",
    "direct:binh:an",
    "direct:an",
    "direct:an:an",
    "direct:an:binh:cuong",
    "__proto__",
    "room:__proto__",
    "room:constructor",
    `room:${"x".repeat(65)}`,
    "ROOM:a",
    "",
  ])("%j is no conversation", async (conversationId) => {
    const core = testCore();
    const [an, binh] = [core.tab("an"), core.tab("binh")];
    expect(await an.do("openConversation", { conversationId })).toMatchObject({ ok: false, code: "INVALID" });
    expect(await an.do("sendMessage", text(conversationId, "c1"))).toMatchObject({ ok: false, code: "INVALID" });
    await core.core.systemMessage("direct:an2:binh", "secret");
    expect(an.heard()).toEqual([]);
    expect(binh.heard("messageReceived")).toHaveLength(1);
  });

  test("another session's id is no conversation either", async () => {
    const core = testCore();
    const [an, binh] = [core.tab("an"), core.tab("binh")];
    await an.do("openConversation", { conversationId: `room:${binh.id}` });
    core.hub.tell(binh.id, { type: "tokenExpiring", inMs: 1 });
    expect(an.heard()).toEqual([]);
  });
});

describe("a list of conversations", () => {
  const listOf = async (core: ReturnType<typeof testCore>, userId: string, roles: readonly string[] = []) => {
    const request = new Request("http://host/api/lobby/conversations");
    const page = await (await core.core.handleHttp(request, { id: userId }, roles)).json();
    return (page as { conversations: { id: string }[] }).conversations.map(({ id }) => id);
  };

  test("leaves out what its reader may not read any more", async () => {
    let shut = false;
    const core = testCore({ authorize: (_user, action) => (shut && isShut(action) ? false : undefined) });
    const an = core.tab("an");
    for (const id of ["room:shut", "room:open"]) await an.do("sendMessage", text(id, "c1"));
    expect(await listOf(core, "an")).toHaveLength(2);
    shut = true;
    expect(await listOf(core, "an")).toEqual(["room:open"]);
  });

  test("tells an agent nothing more of visitors once he is none", async () => {
    const core = testCore();
    const lan = core.tab({ user: { id: "lan" }, roles: ["agent"] });
    const binh = core.tab("binh");
    await binh.do("startSupport", { supportType: "billing" });
    await lan.do("takeSupport", { conversationId: "support:binh" });
    lan.session.end();
    const former = core.tab("lan");
    await binh.do("sendMessage", text("support:binh", "c1", "my account number"));
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    expect(former.heard()).toEqual([]);
    expect(await listOf(core, "lan", ["agent"])).toEqual(["support:binh"]);
    expect(await listOf(core, "lan")).toEqual([]);
  });
});
