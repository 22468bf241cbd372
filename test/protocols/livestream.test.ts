import { describe, expect, test } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import type { CommandInput, CommandName } from "../../src/contract/commands.js";
import { decodeEvent } from "../../src/protocols/decodeEvent.js";
import { livestream } from "../../src/protocols/livestream/livestream.js";
import { guaranteeLevel, type ProtocolContext } from "../../src/protocols/protocol.js";

const at = 1_772_443_800_000;
const now = 1_700_000_000_000;
const rose = { id: "rose", name: "Hoa hồng", price: 10, animation: "hearts" as const };
const protocol = livestream({ gifts: [rose], imageHosts: ["images.example.com"] });
const an = { id: "an", name: "An" };

function context(): ProtocolContext {
  let made = 0;
  return { user: an, now: () => now, newId: () => `made-${++made}` };
}

const decode = (event: string, payload: unknown) => decodeEvent(protocol, event, payload, context());
const issues = (event: string, payload: unknown) => decode(event, payload).issues;

function encode<N extends CommandName>(name: N, input: CommandInput<N>) {
  const encoder = protocol.outgoing[name];
  if (encoder === undefined) throw new Error(`no ${name}`);
  return encoder(input, context());
}

/** What an answering event comes to. */
function answered<N extends CommandName>(name: N, input: CommandInput<N>, event: string, payload: unknown) {
  const encoded = encode(name, input);
  if (encoded?.via !== "socket" || encoded.acknowledge === undefined) throw new Error(`${name} is not answered`);
  return encoded.acknowledge({ event, payload });
}

test("claims what this server can do, and nothing else", () => {
  expect(guaranteeLevel(protocol.capabilities)).toBe("L1");
  const { capabilities } = protocol;
  const can = Object.entries(capabilities).filter(([, value]) => value !== false && value !== "none");
  expect(Object.fromEntries(can)).toEqual({
    acks: true,
    echo: "others",
    rooms: true,
    images: true,
    reauthenticate: true,
    notifications: true,
    viewers: true,
    gifts: true,
  });
  expect(livestream().capabilities.gifts).toBe(false);
});

test("connects as this server wants it, and says who it is afterwards", () => {
  const { path, transports, timeoutMs, auth, refusal } = protocol.connect;
  expect({ path, transports, timeoutMs }).toEqual({ path: "/socket", transports: ["websocket"], timeoutMs: 20_000 });
  expect(auth?.({ token: "t", user: an, now })).toEqual({ token: "t", userId: "an", timestamp: now });
  expect(refusal?.({ message: "authFailed", data: undefined })).toEqual({ kind: "unauthenticated" });
  expect(refusal?.({ message: "tokenExpired", data: undefined })).toEqual({ kind: "unauthenticated" });
  expect(refusal?.({ message: "no answer", data: undefined })).toEqual({ kind: "retry" });
});

describe.each(["newMessage", "chatMessageFromBackend"])("%s", (event) => {
  const raw = { roomId: "hall", userId: "binh", username: "Bình", message: "Chào", timestamp: at };
  const message = {
    conversationId: "room:hall",
    seq: null,
    senderId: "binh",
    senderName: "Bình",
    createdAt: at,
    body: { kind: "text", text: "Chào" },
  };
  const told = (more: object) => [{ type: "messageReceived", epoch: null, message: { ...message, ...more } }];

  test("reads a text, bare or wrapped, by either name of its id", () => {
    expect(decode(event, { ...raw, _id: "m1" }).events).toEqual(told({ id: "m1" }));
    expect(decode(event, { data: { ...raw, id: "m1" } }).events).toEqual(told({ id: "m1" }));
    expect(decode(event, { ...raw, id: 17 }).events).toEqual(told({ id: "17" }));
    expect(decode(event, { ...raw, id: "m1", data: { views: 3 } }).events).toEqual(told({ id: "m1" }));
  });

  test("makes the same id up for the same message, and another for another", () => {
    const idOf = (payload: unknown) => {
      const [first] = decode(event, payload).events;
      return first?.type === "messageReceived" ? first.message.id : null;
    };
    expect(idOf(raw)).toMatch(/^local-/);
    expect(idOf({ data: raw })).toBe(idOf(raw));
    expect(idOf({ ...raw, id: "not an id" })).toBe(idOf(raw));
    for (const other of [{ message: "chào" }, { timestamp: at + 1 }, { userId: "chi" }, { roomId: "h2" }])
      expect(idOf({ ...raw, ...other })).not.toBe(idOf(raw));
    const { timestamp: _none, ...timeless } = raw;
    expect(decode(event, timeless).events).toEqual(told({ id: "local-made-1", createdAt: now }));
  });

  test("takes a client's id only on one's own", () => {
    expect(decode(event, { ...raw, id: "m1", clientId: "c1" }).events).toEqual(told({ id: "m1" }));
    expect(decode(event, { ...raw, id: "m1", clientId: "c1", userId: "an" }).events).toEqual(
      told({ id: "m1", clientId: "c1", senderId: "an" }),
    );
  });

  test.each([
    ["the host itself", "https://images.example.com/a.jpg"],
    ["a subdomain", "https://cdn.images.example.com/a.PNG?size=2"],
  ])("shows a picture of %s", (_case, imageUrl) => {
    const { message: _text, ...rest } = raw;
    expect(decode(event, { ...rest, imageUrl, id: "m1" }).events).toEqual(
      told({ id: "m1", body: { kind: "image", url: imageUrl } }),
    );
  });

  test.each([
    ["another host", "https://evil.com/a.jpg"],
    ["a host that only ends alike", "https://evilimages.example.com/a.jpg"],
    ["a host that only begins alike", "https://images.example.com.evil.com/a.jpg"],
    ["a host in the path", "https://evil.com/images.example.com/a.jpg"],
    ["a host as a user's name", "https://images.example.com@evil.com/a.jpg"],
    ["another ending", "https://images.example.com/a.svg"],
    ["no address", "javascript:alert(1)//images.example.com/a.jpg"],
  ])("drops a picture of %s, and keeps a text beside it", (_case, imageUrl) => {
    const { message: _text, ...rest } = raw;
    expect(issues(event, { ...rest, imageUrl })).toHaveLength(1);
    expect(decode(event, { ...raw, imageUrl, id: "m1" }).events).toEqual(told({ id: "m1" }));
  });

  test.each([
    ["no room", { ...raw, roomId: undefined }],
    ["a room that can't be one", { ...raw, roomId: "__proto__" }],
    ["nobody as its sender", { ...raw, userId: undefined }],
    ["neither text nor picture", { ...raw, message: undefined }],
    ["an empty text", { ...raw, message: "" }],
    ["a date that is none", { ...raw, timestamp: "yesterday" }],
    ["a list for a body", [raw]],
    ["nothing", null],
  ])("counts as malformed what has %s", (_case, payload) => {
    expect(decode(event, payload)).toMatchObject({ events: [], issues: [expect.any(String)] });
  });
});

describe.each(["newMessage", "chatMessageFromBackend"])("%s of no room", (event) => {
  const raw = { id: "m1", userId: "admin1", username: "Admin", message: "Chào bạn", timestamp: at };
  const told = { type: "messageReceived", message: { conversationId: "support:an", senderId: "admin1" } };

  test.each(["receiverId", "recipientId", "targetUserId"])("is an admin's answer to whom %s names", (field) => {
    for (const payload of [{ ...raw, [field]: "an" }, { data: { ...raw, [field]: "an" } }])
      expect(decode(event, payload).events).toMatchObject([told]);
    expect(decode(event, { ...raw, [field]: "binh" })).toEqual({ events: [], issues: [], unmapped: false });
  });

  test("is one's own question, not somebody else's", () => {
    expect(decode(event, { ...raw, userId: "an", supportType: "general" }).events).toMatchObject([
      { message: { conversationId: "support:an", senderId: "an" } },
    ]);
    expect(decode(event, { ...raw, userId: "binh", supportType: "general" }).events).toEqual([]);
    expect(issues(event, raw)).toEqual(["payload: expected a room's id"]);
  });
});

describe.each(["newGift", "giftFromBackend"])("%s", (event) => {
  const raw = {
    id: "g1",
    roomId: "hall",
    senderId: "binh",
    senderName: "Bình",
    receiverId: "host",
    receiverName: "Chị",
    giftId: "rose",
    giftName: "Hoa hồng",
    giftType: "flower",
    giftValue: 10,
    quantity: 5,
    message: "Hay quá",
    animation: "hearts",
    timestamp: at,
  };
  const given = {
    giftId: "rose",
    name: "Hoa hồng",
    price: 10,
    quantity: 5,
    animation: "hearts",
    receiverId: "host",
    receiverName: "Chị",
    note: "Hay quá",
  };
  const who = { conversationId: "room:hall", senderId: "binh", senderName: "Bình", createdAt: at };

  test("is a gift, and a row of the room's chat", () => {
    for (const payload of [raw, { data: raw }])
      expect(decode(event, payload).events).toEqual([
        { type: "giftReceived", gift: { id: "g1", ...who, ...given } },
        {
          type: "messageReceived",
          epoch: null,
          message: {
            id: expect.stringMatching(/^local-/),
            seq: null,
            ...who,
            body: { kind: "gift", text: "Hoa hồng ×5", ...given },
          },
        },
      ]);
  });

  test("is one of the plain animation where the name is unknown, and one where no number is told", () => {
    const { quantity: _number, ...rest } = raw;
    expect(decode(event, { ...rest, animation: "lightning" }).events).toMatchObject([
      { gift: { animation: "default", quantity: 1 } },
      { message: { body: { text: "Hoa hồng" } } },
    ]);
  });

  test.each(["receiverId", "giftId", "giftName", "giftType", "giftValue", "roomId", "senderId"])(
    "is malformed without %s",
    (field) => {
      expect(issues(event, { ...raw, [field]: undefined })).toHaveLength(1);
    },
  );

  test.each([
    ["none", { quantity: 0 }],
    ["more than a hundred", { quantity: 101 }],
    ["a price below nothing", { giftValue: -1 }],
    ["an endless note", { message: "a".repeat(201) }],
  ])("is malformed with %s", (_case, wrong) => {
    expect(issues(event, { ...raw, ...wrong })).toHaveLength(1);
  });
});

describe("notifications", () => {
  const raw = { id: "n1", type: "warning", title: "Sắp bắt đầu", message: "5 phút", isRead: false, timestamp: at };
  const notification = { id: "n1", title: "Sắp bắt đầu", message: "5 phút", read: false, createdAt: at };

  test.each([
    ["notification", "notificationReceived", "info"],
    ["notificationUpdate", "notificationChanged", "info"],
    ["systemNotification", "notificationReceived", "system"],
  ])("%s is %s of kind %s", (event, type, kind) => {
    expect(decode(event, raw).events).toEqual([{ type, notification: { ...notification, kind, level: "warning" } }]);
  });

  test("bear data of their own, even such as looks like another notification", () => {
    const data = { id: "n2", title: "khác", roomId: "hall" };
    expect(decode("notification", { ...raw, data }).events).toMatchObject([{ notification: { id: "n1", data } }]);
  });

  test("of a type that is no level are of that kind", () => {
    expect(decode("notification", { ...raw, type: "follow", isRead: true }).events).toMatchObject([
      { notification: { kind: "follow", level: "info", read: true } },
    ]);
  });

  test("without an id get the same one each time", () => {
    const { id: _none, ...nameless } = raw;
    const [first, second] = [1, 2].map(() => decode("notification", nameless).events);
    expect(first).toEqual(second);
    expect(first).toMatchObject([{ notification: { id: expect.stringMatching(/^local-/) } }]);
  });

  test("are asked of nobody: what was pushed is all there is", () => {
    expect(protocol.known?.notifications?.({ cursor: null, limit: 30 }, context())).toEqual({
      ok: true,
      value: { notifications: [], unreadCount: 0, nextCursor: null, pushedOnly: true },
    });
  });
});

describe("rooms and people", () => {
  const crowd = { joined: [], left: [], joinedCount: 0, leftCount: 0, truncated: true };

  test.each(["roomInfo", "roomUpdate"])("%s says what a room is called and how many are in it", (event) => {
    const raw = { _id: "hall", name: "Sảnh", description: "Mỗi tối", avatar: "/a.png", hostId: "chi", viewerCount: 3 };
    for (const payload of [raw, { data: raw }])
      expect(decode(event, payload).events).toEqual([
        {
          type: "roomChanged",
          room: {
            roomId: "hall",
            title: "Sảnh",
            description: "Mỗi tối",
            avatarUrl: "/a.png",
            hostId: "chi",
            memberCount: 3,
          },
        },
        { type: "viewerCountChanged", viewableId: "hall", count: 3 },
        { type: "rosterChanged", roomId: "hall", count: 3, ...crowd },
      ]);
    expect(decode(event, { roomId: "hall", viewerCount: 4 }).events.map(({ type }) => type)).toEqual([
      "viewerCountChanged",
      "rosterChanged",
    ]);
    expect(issues(event, { name: "Sảnh" })).toHaveLength(1);
    expect(issues(event, { roomId: "hall", viewerCount: -1 })).toHaveLength(1);
  });

  test("a room streams when it is said to, stops when it is said to have, and nothing is claimed where nothing is said", () => {
    const one = context();
    const events = (raw: object) => decodeEvent(protocol, "roomUpdate", { roomId: "hall", ...raw }, one).events;
    expect(events({ isLive: false })).toEqual([]);
    expect(events({ isLive: true })).toEqual([{ type: "streamStarted", roomId: "hall", startedAt: null }]);
    expect(events({ startedAt: 1_700_000_000_000 })).toEqual([
      { type: "streamStarted", roomId: "hall", startedAt: 1_700_000_000_000 },
    ]);
    expect(events({ isLive: false })).toEqual([{ type: "streamEnded", roomId: "hall", endedAt: expect.any(Number) }]);
    expect(events({ isLive: false })).toEqual([]);
    const entered = (room: object) =>
      answered("watchRoom", { roomId: "hall" }, "joinedRoom", { data: { roomId: "hall", ...room } });
    expect(entered({})).toMatchObject({ value: { stream: null } });
    expect(entered({ isLive: false })).toMatchObject({ value: { stream: { live: false, endedAt: null } } });
  });

  test.each(["users", "participants", "viewers"])("%s of a room are its roster, those who can be read", (field) => {
    const list = [{ userId: "binh", username: "Bình", avatar: "/b.png" }, { id: "chi" }, { userId: "__proto__" }, null];
    const users = [{ id: "binh", name: "Bình", avatarUrl: "/b.png" }, { id: "chi" }];
    const raw = { roomId: "hall", [field]: list };
    const answer = answered("watchRoom", { roomId: "hall" }, "joinedRoom", { data: raw });
    expect(answer).toMatchObject({ value: { room: { memberCount: 2 }, roster: users, truncated: false } });
    for (const event of ["roomInfo", "roomUpdate"])
      expect(decode(event, raw).events).toEqual([
        {
          type: "rosterChanged",
          roomId: "hall",
          joined: users,
          left: [],
          joinedCount: 2,
          leftCount: 0,
          count: 2,
          truncated: false,
          whole: true,
        },
      ]);
  });

  test("userJoined and userLeft", () => {
    const person = { roomId: "hall", userId: "binh", username: "Bình", avatar: "/b.png" };
    const user = { id: "binh", name: "Bình", avatarUrl: "/b.png" };
    expect(decode("userJoined", person).events).toEqual([
      { type: "participantJoined", conversationId: "room:hall", user, at: now },
      { type: "rosterChanged", roomId: "hall", ...crowd, joined: [user], joinedCount: 1, count: null },
    ]);
    expect(decode("userLeft", { ...person, viewerCount: 2 }).events).toEqual([
      { type: "participantLeft", conversationId: "room:hall", userId: "binh", at: now },
      { type: "viewerCountChanged", viewableId: "hall", count: 2 },
      { type: "rosterChanged", roomId: "hall", ...crowd, left: ["binh"], leftCount: 1, count: 2 },
    ]);
    for (const event of ["userJoined", "userLeft"]) {
      expect(issues(event, { userId: "binh" })).toHaveLength(1);
      expect(issues(event, { roomId: "hall" })).toHaveLength(1);
    }
  });

  test("viewerPong tells a count if it has one", () => {
    expect(decode("viewerPong", { roomId: "hall", viewerCount: 9 }).events).toMatchObject([
      { type: "viewerCountChanged", viewableId: "hall", count: 9 },
      { type: "rosterChanged", count: 9 },
    ]);
    expect(decode("viewerPong", { ok: true })).toEqual({ events: [], issues: [], unmapped: false });
  });
});

test.each(["authRequired", "authFailed", "tokenExpired"])("%s asks for another token", (event) => {
  expect(decode(event, {}).events).toEqual([{ type: "tokenExpiring", inMs: 0 }]);
});

test.each([
  "connected",
  "authSuccess",
  "joinedRoom",
  "joinRoomError",
  "messageSent",
  "sendMessageError",
  "giftSent",
  "sendGiftError",
  "viewerPingError",
])("%s says nothing that somebody waits for", (event) => {
  expect(decode(event, { data: { roomId: "hall" } })).toEqual({ events: [], issues: [], unmapped: false });
});

describe("coming and going", () => {
  const joinRoom = { event: "joinRoom", payload: { roomId: "hall", userId: "an", username: "An" } };

  test.each([
    ["openConversation", { conversationId: "room:hall" }],
    ["watchRoom", { roomId: "hall" }],
    ["joinViewers", { viewableId: "hall" }],
  ] as const)("%s joins the room", (name, input) => {
    expect(encode(name, input as never)).toMatchObject(joinRoom);
    expect(answered(name, input as never, "joinRoomError", { error: "Room not found" })).toEqual({
      ok: false,
      failure: { code: "NOT_FOUND", message: "Room not found" },
    });
  });

  test("the answer says what the room is called and how many view it", () => {
    const answer = { data: { roomId: "hall", title: "Sảnh", viewerCount: 3 } };
    expect(answered("openConversation", { conversationId: "room:hall" }, "joinedRoom", answer)).toEqual({
      ok: true,
      value: { head: null, profile: { title: "Sảnh", participants: [] } },
    });
    expect(answered("openConversation", { conversationId: "room:hall" }, "joinedRoom", {})).toEqual({
      ok: true,
      value: { head: null },
    });
    expect(answered("joinViewers", { viewableId: "hall" }, "joinedRoom", answer)).toEqual({
      ok: true,
      value: { count: 3 },
    });
    expect(answered("joinViewers", { viewableId: "hall" }, "joinedRoom", null)).toEqual({
      ok: true,
      value: { count: null },
    });
    expect(answered("watchRoom", { roomId: "hall" }, "joinedRoom", answer)).toEqual({
      ok: true,
      value: {
        room: { roomId: "hall", title: "Sảnh", memberCount: 3 },
        stream: null,
        roster: [],
        truncated: true,
      },
    });
  });

  test.each([
    ["closeConversation", { conversationId: "room:hall" }, "chat"],
    ["unwatchRoom", { roomId: "hall" }, "room"],
    ["leaveViewers", { viewableId: "hall" }, "viewers"],
  ] as const)("%s leaves it", (name, input, by) => {
    // Who leaves it, the wrappers keep to themselves.
    const payload = { roomId: "hall", by };
    expect(encode(name, input as never)).toEqual({ via: "socket", event: "leaveRoom", payload });
  });

  test("a room whose id this server does not take is refused here", () => {
    for (const roomId of ["a-b", "a".repeat(51)])
      expect(encode("openConversation", { conversationId: `room:${roomId}` })).toMatchObject({
        via: "nothing",
        failure: { code: "INVALID" },
      });
  });

  test("a 1:1 is unsupported, and words to the admins need no opening", () => {
    expect(encode("openConversation", { conversationId: "direct:an:binh" })).toMatchObject({
      failure: { code: "UNSUPPORTED" },
    });
    expect(encode("openConversation", { conversationId: "support:an" })).toBeNull();
    expect(encode("closeConversation", { conversationId: "support:an" })).toBeNull();
    expect(encode("openConversation", { conversationId: "support:binh" })).toMatchObject({
      failure: { code: "UNSUPPORTED" },
    });
  });
});

describe("sending", () => {
  const say = (text: string, conversationId = "room:hall") =>
    ({ conversationId, clientId: "c1", body: { kind: "text", text } }) as const;
  const show = (url: string, text?: string) =>
    ({
      conversationId: "room:hall",
      clientId: "c1",
      body: { kind: "image", url, ...(text === undefined ? {} : { text }) },
    }) as const;
  const from = { userId: "an", username: "An" };
  const picture = "https://images.example.com/a.jpg";

  test("a text goes trimmed", () => {
    expect(encode("sendMessage", say("  Chào cả nhà \n"))).toMatchObject({
      event: "sendMessage",
      payload: { roomId: "hall", ...from, message: "Chào cả nhà", timestamp: now },
    });
  });

  test.each([
    ["nothing but blanks", "  \n ", "INVALID"],
    ["501 characters", "a".repeat(501), "TOO_LARGE"],
  ])("%s is refused here", (_case, text, code) => {
    expect(encode("sendMessage", say(text))).toMatchObject({ via: "nothing", failure: { code } });
    expect(encode("sendMessage", say(` ${"a".repeat(500)} `))).toMatchObject({ event: "sendMessage" });
  });

  test("a picture goes as one, with words as an address among them, and from elsewhere not at all", () => {
    expect(encode("sendMessage", show(picture))).toMatchObject({
      event: "sendImageMessage",
      payload: { roomId: "hall", ...from, imageUrl: picture, messageType: "image", timestamp: now },
    });
    expect(encode("sendMessage", show(picture, "Đẹp"))).toMatchObject({
      event: "sendMessage",
      payload: { message: `Đẹp\n${picture}` },
    });
    expect(encode("sendMessage", show("https://evil.com/a.jpg"))).toMatchObject({
      via: "nothing",
      failure: { code: "INVALID" },
    });
  });

  test("words to the admins go without an answer", () => {
    expect(encode("sendMessage", say("Cứu", "support:an"))).toEqual({
      via: "socket",
      event: "chatWithAdmin",
      payload: { ...from, message: "Cứu", supportType: "general", timestamp: now },
    });
    for (const conversationId of ["support:binh", "direct:an:binh"])
      expect(encode("sendMessage", say("x", conversationId))).toMatchObject({ failure: { code: "UNSUPPORTED" } });
  });

  test("messageSent says what was stored, as far as it does", () => {
    const nothing = { id: null, seq: null, epoch: null, createdAt: null };
    const sent = (payload: unknown) => answered("sendMessage", say("x"), "messageSent", payload);
    expect(sent({ _id: "m1", timestamp: at })).toEqual({ ok: true, value: { ...nothing, id: "m1", createdAt: at } });
    expect(sent({ message: "Sent", data: { id: "m1" } })).toEqual({ ok: true, value: { ...nothing, id: "m1" } });
    for (const payload of [null, "ok", { success: true }]) expect(sent(payload)).toEqual({ ok: true, value: nothing });
  });

  test.each([
    ["sendMessageError", { error: "You are sending too fast" }, "RATE_LIMITED"],
    ["sendMessageError", { code: "RATE_LIMIT", retryAfterMs: 700 }, "RATE_LIMITED"],
    ["sendMessageError", { message: "Token expired" }, "UNAUTHENTICATED"],
    ["sendMessageError", { message: "You are muted" }, "FORBIDDEN"],
    ["sendMessageError", "Room not found", "NOT_FOUND"],
    ["sendMessageError", { data: { error: "Insufficient balance" } }, "INSUFFICIENT_FUNDS"],
    ["sendMessageError", null, "INVALID"],
    ["tooSoon", { retryAfterMs: 300 }, "RATE_LIMITED"],
  ])("%s %j is %s", (event, payload, code) => {
    const outcome = answered("sendMessage", say("x"), event, payload);
    expect(outcome).toMatchObject({ ok: false, failure: { code } });
    const { retryAfterMs } = (payload ?? {}) as { retryAfterMs?: number };
    expect(outcome.ok ? null : outcome.failure.retryAfterMs).toBe(retryAfterMs);
  });

  test("a gift bears what the catalogue says of it", () => {
    const gift = { conversationId: "room:hall", clientId: "c1", giftId: "rose", quantity: 3, receiverId: "host" };
    expect(encode("sendGift", { ...gift, note: "Hay" })).toMatchObject({
      event: "sendGift",
      payload: {
        roomId: "hall",
        senderId: "an",
        senderName: "An",
        receiverId: "host",
        receiverName: "host",
        giftId: "rose",
        giftName: "Hoa hồng",
        giftType: "hearts",
        giftValue: 10,
        quantity: 3,
        message: "Hay",
        animation: "hearts",
        timestamp: now,
      },
    });
    expect(encode("sendGift", { ...gift, receiverName: "Chị" })).toMatchObject({ payload: { receiverName: "Chị" } });
    const [typed] = [livestream({ gifts: [{ ...rose, type: "flower" }] })];
    expect(typed.outgoing.sendGift?.(gift, context())).toMatchObject({ payload: { giftType: "flower" } });
    expect(typed.known?.giftShop?.({ conversationId: "room:hall" }, context())).toEqual({
      ok: true,
      value: { gifts: [rose], balance: null },
    });
    expect(encode("sendGift", { ...gift, giftId: "car" })).toMatchObject({ failure: { code: "UNSUPPORTED" } });
    expect(answered("sendGift", gift, "giftSent", {})).toEqual({ ok: true, value: { gift: null, balance: null } });
    expect(answered("sendGift", gift, "sendGiftError", { message: "Insufficient balance" })).toMatchObject({
      failure: { code: "INSUFFICIENT_FUNDS" },
    });
    expect(protocol.known?.giftShop?.({ conversationId: "room:hall" }, context())).toEqual({
      ok: true,
      value: { gifts: [rose], balance: null },
    });
  });
});

test("words to the admins may be about something else than usual", () => {
  const about = livestream({ supportType: "billing" }).outgoing.sendMessage?.(
    { conversationId: "support:an", clientId: "c1", body: { kind: "text", text: "Cứu" } },
    context(),
  );
  expect(about).toMatchObject({ payload: { supportType: "billing" } });
});

test.each(["an_binh", "an-binh", "a".repeat(51)])("%s can't sign in: this server takes other user ids", (id) => {
  const options = { url: "http://gateway", protocol };
  expect(() => createLobby({ ...options, user: { id } })).toThrow(
    /protocol livestream.*1 to 50 of A-Z a-z 0-9.*bad-id/s,
  );
  const lobby = createLobby({ ...options, user: null });
  expect(() => lobby.signIn({ id })).toThrow(/bad-id/);
  expect(lobby.user).toBeNull();
});

test("another token is given to the running connection", () => {
  expect(encode("reauthenticate", { token: "new" })).toMatchObject({
    event: "authenticate",
    payload: { token: "new", userId: "an", timestamp: now },
  });
  expect(answered("reauthenticate", { token: "new" }, "authSuccess", {})).toEqual({ ok: true, value: {} });
  for (const event of ["authFailed", "tokenExpired"])
    expect(answered("reauthenticate", { token: "new" }, event, { message: "No" })).toEqual({
      ok: false,
      failure: { code: "UNAUTHENTICATED", message: "No" },
    });
});

test("what this server has no word for is done here", () => {
  expect(encode("markRead", { conversationId: "room:hall", seq: null, messageId: "m1" })).toBeNull();
  expect(encode("markNotificationsRead", { ids: "all" })).toBeNull();
  expect(encode("clearNotifications", {})).toBeNull();
  expect(Object.keys(protocol.outgoing)).not.toContain("setTyping");
});

test("health is asked of the API", () => {
  expect(protocol.http.health?.request({}, context())).toEqual({ method: "GET", path: "system/health" });
  expect(protocol.http.health?.read("up", {}, context())).toEqual({ ok: true, value: {} });
});
