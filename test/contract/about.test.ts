import { expect, test } from "vitest";
import { draftBodySchema, loggedMessageSchema } from "../../src/contract/chat.js";
import { sameBody } from "../../src/server/core/chat/body.js";

const text = { kind: "text", text: "Còn không?" } as const;
const about = { url: "/p/5", id: "5", title: "Giày" };

test("a text may say what it is about, whoever sends it and whoever gets it", () => {
  expect(draftBodySchema({ ...text, about: { ...about, price: 5 } })).toEqual({ ok: true, value: { ...text, about } });
  const message = { id: "m1", conversationId: "direct:an:binh", seq: 1, senderId: "an", createdAt: 1 };
  expect(loggedMessageSchema({ ...message, body: { ...text, about } })).toMatchObject({ value: { body: { about } } });
  expect(draftBodySchema({ ...text, about: null })).toEqual({ ok: true, value: text });
});

test.each([
  ["a script", { url: "javascript:alert(1)" }],
  ["another host in disguise", { url: "/\\evil.com" }],
  ["an address that does not end", { url: `/${"a".repeat(2_048)}` }],
  ["no address", { id: "5" }],
  ["a title that does not end", { ...about, title: "a".repeat(121) }],
  ["an id that is none", { ...about, id: { $ne: "" } }],
])("not of %s", (_case, wrong) => {
  expect(draftBodySchema({ ...text, about: wrong })).toMatchObject({ ok: false });
});

test("the same text about the same is the same message; about something else it is another", () => {
  expect(sameBody({ ...text, about }, JSON.parse(JSON.stringify({ ...text, about })))).toBe(true);
  expect(sameBody({ ...text, about }, { ...text, about: { url: "/p/6" } })).toBe(false);
  expect(sameBody({ ...text, about }, text)).toBe(false);
});
