import { expect, test } from "vitest";
import { everywhere, surfaceOf } from "../../src/cli/surface.js";
import { defineProtocol } from "../../src/protocols/defineProtocol.js";
import { native } from "../../src/protocols/native/native.js";

const nothing = defineProtocol({ name: "nothing", capabilities: {}, incoming: {}, outgoing: {} }).capabilities;

test("every component and hook that lobbykit exports is told of once", async () => {
  const exported = Object.keys(await import("../../src/exports/index.js"));
  const shown = exported.filter((name) => /^(use)?[A-Z]/.test(name) && name !== "LobbyError");
  const told = [...everywhere, ...surfaceOf(native.capabilities).map(({ name }) => name)];
  expect(told.toSorted()).toEqual(shown.toSorted());
});

test("all of it lights up where everything is there, none where nothing is", () => {
  expect(new Set(surfaceOf(native.capabilities).map(({ state }) => state))).toEqual(new Set(["full"]));
  expect(new Set(surfaceOf(nothing).map(({ state }) => state))).toEqual(new Set(["hidden"]));
});

test("what hides in part says which part", () => {
  const of = (name: string) => surfaceOf({ ...nothing, rooms: true, acks: true }).find((one) => one.name === name);
  expect(of("Composer")).toEqual({ name: "Composer", kind: "component", state: "partly", without: ["pictures"] });
  expect(of("useTyping")).toEqual({ name: "useTyping", kind: "hook", state: "hidden", without: [] });
  expect(of("MessageRow")?.without).toEqual(["ticks for what was read", "older messages"]);
});
