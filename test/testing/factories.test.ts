import { expect, test } from "vitest";
import { conversationSummarySchema, loggedMessageSchema } from "../../src/contract/chat.js";
import { userSchema } from "../../src/contract/connection.js";
import { parse } from "../../src/contract/schema.js";
import { aChatMessage } from "../../src/testing/factories/aChatMessage.js";
import { aConversation } from "../../src/testing/factories/aConversation.js";
import { aMessage } from "../../src/testing/factories/aMessage.js";
import { aUser } from "../../src/testing/factories/aUser.js";

const locales = ["en", "vi", "ar"] as const;
const seeds = Array.from({ length: 40 }, (_, index) => index);

test.each(locales)("everything made in %s is what the contract takes from a server", (locale) => {
  for (const seed of seeds) {
    expect(parse(userSchema, aUser({ seed, locale }))).toMatchObject({ ok: true });
    expect(parse(loggedMessageSchema, aMessage({ seq: seed + 1, locale }))).toMatchObject({ ok: true });
    expect(parse(conversationSummarySchema, aConversation({ seed, locale }))).toMatchObject({ ok: true });
  }
});

test("the same recipe gives the same thing, and another seed another one", () => {
  expect(aUser({ seed: 3 })).toEqual(aUser({ seed: 3 }));
  expect(aUser({ seed: 3 })).not.toEqual(aUser({ seed: 4 }));
  expect(aMessage({ seq: 2 })).toEqual(aMessage({ seq: 2 }));
  expect(aMessage({ seq: 2 }).id).not.toBe(aMessage({ seq: 3 }).id);
  expect(aMessage({ seq: 2 }).createdAt).toBeLessThan(aMessage({ seq: 3 }).createdAt);
  expect(aConversation({ seed: 1 }).id).not.toBe(aConversation({ seed: 2 }).id);
});

test("every locale is written in its own words", () => {
  const texts = locales.map((locale) => JSON.stringify(seeds.map((seed) => aMessage({ seq: seed + 1, locale }).body)));
  expect(new Set(texts).size).toBe(3);
  expect(texts[1]).toMatch(/[ăâđêôơư]/);
  expect(texts[2]).toMatch(/\p{Script=Arabic}/u);
});

test("what is given stays as given", () => {
  const sender = { id: "an", name: "An" };
  expect(aMessage({ sender, text: "hello" })).toMatchObject({
    senderId: "an",
    senderName: "An",
    body: { kind: "text", text: "hello" },
  });
  expect(aMessage({ senderId: "binh" }).senderId).toBe("binh");
  expect(aConversation({ id: "room:algebra", unread: 3, head: 10 })).toMatchObject({
    title: expect.any(String),
    readSeq: 7,
    unreadCount: 3,
  });
});

test("a message for components is received, or sent when it is one's own", () => {
  expect(aChatMessage()).toMatchObject({ own: false, status: "received", key: "message-1" });
  expect(aChatMessage({ own: true, key: "k" })).toMatchObject({ own: true, status: "sent", key: "k" });
  expect(aChatMessage({ own: true, status: "failed", failure: { code: "FORBIDDEN" } })).toMatchObject({
    status: "failed",
    failure: { code: "FORBIDDEN" },
  });
});
