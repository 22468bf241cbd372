import { describe, expect, test } from "vitest";
import type { CommandInput, CommandName } from "../../src/contract/commands.js";
import { decodeEvent } from "../../src/protocols/decodeEvent.js";
import { guaranteeLevel, type ProtocolContext } from "../../src/protocols/protocol.js";
import { rooms } from "../../src/protocols/rooms/rooms.js";

const at = 1_772_443_800_000;
const now = 1_700_000_000_000;
const protocol = rooms({ imageHosts: ["images.example.com"] });

function context(): ProtocolContext {
  let made = 0;
  return { user: { id: "an", name: "An" }, now: () => now, newId: () => `made-${++made}` };
}

const decode = (event: string, payload: unknown) => decodeEvent(protocol, event, payload, context());
const only = (event: string, payload: unknown) => {
  const { events, issues } = decode(event, payload);
  expect(issues).toEqual([]);
  return events[0];
};

function encode<N extends CommandName>(name: N, input: CommandInput<N>, by = protocol) {
  const encoder = by.outgoing[name];
  if (encoder === undefined) throw new Error(`no ${name}`);
  return encoder(input, context());
}

function acknowledged<N extends CommandName>(name: N, input: CommandInput<N>, raw: unknown) {
  const encoded = encode(name, input);
  if (encoded?.via !== "socket" || encoded.acknowledge === undefined) throw new Error(`${name} is not answered`);
  return encoded.acknowledge(raw);
}

test("claims what this server can do, and nothing else", () => {
  expect(guaranteeLevel(protocol.capabilities)).toBe("L1");
  const claimed = Object.entries(protocol.capabilities).filter(([, value]) => value !== false && value !== "none");
  expect(Object.fromEntries(claimed)).toEqual({
    acks: true,
    echo: "others",
    history: "push",
    catchUp: "history",
    rooms: true,
    images: true,
    typing: true,
    notifications: "simple-all",
    presence: true,
    live: true,
  });
});

describe("the connection", () => {
  test("is that of the chat, by websocket or polling, with the token", () => {
    const { namespace, namespaces, transports, auth } = protocol.connect;
    expect({ namespace, namespaces, transports }).toEqual({
      namespace: "/chat",
      namespaces: { notifications: "/notifications", live: "/" },
      transports: ["websocket", "polling"],
    });
    const user = { id: "an" };
    expect(auth?.({ token: "t", user, now })).toEqual({ token: "t" });
    expect(auth?.({ token: null, user, now })).toEqual({});
  });

  test("may be all in one namespace", () => {
    const one = rooms({ namespaces: { chat: "/", notifications: "/" } });
    expect(one.connect).toMatchObject({ namespace: "/", namespaces: {} });
    expect(encode("subscribePrices", { symbols: ["VNM"] }, one)).not.toHaveProperty("namespace");
    expect(encode("subscribePrices", { symbols: ["VNM"] })).toMatchObject({ namespace: "live" });
  });

  test.each([
    ["Authentication error", "unauthenticated"],
    ["jwt expired", "unauthenticated"],
    ["You are banned", "forbidden"],
    ["Database is down", "retry"],
  ])("a refusal with the words %j means %s", (message, kind) => {
    expect(protocol.connect.refusal?.({ message, data: undefined })).toEqual({ kind });
  });
});

describe("a message", () => {
  const said = { id: "m1", roomId: "hall", text: "chào", timestamp: at };
  const as = (more: object) => {
    const event = only("message", { ...said, ...more });
    return event?.type === "messageReceived" ? event.message : undefined;
  };

  test.each([
    ["userId and username", { userId: "binh", username: "Bình", avatar: "https://x/a.png" }],
    ["senderId and senderName", { senderId: "binh", senderName: "Bình", avatar: "https://x/a.png" }],
    ["a user", { user: { _id: "binh", name: "Bình", avatar: "https://x/a.png" } }],
    ["a sender", { sender: { id: "binh", username: "Bình", avatarUrl: "https://x/a.png" } }],
  ])("is read with its sender as %s", (_form, sender) => {
    expect(as(sender)).toEqual({
      id: "m1",
      conversationId: "room:hall",
      seq: null,
      senderId: "binh",
      senderName: "Bình",
      senderAvatarUrl: "https://x/a.png",
      createdAt: at,
      body: { kind: "text", text: "chào" },
    });
  });

  test("without an id gets one of what it says, the same each time; with neither id nor time a new one", () => {
    const { id: _id, ...bare } = said;
    const idOf = (more: object) => {
      const event = only("message", { ...bare, userId: "binh", ...more });
      return event?.type === "messageReceived" ? event.message.id : undefined;
    };
    expect(idOf({})).toMatch(/^local-/);
    expect(idOf({})).toBe(idOf({}));
    expect(idOf({ text: "khác" })).not.toBe(idOf({}));
    expect(idOf({ timestamp: undefined })).toBe("local-made-1");
  });

  test("bears the client id that the wrappers gave it, if it is one's own", () => {
    const told = (userId: string) => only("message", { roomId: "hall", told: { ...said, userId }, clientId: "c1" });
    expect(told("an")).toMatchObject({ message: { clientId: "c1" } });
    expect(told("binh")).not.toMatchObject({ message: { clientId: "c1" } });
  });

  test("of no room, or with nothing in it, is dropped with a reason", () => {
    expect(decode("message", { ...said, roomId: undefined, userId: "binh" }).issues[0]).toMatch(/room's id/);
    expect(decode("message", { ...said, userId: "binh", text: " " }).issues[0]).toMatch(/a text, or a file/);
    // The room is said outside: of what is inside nothing is believed.
    expect(decode("message", { roomId: 7, told: { ...said, userId: "binh" } }).events).toEqual([]);
  });

  test.each([
    [{ error: "You are banned" }, { code: "FORBIDDEN", message: "You are banned" }],
    [{ error: { message: "Too long" } }, { code: "TOO_LARGE", message: "Too long" }],
    [
      { success: false, message: "Slow down", retryAfterMs: 500 },
      { code: "RATE_LIMITED", message: "Slow down", retryAfterMs: 500 },
    ],
    [{ ok: false }, { code: "INVALID" }],
  ])("is refused by %j", (raw, failure) => {
    const input = { conversationId: "room:hall", clientId: "c1", body: { kind: "text" as const, text: "x" } };
    expect(acknowledged("sendMessage", input, raw)).toEqual({ ok: false, failure });
  });

  test("is stored by the stored message; of anything else nobody can tell", () => {
    const input = { conversationId: "room:hall", clientId: "c1", body: { kind: "text" as const, text: "x" } };
    expect(acknowledged("sendMessage", input, { ...said, _id: "m9", id: undefined, userId: "an" })).toEqual({
      ok: true,
      value: { id: "m9", seq: null, epoch: null, createdAt: at },
    });
    for (const raw of [null, "ok", true, {}])
      expect(acknowledged("sendMessage", input, raw)).toMatchObject({ ok: false, failure: { code: "TIMEOUT" } });
  });

  test("of nothing but space, and to anything but a room, is not sent", () => {
    const body = { kind: "text" as const, text: "  " };
    expect(encode("sendMessage", { conversationId: "room:hall", clientId: "c1", body })).toMatchObject({
      via: "nothing",
      failure: { code: "INVALID" },
    });
    expect(() => encode("openConversation", { conversationId: "direct:an:binh" })).toThrow("unsupported-conversation");
  });
});

describe("a history", () => {
  test("leaves out what can't be read and what is of another room, and says so", () => {
    const one = { id: "m1", roomId: "hall", userId: "binh", text: "a", timestamp: at };
    const { events, issues } = decode("message-history", [one, { ...one, id: "m2", roomId: "garden" }, 7]);
    expect(events).toMatchObject([{ type: "historyReceived", page: { messages: [{ id: "m1" }], olderCursor: null } }]);
    expect(issues).toHaveLength(2);
  });
});

describe("the shared state", () => {
  const step = (patch: unknown) => only("STATE_PATCH", { baseVersion: 3, version: 4, patch });

  test("a step that the contract has no word for says that there is a newer version", () => {
    const unsaid = { type: "topicPatched", topic: "state", baseVersion: 4, version: 4, patches: [] };
    // `add` into a list puts between what is there, which can't be said without knowing the list.
    for (const patch of [
      { op: "add", path: "/list/0", value: 1 },
      { op: "add", path: ["list", "-"], value: 1 },
    ])
      expect(step(patch)).toEqual(unsaid);
    for (const patch of [{ op: "copy", path: "/a" }, { op: "set", path: "/a//b", value: 1 }, 7, undefined])
      expect(step(patch)).toEqual(unsaid);
  });

  test("the whole of it may be set, and keys may hold slashes", () => {
    expect(step({ op: "replace", path: "", value: {} })).toMatchObject({
      patches: [{ op: "set", path: [], value: {} }],
    });
    expect(step({ op: "remove", path: "/a~1b/c~0d" })).toMatchObject({
      patches: [{ op: "delete", path: ["a/b", "c~d"] }],
    });
  });

  test("goes by the name that the app gives it, and a change in the words that it gives", () => {
    const market = rooms({ topic: "market", patchAs: ({ op, path }) => ({ op, path: `/${path.join("/")}` }) });
    const change = { topic: "market", baseVersion: 1, patches: [{ op: "delete" as const, path: ["a", "b"] }] };
    expect(encode("changeTopic", change, market)).toMatchObject({
      payload: { patch: { op: "delete", path: "/a/b" }, baseVersion: 1 },
    });
    expect(encode("changeTopic", { ...change, topic: "state" }, market)).toMatchObject({ via: "nothing" });
    expect(encode("subscribeTopic", { topic: "state" }, market)).toMatchObject({ via: "nothing" });
  });
});

describe("notifications", () => {
  test.each([
    [{ type: "warning" }, { kind: "system", level: "warning" }],
    [{ type: "comment" }, { kind: "comment", level: "info" }],
    [{ icon: "javascript:alert(1)" }, { kind: "system", level: "info" }],
  ])("%j is %j", (more, meant) => {
    expect(only("notification", { id: "n1", title: "Chào", message: "", read: false, timestamp: at, ...more })).toEqual(
      {
        type: "notificationReceived",
        notification: { id: "n1", title: "Chào", message: "", read: false, createdAt: at, ...meant },
      },
    );
  });
});
