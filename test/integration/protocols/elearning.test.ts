import { describe, expect, test } from "vitest";
import { selectMessages, selectUnreadCount } from "../../../src/client/chat/selectors.js";
import { selectConnection } from "../../../src/client/connection/selectors.js";
import type { LobbyRootState } from "../../../src/client/lobbyState.js";
import { elearning } from "../../../src/protocols/elearning/elearning.js";
import { startElearningServer } from "../../servers/elearning.js";
import { eventually } from "../../support/patience.js";
import { type Person, presetWorld } from "./support/presetWorld.js";

/** The real client against a server of this kind: what people see. */

const conversation = "direct:an:binh";
const world = presetWorld(
  startElearningServer,
  (server, id) => ({ url: server.url, apiUrl: server.apiUrl, auth: () => server.token(id), protocol: elearning }),
  conversation,
);

async function both(): Promise<[Person, Person]> {
  const [an, binh] = [world.person("an", [conversation]), world.person("binh", [conversation])];
  await Promise.all([an.live(), binh.live()]);
  const ready = (state: LobbyRootState) => state.lobby.chat.conversations[conversation]?.status === "ready";
  await Promise.all([an.until("history is there", ready), binh.until("history is there", ready)]);
  return [an, binh];
}

describe("two people", () => {
  test.each([
    ["documents", {}],
    ["documents with the sender populated", { populate: true }],
    ["the sender's own objects", { relayRaw: true }],
  ])("talk both ways, the server relaying %s", async (_case, habits) => {
    Object.assign(world.server.habits, habits);
    const [an, binh] = await both();
    expect(selectConnection(an.lobby.store.getState()).guarantees).toBe("L0");
    an.say("Chào Bình");
    await binh.has(1);
    expect(selectUnreadCount(binh.lobby.store.getState(), conversation)).toBe(1);
    binh.say("Chào An");
    await an.has(2);
    expect(an.texts()).toEqual(["Chào Bình", "Chào An"]);
    await binh.has(2);
    expect(binh.texts()).toEqual(["Chào Bình", "Chào An"]);
    expect(an.messages().map(({ own, status }) => [own, status])).toEqual([
      [true, "unconfirmed"],
      [false, "received"],
    ]);
    expect(world.server.received.filter(({ event }) => event === "message")).toHaveLength(2);
    expect([...an.reports, ...binh.reports]).toEqual([]);
  });

  test("two messages of the same words are two messages", async () => {
    world.server.habits.relayRaw = true;
    const [an, binh] = await both();
    an.say("ok");
    an.say("ok");
    await binh.has(2);
    await an.lobby.reloadConversation(conversation);
    await binh.lobby.reloadConversation(conversation);
    await an.has(2);
    await binh.has(2);
  });
});

describe("the optimistic copy is the only copy", () => {
  test("history returns it under its real id: it is shown once, under the same key", async () => {
    const [an, binh] = await both();
    const key = an.say("một lần thôi");
    await binh.has(1);
    expect(an.messages()[0]).toMatchObject({ key, status: "unconfirmed" });
    await an.lobby.reloadConversation(conversation);
    await an.until("history has confirmed it", () => an.messages()[0]?.id === world.server.messages[0]?._id);
    expect(an.messages()).toHaveLength(1);
    expect(an.messages()[0]).toMatchObject({ key, own: true, status: "sent" });
  });

  test("the reader's copy without an id is shown once too, when history names it", async () => {
    world.server.habits.relayRaw = true;
    const [an, binh] = await both();
    an.say("không có id");
    await binh.has(1);
    const before = binh.messages()[0];
    expect(before?.id).toMatch(/^local-/);
    await binh.lobby.reloadConversation(conversation);
    await binh.until("history has named it", () => binh.messages()[0]?.id === world.server.messages[0]?._id);
    expect(binh.messages()).toHaveLength(1);
    expect(binh.messages()[0]?.key).toBe(before?.key);
  });

  test("what the reader has read shows as read, once history says so", async () => {
    const [an, binh] = await both();
    an.say("đọc chưa?");
    await binh.has(1);
    binh.lobby.markRead(conversation);
    await binh.until("nothing is unread", (state) => selectUnreadCount(state, conversation) === 0);
    binh.say("rồi");
    await an.has(2);
    expect(world.server.messages[0]?.status).toBe("read");
    await an.lobby.reloadConversation(conversation);
    await an.until("it shows as read", () => an.messages()[0]?.status === "read");
  });
});

test("all that came before what was read is read, though the server marks one at a time; what others wrote is not", async () => {
  const [an, binh] = await both();
  for (const text of ["một", "hai", "ba"]) an.say(text);
  await binh.has(3);
  binh.lobby.markRead(conversation);
  await eventually(() => expect(world.server.messages.map(({ status }) => status)).toEqual(["read", "read", "read"]));
  an.say("bốn");
  await binh.has(4);
  expect(world.server.received.filter(({ event }) => event === "markAsRead")).toHaveLength(3);
  binh.lobby.markRead(conversation);
  await eventually(() => expect(world.server.messages[3]?.status).toBe("read"));
  expect(world.server.received.filter(({ event }) => event === "markAsRead")).toHaveLength(4);
});

describe("a lost connection", () => {
  test("what was missed is fetched from history, what was typed meanwhile goes out once", async () => {
    const [an, binh] = await both();
    an.say("trước");
    await binh.has(1);
    await world.server.stop();
    await an.until("it is noticed", (state) => selectConnection(state).status === "reconnecting");
    an.say("trong lúc mất mạng");
    expect(an.messages().at(-1)?.status).toBe("queued");
    world.server.messages.push({
      _id: "65a1f0c2d4e5f60718293a4b",
      content: "gửi từ điện thoại",
      sender: "binh",
      recipient: "an",
      status: "sent",
      createdAt: new Date().toISOString(),
    });
    await world.server.start();
    await Promise.all([an.live(), binh.live()]);
    await an.has(3);
    await binh.has(3);
    expect([...an.texts()].sort()).toEqual([...binh.texts()].sort());
    expect(world.server.messages.filter(({ content }) => content === "trong lúc mất mạng")).toHaveLength(1);
    expect(world.server.connections()).toBe(2);
  });

  test("what had gone out is not sent again: without acknowledgements nobody knows whether it arrived", async () => {
    const [an] = await both();
    world.server.habits.lose.add("message");
    const arrived = world.server.next("message");
    an.say("mất tiêu");
    await arrived;
    await an.until("it is out", () => an.messages()[0]?.status === "unconfirmed");
    world.server.cut();
    await an.until("it is noticed", (state) => selectConnection(state).status !== "live");
    await an.live();
    expect(world.server.received.filter(({ event }) => event === "message")).toHaveLength(1);
    expect(an.texts()).toEqual(["mất tiêu"]);
  });
});

describe("refusals", () => {
  test("a bad token leaves a clear state, and a new one mends it", async () => {
    const an = world.person("an", [conversation], { auth: "rubbish" });
    await an.until("it is refused", (state) => selectConnection(state).status === "auth-failed");
    an.say("vẫn giữ");
    expect(an.messages()[0]?.status).toBe("queued");
    an.lobby.signIn({ id: "an" }, await world.server.token("an"));
    an.lobby.connect();
    await an.live();
    await an.until("it went out", () => world.server.messages.some(({ content }) => content === "vẫn giữ"));
  });

  test("history that is refused is an error with a way back", async () => {
    world.server.habits.refuseHistory = true;
    const an = world.person("an", [conversation]);
    await an.live();
    await an.until("it failed", (state) => state.lobby.chat.conversations[conversation]?.status === "error");
    expect(an.lobby.store.getState().lobby.chat.conversations[conversation]?.error).toMatchObject({
      code: "UNAVAILABLE",
      message: "Error fetching messages",
    });
    world.server.habits.refuseHistory = false;
    // In the very moment of the first answer it would join that request.
    await new Promise(setImmediate);
    await an.lobby.reloadConversation(conversation);
    await an.until("it is there", (state) => state.lobby.chat.conversations[conversation]?.status === "ready");
  });

  test("a message for a room fails and keeps its text: this server has none", async () => {
    const an = world.person("an", [conversation]);
    await an.live();
    const key = an.lobby.sendMessage("room:lop-hoc", { kind: "text", text: "có ai không" });
    const found = () => selectMessages(an.lobby.store.getState(), "room:lop-hoc").find((one) => one.key === key);
    await an.until("it failed", () => found()?.status === "failed");
    expect(found()).toMatchObject({ body: { text: "có ai không" }, failure: { code: "INVALID" } });
  });
});

describe("a hostile or foreign push", () => {
  test("is dropped and reported, and the chat goes on", async () => {
    const [an, binh] = await both();
    const before = an.lobby.store.getState().lobby.chat;
    for (const payload of [null, 7, "x", [], { content: {} }, { content: "x", sender: "__proto__", recipient: "an" }])
      world.server.push("an", "newMessage", payload);
    world.server.push("an", "newMessage", {
      _id: "m1",
      content: "chuyện người khác",
      sender: "chi",
      recipient: "dung",
    });
    world.server.push("an", "constructor", { polluted: true });
    binh.say("xong");
    await an.has(1);
    expect(an.texts()).toEqual(["xong"]);
    expect(Object.keys(an.lobby.store.getState().lobby.chat.conversations)).toEqual(Object.keys(before.conversations));
    expect(selectConnection(an.lobby.store.getState()).dropped).toMatchObject({ newMessage: 6 });
    expect(an.reports.filter(({ kind }) => kind === "malformed")).toHaveLength(6);
    expect(an.reports.filter(({ kind }) => kind === "unmapped")).toHaveLength(1);
  });
});
