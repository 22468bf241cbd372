import { expect, test } from "vitest";
import type { ProtocolContext } from "../../src/protocols/protocol.js";
import { remembered } from "../../src/protocols/remembered.js";

const aContext = (user = { id: "an" }): ProtocolContext => ({ user, now: () => 0, newId: () => "id" });

test("a connection has one memory, also where its context is a copy for one answer", () => {
  const memory = remembered(() => new Set<string>());
  const context = aContext();
  memory(context).add("a room");
  expect([...memory({ ...context, drop: () => {} })]).toEqual(["a room"]);
});

test("two connections share nothing, also of the same user", () => {
  const memory = remembered(() => new Set<string>());
  const user = { id: "an" };
  memory(aContext(user)).add("a room");
  expect([...memory(aContext(user))]).toEqual([]);
});
