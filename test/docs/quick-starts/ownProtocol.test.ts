import { decodeEvent } from "lobbykit/protocols";
import { spoiled } from "lobbykit/testing";
import { expect, test } from "vitest";
import { ownProtocol } from "./ownProtocol.js";

const context = { user: { id: "an" }, now: Date.now, newId: () => "made" };
const said = { id: "m1", room: "corner", from: "binh", name: "Bình", text: "Chào!", at: 1_700_000_000_000, ref: "r1" };
const events = { said, typing: { room: "corner", from: "binh", name: "Bình", on: true } };

test.each(Object.entries(events))("%s is read, and nothing else is taken for it", (name, payload) => {
  expect(decodeEvent(ownProtocol, name, payload, context).events).toHaveLength(1);
  for (const other of spoiled(payload)) {
    const { events, issues } = decodeEvent(ownProtocol, name, other, context);
    expect(events.length + issues.length).toBe(1);
    expect(issues.join()).not.toContain("decoder failed");
  }
});

test("an answer is read as what it is, whatever it is", () => {
  const input = { conversationId: "room:corner", clientId: "r1", body: { kind: "text", text: "Chào!" } } as const;
  const way = ownProtocol.outgoing.sendMessage?.(input, context);
  if (way?.via !== "socket" || way.acknowledge === undefined) throw new Error("It asks for no answer.");
  expect(way.acknowledge({ id: "m1", at: 7 })).toMatchObject({ ok: true, value: { id: "m1" } });
  expect(way.acknowledge({ error: "too long" })).toMatchObject({ ok: false, failure: { code: "TOO_LARGE" } });
  for (const answer of spoiled({ id: "m1", at: 7 })) expect(typeof way.acknowledge(answer).ok).toBe("boolean");
});
