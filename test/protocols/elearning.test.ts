import { describe, expect, test } from "vitest";
import type { CommandInput, CommandName } from "../../src/contract/commands.js";
import { decodeEvent } from "../../src/protocols/decodeEvent.js";
import { elearning, elearningWith } from "../../src/protocols/elearning/elearning.js";
import { guaranteeLevel, type Protocol, type ProtocolContext } from "../../src/protocols/protocol.js";

const an = "65a1f0c2d4e5f60718293a4b";
const teacher = "65a1f0c2d4e5f60718293a4c";
const stranger = "65a1f0c2d4e5f60718293a4d";
const conversationId = `direct:${an}:${teacher}`;
const created = "2026-03-02T09:30:00.000Z";

function context(): ProtocolContext {
  let made = 0;
  return { user: { id: an, name: "An" }, now: () => 1_700_000_000_000, newId: () => `made-${++made}` };
}

const decode = (event: string, payload: unknown) => decodeEvent(elearning, event, payload, context());

function encode<N extends CommandName>(name: N, input: CommandInput<N>) {
  const encoder = elearning.outgoing[name];
  if (encoder === undefined) throw new Error(`no ${name}`);
  return encoder(input, context());
}

describe("newMessage", () => {
  const stored = { _id: "m1", content: "Chào em", sender: teacher, recipient: an, status: "sent", createdAt: created };
  const message = {
    id: "m1",
    conversationId,
    seq: null,
    senderId: teacher,
    createdAt: Date.parse(created),
    body: { kind: "text", text: "Chào em" },
  };

  test("reads the stored document", () => {
    expect(decode("newMessage", stored).events).toEqual([{ type: "messageReceived", epoch: null, message }]);
  });

  test("takes the sender's name from a populated document", () => {
    const { events } = decode("newMessage", { ...stored, sender: { _id: teacher, name: "Cô Bình", email: "b@x.vn" } });
    expect(events).toEqual([{ type: "messageReceived", epoch: null, message: { ...message, senderName: "Cô Bình" } }]);
  });

  test("makes up the id and takes the time of receipt for the sender's own relayed object", () => {
    const { events } = decode("newMessage", { content: "Chào em", senderId: teacher, recipientId: an });
    expect(events).toEqual([
      {
        type: "messageReceived",
        epoch: null,
        message: { ...message, id: "local-made-1", createdAt: 1_700_000_000_000 },
      },
    ]);
  });

  test("gives two relayed objects of the same words two ids", () => {
    const shared = context();
    const raw = { content: "ok", senderId: teacher, recipientId: an };
    const ids = [1, 2]
      .map(() => decodeEvent(elearning, "newMessage", raw, shared).events[0])
      .map((event) => {
        return event?.type === "messageReceived" ? event.message.id : null;
      });
    expect(new Set(ids).size).toBe(2);
  });

  test("reads a date as a number too", () => {
    expect(decode("newMessage", { ...stored, createdAt: 1_772_443_800_000 }).events).toMatchObject([
      { message: { createdAt: 1_772_443_800_000 } },
    ]);
  });

  test("names the same conversation for what this user sent from elsewhere", () => {
    const { events } = decode("newMessage", { ...stored, sender: an, recipient: teacher });
    expect(events).toMatchObject([{ message: { conversationId, senderId: an } }]);
  });

  test("drops what others say to each other, and what somebody says to himself", () => {
    const silence = { events: [], issues: [], unmapped: false };
    expect(decode("newMessage", { ...stored, recipient: stranger })).toEqual(silence);
    expect(decode("newMessage", { ...stored, sender: an })).toEqual(silence);
  });

  test.each([
    ["no content", { ...stored, content: undefined }],
    ["empty content", { ...stored, content: "" }],
    ["an endless text", { ...stored, content: "a".repeat(4_001) }],
    ["no sender", { ...stored, sender: undefined }],
    ["an id that names a member of every object", { ...stored, sender: "__proto__" }],
    ["a date that is none", { ...stored, createdAt: "yesterday" }],
    ["an unknown state", { ...stored, status: "seen" }],
    ["a list", [stored]],
    ["nothing", null],
  ])("counts as malformed what has %s", (_case, payload) => {
    const { events, issues } = decode("newMessage", payload);
    expect(events).toEqual([]);
    expect(issues).toHaveLength(1);
  });
});

describe("the other events", () => {
  test("newNotification, stored and relayed", () => {
    const text = { title: "Đơn hàng mới", message: "Khoá React đã được mua" };
    expect(
      decode("newNotification", { ...text, _id: "n1", status: "read", userId: an, createdAt: created }).events,
    ).toEqual([
      {
        type: "notificationReceived",
        notification: {
          ...text,
          id: "n1",
          kind: "purchase",
          level: "info",
          read: true,
          createdAt: Date.parse(created),
        },
      },
    ]);
    expect(decode("newNotification", { ...text, userId: an }).events).toMatchObject([
      { notification: { id: "local-made-1", read: false, createdAt: 1_700_000_000_000 } },
    ]);
  });

  test("userStatusUpdate", () => {
    const presence = (status: string) => [
      { type: "presenceChanged", presences: [{ userId: teacher, status, lastSeenAt: null }] },
    ];
    expect(decode("userStatusUpdate", { userId: teacher, status: true }).events).toEqual(presence("online"));
    expect(decode("userStatusUpdate", { userId: teacher, status: false }).events).toEqual(presence("offline"));
    expect(decode("userStatusUpdate", { userId: teacher, status: "true" }).issues).toHaveLength(1);
  });

  test("viewerCount, which names no video", () => {
    expect(decode("viewerCount", { count: 12 }).events).toEqual([
      { type: "viewerCountChanged", viewableId: null, count: 12 },
    ]);
    expect(decode("viewerCount", { count: -1 }).issues).toHaveLength(1);
  });

  test("an event it has no word for is unmapped, not malformed", () => {
    expect(decode("constructor", {})).toEqual({ events: [], issues: [], unmapped: true });
  });
});

describe("commands", () => {
  const emission = (event: string, payload: unknown) => ({ via: "socket", event, payload });

  test("sendMessage names both people and asks for no acknowledgement", () => {
    expect(encode("sendMessage", { conversationId, clientId: "c1", body: { kind: "text", text: "Dạ" } })).toEqual(
      emission("message", { content: "Dạ", senderId: an, recipientId: teacher }),
    );
  });

  test("a picture goes as text, its caption before its address", () => {
    const url = "https://x.vn/a.png";
    expect(
      encode("sendMessage", { conversationId, clientId: "c1", body: { kind: "image", url, text: "Đây" } }),
    ).toEqual(emission("message", { content: `Đây\n${url}`, senderId: an, recipientId: teacher }));
    expect(encode("sendMessage", { conversationId, clientId: "c1", body: { kind: "image", url } })).toMatchObject({
      payload: { content: url },
    });
  });

  test("a room is refused with words that tell how to mend it", () => {
    const body = { kind: "text", text: "x" } as const;
    expect(() => encode("sendMessage", { conversationId: "room:r1", clientId: "c1", body })).toThrow(
      /two people only.*user id.*unsupported-conversation/,
    );
  });

  test("markRead names the message, and says nothing of one the server never named", () => {
    expect(encode("markRead", { conversationId, seq: null, messageId: "m1" })).toEqual(
      emission("markAsRead", { messageId: "m1" }),
    );
    expect(encode("markRead", { conversationId, seq: null, messageId: "local-made-1" })).toBeNull();
    expect(encode("markRead", { conversationId, seq: null, messageId: null })).toBeNull();
  });

  test("sendNotification, to a user and to admins", () => {
    const text = { clientId: "c1", title: "T", message: "M" };
    expect(encode("sendNotification", { ...text, to: { userId: teacher } })).toEqual(
      emission("notification", { title: "T", message: "M", userId: teacher }),
    );
    expect(encode("sendNotification", { ...text, to: { admins: true } })).toEqual(
      emission("notification", { title: "T", message: "M", toAdmin: true }),
    );
  });

  test("markNotificationsRead is a request over HTTP", () => {
    const call = encode("markNotificationsRead", { ids: ["n1"] });
    expect(call).toMatchObject({ via: "http", request: { method: "PUT", path: "update-notification/n1" } });
    if (call?.via !== "http") throw new Error("not over HTTP");
    expect(call.acknowledge(null, 201)).toEqual({ ok: true, value: { unreadCount: null } });
    expect(call.acknowledge(null, 404)).toMatchObject({ ok: false, failure: { code: "NOT_FOUND" } });
    expect(encode("markNotificationsRead", { ids: ["local-n1"] })).toBeNull();
  });

  test("presence: away is told as not online, for this server knows two states", () => {
    expect(encode("setPresence", { status: "online" })).toEqual(emission("userStatus", true));
    expect(encode("setPresence", { status: "away" })).toEqual(emission("userStatus", false));
    expect(encode("watchPresence", { userIds: [teacher] })).toEqual(emission("getUsersStatus", [teacher]));
  });

  test("viewers", () => {
    expect(encode("joinViewers", { viewableId: "v1" })).toEqual(emission("watchingVideo", { videoId: "v1" }));
    expect(encode("leaveViewers", { viewableId: "v1" })).toEqual(emission("leaveVideo", { videoId: "v1" }));
  });
});

describe("history", () => {
  const { history, failure } = elearning.http;
  const input = { conversationId, cursor: null, limit: 50 };
  const read = (raw: unknown) => history?.read(raw, input, context());
  const one = (id: string, fields: object = {}) => ({
    _id: id,
    content: id,
    sender: teacher,
    recipient: an,
    status: "sent",
    createdAt: created,
    ...fields,
  });

  test("is asked for by the other person's id", () => {
    expect(history?.request(input, context())).toEqual({ method: "GET", path: `message/history/${teacher}` });
  });

  test("is one page, oldest first, with the state of each message", () => {
    const raw = {
      success: true,
      messages: [one("late", { createdAt: "2026-03-03T00:00:00Z", status: "read" }), one("early")],
    };
    const outcome = read(raw);
    expect(outcome).toMatchObject({
      ok: true,
      value: { olderCursor: null, head: null, epoch: null, statuses: { late: "read", early: "sent" } },
    });
    expect(outcome?.ok && outcome.value.messages.map(({ id }) => id)).toEqual(["early", "late"]);
  });

  test("leaves out what can't be read and what belongs elsewhere, and keeps the rest", () => {
    const messages = [one("a"), { content: 5 }, null, one("b", { sender: stranger }), one("c")];
    const outcome = read({ success: true, messages });
    expect(outcome?.ok && outcome.value.messages.map(({ id }) => id)).toEqual(["a", "c"]);
  });

  test("a refusal with status 200 is a refusal", () => {
    expect(read({ success: false, message: "Error fetching messages" })).toEqual({
      ok: false,
      failure: { code: "UNAVAILABLE", message: "Error fetching messages" },
    });
  });

  test.each([null, [], "no", { success: true }, { success: "true", messages: [] }, { success: true, messages: {} }])(
    "an answer like %j is a failure, never a throw",
    (raw) => {
      expect(read(raw)).toMatchObject({ ok: false, failure: { code: "UNAVAILABLE" } });
    },
  );

  test.each([
    [401, "UNAUTHENTICATED"],
    [403, "FORBIDDEN"],
    [404, "NOT_FOUND"],
    [429, "RATE_LIMITED"],
    [500, "UNAVAILABLE"],
    [400, "INVALID"],
  ])("status %i is %s, with the server's words", (status, code) => {
    expect(failure?.({ success: false, message: "Vui lòng đăng nhập" }, status)).toEqual({
      code,
      message: "Vui lòng đăng nhập",
    });
    expect(failure?.("<html>", status)).toEqual({ code });
  });
});

describe("lists of notifications", () => {
  const list = [
    { _id: "n1", title: "Mine", message: "", userId: an, createdAt: created },
    { _id: "n2", title: "A stranger's", message: "", userId: stranger, createdAt: created },
    { _id: "n3", title: "Nobody's", message: "", createdAt: created },
    { title: "Nameless", message: "" },
    7,
  ];
  const titles = (protocol: Protocol, query: "notifications" | "allNotifications") => {
    const outcome = protocol.http[query]?.read({ notifications: list }, { cursor: null, limit: 50 }, context());
    return outcome?.ok ? outcome.value.notifications.map(({ title }) => title).sort() : outcome;
  };

  test("have nothing that is for somebody else, but on pages of admins and in the list of everybody's", () => {
    expect(titles(elearning, "notifications")).toEqual(["Mine", "Nobody's"]);
    expect(titles(elearningWith({ admin: true }), "notifications")).toHaveLength(3);
    expect(titles(elearning, "allNotifications")).toHaveLength(3);
  });

  test("say what could not be read", () => {
    const dropped: string[] = [];
    const drop = (issue: string) => void dropped.push(issue);
    elearning.http.notifications?.read({ notifications: list }, { cursor: null, limit: 50 }, { ...context(), drop });
    expect(dropped).toEqual(["payload: expected an object"]);
  });
});

describe("what it promises", () => {
  test("is at most once, both ways", () => {
    expect(guaranteeLevel(elearning.capabilities)).toBe("L0");
    expect(elearning.capabilities).toMatchObject({ acks: false, echo: "others", rooms: false, typing: false });
  });

  test("a refused handshake is read from its words", () => {
    const refusal = (message: string) => elearning.connect.refusal?.({ message, data: undefined }).kind;
    expect(refusal("Authentication error")).toBe("unauthenticated");
    expect(refusal("Admin authentication failed")).toBe("forbidden");
    expect(refusal("xhr poll error")).toBe("retry");
  });

  test("the token goes in the handshake, and nothing with cookies", () => {
    const auth = (token: string | null) => elearning.connect.auth?.({ token, user: { id: an }, now: 0 });
    expect(auth("jwt")).toEqual({ token: "jwt" });
    expect(auth(null)).toEqual({});
  });
});
