import { expect, test } from "vitest";
import type { Patch } from "../../../../src/contract/live.js";
import type { JsonValue } from "../../../../src/contract/schema.js";
import { addsOwnComment } from "../../../../src/server/core/live/addsOwnComment.js";

const an = { id: "an", name: "An" };
const comment = { id: "c1", userId: "an", name: "An", text: "Hello", at: 1 };
const add = (value: JsonValue, path = ["comments", "c1"]): Patch => ({ op: "set", path, value });

test("a comment of one's own under a new id may be added, also twice", () => {
  expect(addsOwnComment(an, [add(comment)], null)).toBe(true);
  expect(addsOwnComment(an, [add(comment)], { comments: { other: { id: "other" } } })).toBe(true);
  expect(addsOwnComment(an, [add(comment)], { comments: { c1: comment } })).toBe(true);
});

test.each<[string, Patch[], JsonValue]>([
  ["nothing", [], null],
  ["another's name on it", [add({ ...comment, userId: "binh" })], null],
  ["a name that is not one's own", [add({ ...comment, name: "Teacher" })], null],
  ["a picture that is not one's own", [add({ ...comment, avatarUrl: "https://example.com/teacher.png" })], null],
  ["more than a comment is made of", [add({ ...comment, pinned: true })], null],
  ["another id than its place", [add({ ...comment, id: "c2" })], null],
  ["no text", [add({ ...comment, text: "  " })], null],
  ["too much text", [add({ ...comment, text: "x".repeat(1_001) })], null],
  ["no comment", [add("text")], null],
  ["another's comment", [add(comment)], { comments: { c1: { ...comment, userId: "binh" } } }],
  ["other places", [add(comment, ["comments"]), add(comment, [])], null],
  ["places in a comment", [add("x", ["comments", "c1", "text"])], { comments: { c1: comment } }],
  ["places with dangerous names", [add({ ...comment, id: "__proto__" }, ["comments", "__proto__"])], null],
  ["a list", [add({ ...comment, id: "0" }, ["comments", "0"])], { comments: [] }],
  ["a deletion", [{ op: "delete", path: ["comments", "c1"] }], { comments: { c1: comment } }],
])("%s may not be set", (_, patches, state) => {
  expect(addsOwnComment(an, patches, state)).toBe(false);
});
