import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { budgets, weigh } from "../../scripts/size.mjs";

let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "lobbykit-size-")));
  // Digits of a fixed generator: text that gzip cannot shrink much.
  let state = 1;
  const noise = Array.from({ length: 4000 }, () => {
    state = (state * 48271) % 2147483647;
    return state.toString(36);
  }).join("");
  writeFileSync(join(folder, "heavy.js"), `export const heavy = "${noise}";`);
  writeFileSync(join(folder, "small.js"), 'export const small = "small";');
  writeFileSync(join(folder, "package.json"), '{ "sideEffects": false }');
});
afterEach(() => rmSync(folder, { recursive: true }));

test("counts a chunk loaded on demand apart from the first load", async () => {
  const now = await weigh('export { heavy } from "./heavy.js";', folder);
  const later = await weigh('export const load = () => import("./heavy.js");', folder);
  expect(now.initial).toBeGreaterThan(10_000);
  expect(now.lazy).toBe(0);
  expect(later.initial).toBeLessThan(500);
  expect(later.lazy).toBeGreaterThan(10_000);
});

test("counts what is imported both now and on demand in the first load", async () => {
  const both = await weigh(
    'export { heavy } from "./heavy.js"; export const load = () => import("./heavy.js");',
    folder,
  );
  expect(both.initial).toBeGreaterThan(10_000);
});

test("counts once, in the first load, what it shares with what is loaded on demand", async () => {
  writeFileSync(join(folder, "later.js"), 'import { heavy } from "./heavy.js"; export const later = () => heavy;');
  const shared = await weigh(
    'export { heavy } from "./heavy.js"; export const load = () => import("./later.js");',
    folder,
  );
  expect(shared.initial).toBeGreaterThan(10_000);
  expect(shared.lazy).toBeGreaterThan(0);
  expect(shared.lazy).toBeLessThan(500);
});

test("leaves out what the import does not use, and the peers", async () => {
  writeFileSync(join(folder, "both.js"), 'export * from "./heavy.js"; export * from "./small.js";');
  const { initial } = await weigh('export { small } from "./both.js"; export { useState } from "react";', folder);
  expect(initial).toBeLessThan(500);
});

test("has a budget for the first load, the core, each domain, the whole kit and the stylesheet", () => {
  const limitOf = (name: string) => budgets.find((budget) => budget.name.startsWith(name))?.limitKb;
  expect(limitOf("SocketProvider, ChatRoom")).toBe(45);
  expect(limitOf("createLobby")).toBe(26.5);
  expect(limitOf("styles.css")).toBe(15.4);
  for (const sheet of readdirSync(join(import.meta.dirname, "../../src/styles/sheets")))
    expect(limitOf(`styles/${sheet}`), sheet).toBeLessThanOrEqual(12);
  for (const part of [
    "NotificationCenter",
    "OnlineStatus",
    "GiftPicker",
    "PriceTicker",
    "CourseRating",
    "SupportChat",
    "LiveRoom",
    "useLivestream",
    "createLobbyPlugin",
    "lobbykit.global.js",
    "the whole kit",
  ])
    expect(limitOf(part), part).toBeLessThanOrEqual(145);
});
