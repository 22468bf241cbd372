import { expect, test } from "vitest";
import { defineProtocol } from "../../src/protocols/defineProtocol.js";
import type { ProtocolContext } from "../../src/protocols/protocol.js";
import { remembered } from "../../src/protocols/remembered.js";

const contextOf = (id: string): ProtocolContext => ({ user: { id }, now: () => 1, newId: () => "made" });

test("what a protocol remembers is of one connection, and made once for it", () => {
  const memory = remembered(({ user }) => ({ of: user.id, words: [] as string[] }));
  const [an, binh] = [contextOf("an"), contextOf("binh")];
  memory(an).words.push("một");
  expect(memory(an)).toEqual({ of: "an", words: ["một"] });
  expect(memory(binh)).toEqual({ of: "binh", words: [] });
  expect(memory(contextOf("an"))).toEqual({ of: "an", words: [] });
});

test("what the app knows may stand in for what a server lists", () => {
  const capabilities = { conversations: true };
  const known = { conversations: () => ({ ok: true as const, value: { conversations: [], nextCursor: null } }) };
  expect(
    defineProtocol({ name: "knowing", capabilities, incoming: {}, outgoing: {}, known }).capabilities,
  ).toMatchObject(capabilities);
  expect(() => defineProtocol({ name: "claiming", capabilities, incoming: {}, outgoing: {} })).toThrow(/conversations/);
});
