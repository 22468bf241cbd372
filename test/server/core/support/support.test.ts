import { describe, expect, test } from "vitest";
import { agentCommands } from "../../../../src/protocols/native/supportWire.js";
import type { NativeCommand } from "../../../../src/protocols/native/wire.js";
import type { Identity } from "../../../../src/server/core/core.js";
import { type Tab, type TestCore, testCore, text } from "../../support/testCore.js";

const id = "support:an";
const agent = (name: string, role = "agent"): Identity => ({
  user: { id: name, name: name.toUpperCase() },
  roles: [role],
});
const ticketsOf = (tab: Tab) => tab.heard("supportTicketChanged").map(({ ticket }) => ticket);
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

/** A visitor who has written, with an agent at the queue. */
async function waiting(options: Parameters<typeof testCore>[0] = {}): Promise<TestCore & { an: Tab; lan: Tab }> {
  const server = testCore(options);
  const [an, lan] = [server.tab("an"), server.tab(agent("lan"))];
  await an.do("startSupport", { supportType: "billing" });
  await an.do("sendMessage", text(id, "c1", "my invoice is wrong"));
  await lan.do("watchSupportQueue", {});
  return { ...server, an, lan };
}

describe("a visitor", () => {
  test("asks for help and is told so at every tab; asking again changes nothing", async () => {
    const server = testCore();
    const [here, there] = [server.tab("an"), server.tab("an")];
    expect(await here.do("startSupport", { supportType: "billing" })).toMatchObject({
      ok: true,
      ticket: { conversationId: id, topic: "billing", status: "queued", visitor: { id: "an", name: "AN" } },
    });
    expect(await here.do("startSupport", { supportType: "billing" })).toMatchObject({ ok: true });
    expect(ticketsOf(there)).toHaveLength(1);
  });

  test("loses nothing of what he writes while no agent is there: it is stored, and the request waits in the queue", async () => {
    const server = testCore();
    const an = server.tab("an");
    for (const seq of [1, 2, 3])
      expect(await an.do("sendMessage", text(id, `c${seq}`, `words ${seq}`))).toMatchObject({ ok: true, seq });
    await settle();
    const lan = server.tab(agent("lan"));
    expect(await lan.do("watchSupportQueue", {})).toMatchObject({
      ok: true,
      tickets: [
        { conversationId: id, status: "queued", topic: "general", head: 3, readSeq: 0, last: { text: "words 3" } },
      ],
    });
    expect(await server.store.range(id, 0, 10)).toHaveLength(3);
  });

  test("is refused, and nothing stored, when the request can't be kept: his client sends again", async () => {
    const server = testCore();
    const broken = { ...server.store.support, start: () => Promise.reject(new Error("disk full")) };
    const failing = testCore({ store: { ...server.store, support: broken } });
    const an = failing.tab("an");
    expect(await an.do("sendMessage", text(id, "c1"))).toMatchObject({ ok: false, code: "UNAVAILABLE" });
    expect(await server.store.range(id, 0, 10)).toEqual([]);
  });

  test("opens a closed request again by writing", async () => {
    const { an, lan, clock } = await waiting();
    await lan.do("takeSupport", { conversationId: id });
    await lan.do("closeSupport", { conversationId: id });
    clock.advance(60_000);
    await an.do("sendMessage", text(id, "c2", "one more thing"));
    expect(ticketsOf(lan).find(({ createdAt }) => createdAt > ticketsOf(lan)[0]!.createdAt)).toMatchObject({
      status: "queued",
      topic: "billing",
    });
    expect(ticketsOf(an).at(-1)).toMatchObject({ status: "queued" });
  });

  test("learns by one question how his request stands and what is unread, and nothing of anybody else's", async () => {
    const { an, lan, tab } = await waiting();
    await lan.do("takeSupport", { conversationId: id });
    await lan.do("sendMessage", text(id, "l1", "let me look"));
    expect(await an.do("supportStatus", {})).toMatchObject({
      ok: true,
      ticket: { status: "taken", agent: { id: "lan" } },
      conversation: { id, head: 2, readSeq: 1, unreadCount: 1 },
    });
    expect(await tab("binh").do("supportStatus", {})).toEqual({ ok: true });
  });

  test("who may not open his conversation may not ask for help", async () => {
    const server = testCore({ authorize: ({ id: userId }) => (userId === "an" ? false : undefined) });
    expect(await server.tab("an").do("startSupport", { supportType: "general" })).toMatchObject({ code: "FORBIDDEN" });
  });

  test("can't flood the queue", async () => {
    const { an } = await waiting({ limits: { support: { perSecond: 1, burst: 2 } } });
    await an.do("startSupport", { supportType: "a" });
    expect(await an.do("startSupport", { supportType: "b" })).toMatchObject({ ok: false, code: "RATE_LIMITED" });
  });
});

describe("who is no agent", () => {
  test.each(agentCommands)("is refused %s, whatever he names, and it is written down", async (name) => {
    const { tab, reports } = await waiting();
    const binh = tab({ user: { id: "binh" }, roles: ["teacher"] });
    const input = name.endsWith("SupportQueue") ? {} : { conversationId: id };
    expect(await binh.do(name as NativeCommand, input as never)).toMatchObject({ ok: false, code: "FORBIDDEN" });
    expect(reports).toContainEqual(expect.objectContaining({ kind: "audit", code: "FORBIDDEN", userId: "binh" }));
  });

  test("hears nothing of the queue and reads nothing of others' conversations", async () => {
    const { an, lan, tab } = await waiting();
    const binh = tab("binh");
    await binh.do("watchSupportQueue", {});
    await lan.do("takeSupport", { conversationId: id });
    await an.do("sendMessage", text(id, "c2"));
    expect(binh.heard()).toEqual([]);
    for (const name of ["openConversation", "sendMessage"] as const)
      expect(
        await binh.do(name, name === "sendMessage" ? text(id, "b1") : ({ conversationId: id } as never)),
      ).toMatchObject({
        code: "FORBIDDEN",
      });
  });

  test("hears nothing more once a new token takes the role away", async () => {
    const verifyToken = async () => ({ user: { id: "lan" } });
    const { an, lan } = await waiting({ verifyToken });
    await lan.do("openConversation", { conversationId: id });
    const before = lan.heard("messageReceived").length;
    await lan.do("reauthenticate", { token: "without the role" });
    await an.do("sendMessage", text(id, "c2"));
    await an.do("startSupport", { supportType: "other" });
    expect(lan.heard("messageReceived")).toHaveLength(before);
    expect(ticketsOf(lan).filter(({ topic }) => topic === "other")).toEqual([]);
    expect(lan.heard("conversationClosed")).toMatchObject([{ conversationId: id, reason: "kicked" }]);
    expect(await lan.do("takeSupport", { conversationId: id })).toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("agents", () => {
  test("hear of every request and of every message in one while they watch, and nothing after", async () => {
    const { an, lan } = await waiting();
    await an.do("sendMessage", text(id, "c2", "still there?"));
    await settle();
    expect(ticketsOf(lan).at(-1)).toMatchObject({
      head: 2,
      readSeq: 0,
      last: { text: "still there?", senderId: "an" },
    });
    await lan.do("unwatchSupportQueue", {});
    const heard = ticketsOf(lan).length;
    await an.do("sendMessage", text(id, "c3"));
    await settle();
    expect(ticketsOf(lan)).toHaveLength(heard);
  });

  test("two who take the same request: one has it, the other is told CONFLICT, both see whose it is", async () => {
    const { lan, tab } = await waiting();
    const minh = tab(agent("minh"));
    await minh.do("watchSupportQueue", {});
    const answers = await Promise.all([lan, minh].map((one) => one.do("takeSupport", { conversationId: id })));
    expect(answers.map((answer) => (answer.ok ? "won" : answer.code)).sort()).toEqual(["CONFLICT", "won"]);
    expect(ticketsOf(minh).at(-1)).toMatchObject({ status: "taken", agent: { id: "lan", name: "LAN" } });
    expect(ticketsOf(lan).at(-1)).toEqual(ticketsOf(minh).at(-1));
  });

  test("leave others' requests alone, but for admins", async () => {
    const { lan, tab } = await waiting();
    const [minh, chief] = [tab(agent("minh")), tab(agent("chief", "admin"))];
    await lan.do("takeSupport", { conversationId: id });
    for (const name of ["releaseSupport", "closeSupport"] as const)
      expect(await minh.do(name, { conversationId: id })).toMatchObject({ code: "CONFLICT" });
    expect(await chief.do("releaseSupport", { conversationId: id })).toMatchObject({ ok: true });
    expect(await minh.do("takeSupport", { conversationId: id })).toMatchObject({ ok: true });
    expect(await chief.do("closeSupport", { conversationId: id })).toMatchObject({
      ok: true,
      ticket: { status: "closed" },
    });
  });

  test("have what they take in their list, and no more once it is given back", async () => {
    const { lan, store, clock, an } = await waiting();
    await lan.do("takeSupport", { conversationId: id });
    expect(await store.members(id)).toContain("lan");
    expect(lan.heard("conversationChanged")).toMatchObject([{ conversation: { id, head: 1, readSeq: 0 } }]);
    clock.advance(10_000);
    await an.do("sendMessage", text(id, "c2"));
    await settle();
    // Not opened: heard of by the list.
    expect(lan.heard("conversationChanged").at(-1)).toMatchObject({ conversation: { head: 2, unreadCount: 2 } });
    await lan.do("releaseSupport", { conversationId: id });
    expect(await store.members(id)).not.toContain("lan");
  });

  test("who read and who write move how far it is read; while one has it, only he does", async () => {
    const { an, lan, tab } = await waiting();
    const minh = tab(agent("minh"));
    await lan.do("takeSupport", { conversationId: id });
    await minh.do("markRead", { conversationId: id, seq: 1 });
    await settle();
    expect(ticketsOf(lan).at(-1)).toMatchObject({ head: 1, readSeq: 0 });
    await lan.do("markRead", { conversationId: id, seq: 1 });
    await settle();
    expect(ticketsOf(lan).at(-1)).toMatchObject({ head: 1, readSeq: 1 });
    await an.do("sendMessage", text(id, "c2"));
    await lan.do("sendMessage", text(id, "l1"));
    await settle();
    expect(ticketsOf(lan).at(-1)).toMatchObject({ head: 3, readSeq: 3, last: { senderId: "lan" } });
  });

  test("what they do is written down, without what was said", async () => {
    const { lan, reports } = await waiting();
    await lan.do("takeSupport", { conversationId: id });
    expect(reports.filter(({ kind }) => kind === "audit")).toEqual([
      { kind: "audit", during: "lobby:support-watch", code: "OK", userId: "lan" },
      { kind: "audit", during: "lobby:support-take", code: "OK", userId: "lan", subject: id },
    ]);
  });

  test("are limited as visitors are", async () => {
    const { lan } = await waiting({ limits: { support: { perSecond: 1, burst: 1 } } });
    await lan.do("takeSupport", { conversationId: id });
    expect(await lan.do("takeSupport", { conversationId: id })).toMatchObject({ code: "RATE_LIMITED" });
  });

  test("are told when a request is none", async () => {
    const { lan } = await waiting();
    for (const conversationId of ["support:nobody", "room:hall", "direct:an:binh"])
      expect(await lan.do("takeSupport", { conversationId })).toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("with an admin namespace", () => {
  test("agents' commands are taken there and nowhere else, and nothing else is taken there", async () => {
    const { session } = testCore({ adminNamespace: true }).tab(agent("lan"));
    expect(await session.handle("lobby:support-watch", {})).toMatchObject({ code: "FORBIDDEN" });
    expect(await session.handle("lobby:support-watch", {}, "admin")).toMatchObject({ ok: true });
    expect(await session.handle("lobby:support", { supportType: "x" }, "admin")).toMatchObject({ code: "FORBIDDEN" });
    expect(await session.handle("lobby:send", text("room:hall", "c1"), "admin")).toMatchObject({ code: "FORBIDDEN" });
  });
});

test("an end of the connection ends the watching", async () => {
  const { an, lan } = await waiting();
  lan.session.end();
  const heard = ticketsOf(lan).length;
  await an.do("startSupport", { supportType: "other" });
  expect(ticketsOf(lan)).toHaveLength(heard);
});

test("the app may keep an agent from a visitor: what he may not open he may not take, give back or close", async () => {
  const { an, lan, store } = await waiting({
    authorize: (user, action) =>
      user.id === "lan" && "conversationId" in action && action.conversationId === id ? false : undefined,
  });
  for (const name of ["takeSupport", "releaseSupport", "closeSupport"] as const)
    expect(await lan.do(name, { conversationId: id })).toMatchObject({ ok: false, code: "FORBIDDEN" });
  expect(lan.heard("conversationChanged")).toEqual([]);
  expect(await store.support.ticket(id)).toMatchObject({ status: "queued" });
  expect(an.heard("supportTicketChanged")).toHaveLength(1);
});
