import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { sqliteStore } from "../../../src/server/store/sqliteStore.js";
import { describeSupportStore } from "./supportConformance.js";

const folder = mkdtempSync(join(tmpdir(), "lobby-support-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const freshUrl = () => `file:${join(folder, `${++files}.db`)}`;

describeSupportStore("memory store", () => memoryStore());
describeSupportStore("SQLite store", () => sqliteStore({ url: freshUrl() }));

test("two processes on one file give a request to one agent", async () => {
  const url = freshUrl();
  const [one, other] = [sqliteStore({ url }), sqliteStore({ url })];
  const conversationId = "support:an";
  await one.support.start({ conversationId, visitor: { id: "an" }, topic: null, at: 1 });
  const outcomes = await Promise.all([
    one.support.take(conversationId, { id: "lan" }, 2),
    other.support.take(conversationId, { id: "minh" }, 2),
  ]);
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["conflict", "done"]);
  await one.close();
  await other.close();
});
