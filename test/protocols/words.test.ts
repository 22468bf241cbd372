import { describe, expect, test } from "vitest";
import { failure } from "../../src/contract/errors.js";
import { idSchema } from "../../src/contract/ids.js";
import { object, string } from "../../src/contract/schema.js";
import { otherPersonOf, roomIdOf } from "../../src/protocols/conversations.js";
import { malformed, type ProtocolContext } from "../../src/protocols/protocol.js";
import { answered, emit, heard, pageOf, storedAs, textMessage } from "../../src/protocols/words.js";

const context: ProtocolContext = { user: { id: "an" }, now: () => 7, newId: () => "made" };

describe("heard", () => {
  const decode = heard(object({ id: idSchema }), ({ id }, { now }) => ({
    type: "participantLeft",
    conversationId: "room:hall",
    userId: id,
    at: now(),
  }));

  test("hands on what it could read", () => {
    expect(decode({ id: "binh", more: 1 }, context)).toEqual({
      type: "participantLeft",
      conversationId: "room:hall",
      userId: "binh",
      at: 7,
    });
  });

  test("says what was expected where", () => {
    expect(decode({ id: "a b" }, context)).toEqual(malformed("id: expected 1 to 64 of A-Z a-z 0-9 _ -"));
  });
});

describe("answered", () => {
  const why = (raw: unknown) => (raw === "no" ? failure("FORBIDDEN", "Muted") : null);
  const read = answered(object({ id: idSchema }), ({ id }) => storedAs(id, null), why);

  test("reads what the server said", () => {
    const value = { id: "m1", seq: null, epoch: null, createdAt: null };
    expect(read({ id: "m1" })).toEqual({ ok: true, value });
  });

  test("asks first whether it is a refusal", () => {
    expect(read("no")).toEqual({ ok: false, failure: { code: "FORBIDDEN", message: "Muted" } });
  });

  test("leaves it open what became of the command where it can't be read", () => {
    expect(read({ id: 7 })).toMatchObject({ ok: false, failure: { code: "TIMEOUT" } });
    expect(answered(string(), (text) => text)(null)).toMatchObject({ ok: false, failure: { code: "TIMEOUT" } });
  });
});

test("emit asks for an answer only where something reads it", () => {
  expect(emit("typing", { on: true })).toEqual({ via: "socket", event: "typing", payload: { on: true } });
  const acknowledge = answered(string(), (text) => text);
  expect(emit("say", "x", acknowledge)).toEqual({ via: "socket", event: "say", payload: "x", acknowledge });
});

test("a message and a page of a server that counts nothing", () => {
  const fields = { id: "m1", conversationId: "room:hall", senderId: "binh", createdAt: 7 };
  const message = textMessage({ ...fields, senderName: undefined, text: "Chào" });
  expect(message).toEqual({ ...fields, seq: null, body: { kind: "text", text: "Chào" } });
  expect("senderName" in message).toBe(false);
  expect(pageOf("room:hall", [message], "older")).toEqual({
    conversationId: "room:hall",
    epoch: null,
    messages: [message],
    head: null,
    olderCursor: "older",
    receipts: [],
  });
  expect(pageOf("room:hall", []).olderCursor).toBeNull();
});

describe("conversations", () => {
  test("are told apart by who has them", () => {
    expect(roomIdOf("room:hall")).toBe("hall");
    expect(otherPersonOf("direct:an:binh", "binh")).toBe("an");
  });

  test.each(["direct:an:binh", "support:an", "nonsense"])("roomIdOf refuses %s, and says what to name", (id) => {
    expect(() => roomIdOf(id)).toThrow(/rooms only.*Name a room.*unsupported-conversation/s);
  });

  test.each(["room:hall", "direct:binh:chi", "nonsense"])("otherPersonOf refuses %s", (id) => {
    expect(() => otherPersonOf(id, "an")).toThrow(/two people only.*other person.*unsupported-conversation/s);
  });
});
