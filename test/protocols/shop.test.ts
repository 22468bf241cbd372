import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chatReducer, emptyChat } from "../../src/client/chat/chatReducer.js";
import { eventsReceived } from "../../src/client/lobbyActions.js";
import type { CommandInput, CommandName } from "../../src/contract/commands.js";
import { decodeEvent } from "../../src/protocols/decodeEvent.js";
import { guaranteeLevel, type HttpRequest, type Protocol, type ProtocolContext } from "../../src/protocols/protocol.js";
import type { ShopRoom } from "../../src/protocols/shop/rooms.js";
import { type ShopOptions, shop } from "../../src/protocols/shop/shop.js";

const at = 1_772_443_800_000;
const now = 1_700_000_000_000;
const conversationId = "direct:an:binh";
const an = { _id: "an", username: "an.shop" };
const binh = { _id: "binh", username: "binh.shop" };
const chat = {
  _id: "m1",
  message: "Còn hàng không?",
  sender: binh,
  receiver: an,
  createdAt: new Date(at).toISOString(),
};
const told = {
  userId: "binh",
  sender: "binh.shop",
  receiver: "an.shop",
  chats: chat,
  time: "10:32",
  countUnReadOnRoom: { _id: "r1", countUnRead: 3, participants: ["an", "binh"] },
  countUnRead: 7,
};

/** A signed-in user's connection: what it remembers goes with it. */
function connection(options: ShopOptions = {}) {
  const protocol = shop(options);
  const context: ProtocolContext = { user: { id: "an", name: "An" }, now: () => now, newId: () => "made" };
  return {
    protocol,
    context,
    hear: (payload: unknown) => decodeEvent(protocol, "message", payload, context),
    unread: (payload: unknown) => {
      const [first] = decodeEvent(protocol, "message", payload, context).events;
      return first?.type === "messageReceived" ? first.unreadCount : undefined;
    },
    encode: <N extends CommandName>(name: N, input: CommandInput<N>) => {
      const encoder = protocol.outgoing[name];
      if (encoder === undefined) throw new Error(`no ${name}`);
      return encoder(input, context);
    },
    list: async () => {
      const outcome = await protocol.known?.conversations?.({ cursor: null, limit: 50 }, context);
      if (!outcome?.ok) throw new Error("no list");
      return outcome.value.conversations;
    },
    history: (raw: unknown) => protocol.http.history?.read(raw, { conversationId, cursor: null, limit: 50 }, context),
  };
}

const counting = (countUnRead: number | null, _id = "m1") => ({
  ...told,
  chats: { ...chat, _id },
  countUnReadOnRoom: countUnRead === null ? null : { _id: "r1", countUnRead },
});

test("claims what this server can do, and nothing else", () => {
  const { capabilities } = shop({ rooms: [] });
  expect(guaranteeLevel(capabilities)).toBe("L1");
  const claimed = Object.entries(capabilities).filter(([, value]) => value !== false && value !== "none");
  expect(Object.fromEntries(claimed)).toEqual({
    acks: true,
    echo: "all",
    history: "http",
    catchUp: "history",
    conversations: true,
    direct: true,
    about: true,
  });
  expect(shop().capabilities.conversations).toBe(false);
});

test("reads a refused handshake", () => {
  const { refusal } = shop().connect;
  expect(refusal?.({ message: "Unauthorized", data: undefined })).toEqual({ kind: "unauthenticated" });
  expect(refusal?.({ message: "jwt expired", data: undefined })).toEqual({ kind: "unauthenticated" });
  expect(refusal?.({ message: "websocket error", data: undefined })).toEqual({ kind: "retry" });
});

describe("message", () => {
  const message = {
    id: "m1",
    conversationId,
    seq: null,
    senderId: "binh",
    senderName: "binh.shop",
    createdAt: at,
    body: { kind: "text", text: "Còn hàng không?" },
  };
  const described = {
    type: "conversationDescribed",
    conversationId,
    profile: { participants: [{ id: "binh", name: "binh.shop" }] },
  };

  test("is read with its sender's name and the server's count, and tells once who it is from", () => {
    const { hear } = connection();
    const received = { type: "messageReceived", epoch: null, message, unreadCount: 3 };
    expect(hear(told)).toEqual({ events: [received, described], issues: [], unmapped: false });
    expect(hear(told).events).toEqual([received]);
  });

  test("of one's own is no news to be read, and names the other", () => {
    const own = { ...told, sender: "an.shop", receiver: "binh.shop", chats: { ...chat, sender: an, receiver: binh } };
    const { events } = connection().hear(own);
    expect(events[0]).toMatchObject({ message: { conversationId, senderId: "an" } });
    expect(events[0]).not.toHaveProperty("unreadCount");
    expect(events[1]).toEqual(described);
  });

  test("takes users by their ids alone, with the name that stands beside", () => {
    const { events } = connection().hear({ ...told, chats: { ...chat, sender: "binh", receiver: "an" } });
    expect(events[0]).toMatchObject({ message: { senderId: "binh", senderName: "binh.shop" } });
  });

  test("may lack its date, its time and its counts", () => {
    const { createdAt: _none, ...undated } = chat;
    const { hear } = connection();
    expect(hear({ chats: undated }).events[0]).toMatchObject({ message: { createdAt: now }, unreadCount: 1 });
    expect(hear({ chats: { ...undated, _id: "m2" }, time: at }).events[0]).toMatchObject({
      message: { createdAt: at },
    });
  });

  test.each([
    ["a web address", "https://shop.example.com/p/5", { url: "https://shop.example.com/p/5" }],
    ["a path of the app", "/p/5", { url: "/p/5" }],
    ["a script", "javascript:alert(1)", undefined],
    ["another host in disguise", "//evil.com/p", undefined],
    ["nothing", "", undefined],
    ["a number", 5, undefined],
  ])("that is about %s bears what may be followed, and always its text", (_case, url, about) => {
    const [event] = connection().hear({ ...told, chats: { ...chat, url } }).events;
    const body = event?.type === "messageReceived" ? event.message.body : null;
    expect(body).toEqual({ kind: "text", text: chat.message, ...(about === undefined ? {} : { about }) });
  });

  test.each([
    ["nobody as its sender", { ...told, chats: { ...chat, sender: undefined } }],
    ["an id that names a member of every object", { ...told, chats: { ...chat, sender: { _id: "__proto__" } } }],
    ["no id", { ...told, chats: { ...chat, _id: undefined } }],
    ["no text", { ...told, chats: { ...chat, message: "" } }],
    ["an endless text", { ...told, chats: { ...chat, message: "a".repeat(4_001) } }],
    ["nothing in it", {}],
    ["no form at all", null],
  ])("is counted as malformed with %s", (_case, payload) => {
    const { events, issues } = connection().hear(payload);
    expect(events).toEqual([]);
    expect(issues).toHaveLength(1);
  });
});

describe("what others say to each other", () => {
  const id = fc.stringMatching(/^[a-z0-9]{1,12}$/);
  const nameless = fc.record({ username: fc.string({ maxLength: 20 }) });
  const theirs = fc
    .tuple(id, id, nameless, fc.string({ maxLength: 50 }), fc.anything(), fc.option(fc.nat()))
    .filter(([a, b]) => a !== "an" && b !== "an");

  test("comes to nothing, however it looks: no event, no count, no report, no state", () => {
    const { hear } = connection();
    fc.assert(
      fc.property(theirs, ([a, b, name, message, junk, count]) => {
        const payload = {
          userId: a,
          sender: name.username,
          // A name that is the user's id, or his name, does not make it his.
          receiver: "an",
          chats: { _id: junk, message, sender: { _id: a, ...name }, receiver: b, createdAt: junk },
          countUnReadOnRoom: count === null ? null : { _id: "r9", countUnRead: count },
        };
        expect(hear(payload)).toEqual({ events: [], issues: [], unmapped: false });
        expect(hear({ ...payload, chats: { sender: a, receiver: { _id: b } } }).issues).toEqual([]);
      }),
      { numRuns: 1_000, seed: 11 },
    );
  });

  test("and what somebody says to himself", () => {
    expect(connection().hear({ ...told, chats: { ...chat, sender: an } }).events).toEqual([]);
  });

  test("is not remembered either", async () => {
    const { hear, list } = connection();
    hear({ ...told, chats: { ...chat, receiver: { _id: "chi" } } });
    expect(await list()).toEqual([]);
  });
});

describe("how many are unread", () => {
  test("is what the server counts for the room", () => {
    const { unread } = connection();
    expect([unread(counting(3)), unread(counting(4, "m2"))]).toEqual([3, 4]);
  });

  test("is counted here where the server has no number, or none that can be", () => {
    const { unread } = connection();
    expect([null, -4, "7" as never, 1.5].map((count, index) => unread(counting(count, `m${index}`)))).toEqual([
      1, 2, 3, 4,
    ]);
  });

  test("counts a message that is told twice once", () => {
    const { unread } = connection();
    expect([unread(counting(null)), unread(counting(null))]).toEqual([1, 1]);
  });

  test("begins anew with what was read here, of which the server is told nothing", () => {
    const { unread, encode } = connection();
    unread(counting(3));
    expect(encode("markRead", { conversationId, seq: null, messageId: "m1" })).toBeNull();
    expect(unread(counting(4, "m2"))).toBe(1);
    unread(counting(5, "m3"));
    // Read up to the second, while the third was on its way.
    encode("markRead", { conversationId, seq: null, messageId: "m2" });
    expect(unread(counting(6, "m4"))).toBe(2);
  });

  test("goes back to the server's own count once that has heard of the reading", () => {
    const { unread, encode } = connection();
    unread(counting(3));
    encode("markRead", { conversationId, seq: null, messageId: "m1" });
    expect(unread(counting(1, "m2"))).toBe(1);
    expect(unread(counting(2, "m3"))).toBe(2);
  });

  test("is never negative and never less than what has come since, whatever the server counts", () => {
    const step = fc.oneof(
      fc.record({ count: fc.option(fc.integer({ min: -5, max: 9 })) }),
      fc.constant("read" as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { unread, encode } = connection();
        let count = 0;
        for (const one of steps) {
          if (one === "read") encode("markRead", { conversationId, seq: null, messageId: `m${count}` });
          else expect(unread(counting(one.count, `m${++count}`))).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});

describe("the list of rooms", () => {
  const page: readonly ShopRoom[] = [
    { _id: "r1", participants: [an, binh], lastMessage: chat, time: chat.createdAt, countUnRead: 2, marked: false },
    {
      _id: "r2",
      participants: ["an", { _id: "chi", username: "chi.shop" }],
      lastMessage: "Cảm ơn",
      time: at + 5,
      countUnRead: 4,
      marked: true,
    },
    { _id: "r3", participants: ["binh", "chi"], lastMessage: "not his", time: at, countUnRead: 9 },
    { _id: "r4", participants: ["an", "dung"], lastMessage: null, time: null, countUnRead: null, marked: null },
  ];

  test("is that of the page: whose they are, newest first, and what is marked is read", async () => {
    const rooms = await connection({ rooms: page }).list();
    expect(rooms.map(({ id, unreadCount, updatedAt }) => [id, unreadCount, updatedAt])).toEqual([
      ["direct:an:chi", 0, at + 5],
      [conversationId, 2, at],
    ]);
    expect(rooms[0]).toMatchObject({
      participants: [{ id: "chi", name: "chi.shop" }],
      lastMessage: { senderId: "chi", body: { text: "Cảm ơn" } },
    });
    expect(rooms[1]).toMatchObject({ lastMessage: { id: "m1" } });
  });

  test("is kept true by what comes", async () => {
    const { hear, list } = connection({ rooms: page });
    hear({ ...counting(3, "m2"), chats: { ...chat, _id: "m2", message: "Alo?", createdAt: at + 10 } });
    const [first] = await list();
    expect(first).toMatchObject({ id: conversationId, unreadCount: 3, lastMessage: { id: "m2" }, updatedAt: at + 10 });
  });

  test("stands one that can't be read, and lists that are none", async () => {
    const broken = [null, 7, { _id: "__proto__", participants: [an, binh] }, { _id: "r9" }, ...page] as never;
    expect(await connection({ rooms: broken }).list()).toHaveLength(2);
    const { protocol, context } = connection({ rooms: () => "nothing" as never });
    const outcome = await protocol.known?.conversations?.({ cursor: null, limit: 50 }, context);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "UNAVAILABLE" } });
  });

  test("is asked for again where a function gets it; what has come meanwhile is newer", async () => {
    let answer = (_rooms: readonly ShopRoom[]) => {};
    const { hear, list } = connection({ rooms: () => new Promise((resolve) => (answer = resolve as never)) });
    const asked = list();
    hear(counting(5, "m2"));
    answer(page);
    expect((await asked).find(({ id }) => id === conversationId)).toMatchObject({ unreadCount: 5 });
    const again = list();
    answer(page.map((room) => ({ ...room, countUnRead: 1, marked: false })));
    expect((await again).map(({ unreadCount }) => unreadCount)).toEqual([1, 1]);
  });
});

describe("the room of a conversation", () => {
  const ask = async ({ protocol, context }: ReturnType<typeof connection>, id = conversationId) => {
    const input = { conversationId: id, cursor: null, limit: 50 };
    const known = await protocol.known?.history?.(input, context);
    return known ?? protocol.http.history?.request(input, context).path;
  };

  test("is that of the page's list", async () => {
    expect(await ask(connection({ rooms: [{ _id: "r1", participants: ["an", "binh"] }] }))).toBe("chat/r1");
    expect(await ask(connection({ rooms: async () => [{ _id: "r1", participants: ["an", "binh"] }] }))).toBe("chat/r1");
  });

  test("is learnt from a message, or told by the app", async () => {
    const one = connection();
    one.hear(told);
    expect(await ask(one)).toBe("chat/r1");
    expect(await ask(connection({ roomIdOf: (userId) => `of ${userId}` }))).toBe("chat/of%20binh");
  });

  test("is none before the first message: there is nothing to ask for", async () => {
    expect(await ask(connection())).toMatchObject({ ok: true, value: { messages: [], olderCursor: null } });
  });

  test("can't be known while the list can't be had", async () => {
    const rooms = () => Promise.reject(new Error("down"));
    expect(await ask(connection({ rooms }))).toMatchObject({ failure: { code: "UNAVAILABLE" } });
    expect(await ask(connection({ rooms, roomIdOf: () => "r1" }))).toBe("chat/r1");
  });

  test("is none of a conversation that is not between two", async () => {
    expect(await ask(connection(), "room:hall")).toMatchObject({ failure: { code: "UNSUPPORTED" } });
  });

  test("is another one for another user of the same protocol", async () => {
    const one = connection();
    one.hear(told);
    const other = { ...one, context: { ...one.context, newId: () => "another" } };
    expect(await ask(other)).toMatchObject({ ok: true, value: { messages: [] } });
  });
});

describe("the answer to GET /chat/:roomId", () => {
  const room = {
    _id: "r1",
    participants: [an, binh],
    messages: [{ ...chat, _id: "m2", sender: "an", receiver: "binh", createdAt: at + 1 }, chat],
    countUnRead: 2,
    marked: false,
  };

  test("is a page of messages in order, with who it is with and how many are unread", () => {
    expect(connection().history({ userId: "an", room })).toMatchObject({
      ok: true,
      value: {
        conversationId,
        messages: [
          { id: "m1", senderId: "binh" },
          { id: "m2", senderId: "an" },
        ],
        profile: { participants: [{ id: "binh", name: "binh.shop" }] },
        unreadCount: 2,
        olderCursor: null,
      },
    });
  });

  test("is all read when it is marked", () => {
    expect(connection().history({ room: { ...room, marked: true } })).toMatchObject({ value: { unreadCount: 0 } });
    const { countUnRead: _none, ...uncounted } = room;
    expect(connection().history({ room: { ...uncounted, marked: null } })).toMatchObject({ value: { unreadCount: 0 } });
  });

  test("says nothing of what is unread when it is older than what has come", () => {
    const one = connection();
    one.hear({ ...counting(3, "m9"), chats: { ...chat, _id: "m9", createdAt: at + 100 } });
    const page = one.history({ room });
    expect(page?.ok && page.value).not.toHaveProperty("unreadCount");
  });

  test("leaves out what can't be read, and what is of others", () => {
    const messages = [null, { ...chat, receiver: "chi" }, { ...chat, message: 7 }, chat];
    const page = connection().history({ room: { ...room, messages } });
    expect(page).toMatchObject({ ok: true, value: { messages: [{ id: "m1" }] } });
  });

  test.each([
    ["another user's", { userId: "chi", room }, "FORBIDDEN"],
    ["another room", { userId: "an", room: { ...room, participants: ["an", "chi"] } }, "UNAVAILABLE"],
    ["a room of others", { userId: "an", room: { ...room, participants: ["binh", "chi"] } }, "UNAVAILABLE"],
    ["a page of HTML", "<html>", "UNAVAILABLE"],
    ["nothing", null, "UNAVAILABLE"],
  ])("is refused when it is %s", (_case, raw, code) => {
    expect(connection().history(raw)).toMatchObject({ ok: false, failure: { code } });
  });
});

describe("sending", () => {
  const send = (options: ShopOptions, body: CommandInput<"sendMessage">["body"], id = conversationId) => {
    const one = connection(options);
    return { ...one, way: one.encode("sendMessage", { conversationId: id, clientId: "c1", body }) };
  };
  const text = { kind: "text" as const, text: "  Chào  " };
  const requestOf = (way: ReturnType<typeof send>["way"]): HttpRequest => {
    if (way?.via !== "http") throw new Error("not over HTTP");
    return way.request;
  };
  const headersOf = ({ headers }: HttpRequest) => (typeof headers === "function" ? headers() : headers);

  test("posts the text, the receiver, and what it is about", () => {
    expect(requestOf(send({}, text).way)).toMatchObject({
      method: "POST",
      path: "chat",
      body: { message: "Chào", receiver: "binh" },
    });
    const about = { url: "/p/5", id: "5", title: "Giày" };
    expect(requestOf(send({}, { ...text, about }).way).body).toEqual({
      message: "Chào",
      receiver: "binh",
      url: "/p/5",
      id: "5",
    });
    expect(requestOf(send({ receiverOf: (id) => `${id}.shop` }, text).way).body).toMatchObject({
      receiver: "binh.shop",
    });
  });

  test("asks for the token against forged requests before every try, also of a source that takes its time", async () => {
    let token = "one";
    const request = requestOf(send({ csrfToken: async () => token }, text).way);
    expect(await headersOf(request)).toEqual({ "x-csrf-token": "one" });
    token = "two";
    expect(await headersOf(request)).toEqual({ "x-csrf-token": "two" });
    expect(await headersOf(requestOf(send({ csrfToken: "fixed" }, text).way))).toEqual({ "x-csrf-token": "fixed" });
    expect(await headersOf(requestOf(send({ csrfToken: () => null }, text).way))).toEqual({});
    expect(await headersOf(requestOf(send({}, text).way))).toEqual({});
  });

  test("a picture goes as its address", () => {
    const picture = { kind: "image" as const, url: "https://example.com/a.jpg" };
    expect(requestOf(send({}, { ...picture, text: "đây" }).way).body).toMatchObject({
      message: "đây\nhttps://example.com/a.jpg",
    });
    expect(requestOf(send({}, picture).way).body).toMatchObject({ message: "https://example.com/a.jpg" });
  });

  test("refuses what this server would not take, before it is sent", () => {
    expect(send({}, { kind: "text", text: " " }).way).toMatchObject({ via: "nothing", failure: { code: "INVALID" } });
    expect(send({}, text, "room:hall").way).toMatchObject({ via: "nothing", failure: { code: "UNSUPPORTED" } });
  });

  test.each([
    ["the document", { ...chat, message: "Chào" }, { id: "m1", createdAt: at }],
    ["the document in something", { success: true, chats: { ...chat, message: "Chào" } }, { id: "m1", createdAt: at }],
    ["words", { message: "Sent" }, { id: null, createdAt: null }],
    ["a room, whose id is not the message's", { _id: "r1", messages: [] }, { id: null, createdAt: null }],
    ["another message", chat, { id: null, createdAt: null }],
    ["a page of HTML", "<p>Sent</p>", { id: null, createdAt: null }],
    ["nothing", null, { id: null, createdAt: null }],
  ])("is stored when it is answered with %s", (_case, raw, stored) => {
    const { way } = send({}, text);
    expect(way?.via === "http" && way.acknowledge(raw, 200)).toEqual({
      ok: true,
      value: { seq: null, epoch: null, ...stored },
    });
  });

  test("is refused when the answer says so, whatever its status", () => {
    const { way } = send({}, text);
    expect(way?.via === "http" && way.acknowledge({ success: false, message: "Blocked" }, 200)).toMatchObject({
      ok: false,
      failure: { code: "INVALID", message: "Blocked" },
    });
  });

  test("keeps what is said of a product, of which the wire has the address alone", () => {
    const about = { url: "/p/5", id: "5", title: "Giày" };
    const { hear } = send({}, { ...text, about });
    const own = { ...chat, sender: an, receiver: binh, url: "/p/5" };
    expect(hear({ ...told, chats: own }).events[0]).toMatchObject({ message: { body: { about } } });
  });
});

test.each([
  [403, { code: "EBADCSRFTOKEN", message: "invalid csrf token" }, "STALE"],
  [403, "<pre>ForbiddenError: invalid csrf token</pre>", "STALE"],
  [419, null, "STALE"],
  [403, { message: "You are blocked" }, "FORBIDDEN"],
  [401, {}, "UNAUTHENTICATED"],
  [404, {}, "NOT_FOUND"],
  [429, {}, "RATE_LIMITED"],
  [400, { error: "Message is required" }, "INVALID"],
  [500, "<html>", "UNAVAILABLE"],
  [502, "<html>", "TIMEOUT"],
  [504, null, "TIMEOUT"],
])("a refusal of %i saying %j reads as %s %s", (status, raw, code) => {
  const failure = (shop().http as Protocol["http"]).failure?.(raw, status);
  expect(failure).toMatchObject({ code });
  expect(failure?.message ?? "").not.toContain("<");
});

test("what is received of this server counts as unread by number", () => {
  const { hear } = connection();
  const { events } = hear(counting(6));
  const batch = { events, at: now, roomBuffer: 500, echoed: true, typingExpiryMs: 6_000 };
  const { conversations } = chatReducer(emptyChat, eventsReceived(batch), "an");
  expect(conversations[conversationId]).toMatchObject({ unseen: 6, participants: [{ id: "binh", name: "binh.shop" }] });
});
