import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { sqliteStore } from "../../../src/server/store/sqliteStore.js";
import { aCharge, describeGiftStore } from "./giftConformance.js";

const folder = mkdtempSync(join(tmpdir(), "lobby-gifts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const freshUrl = () => `file:${join(folder, `${++files}.db`)}`;

describeGiftStore("memory store", () => memoryStore());
describeGiftStore("SQLite store", () => sqliteStore({ url: freshUrl() }));

test("two processes on one file charge a key once and never overdraw", async () => {
  const url = freshUrl();
  const stores = [sqliteStore({ url }), sqliteStore({ url })];
  // One after the other: both bring the schema.
  for (const store of stores) await store.epoch();
  const inputs = Array.from({ length: 60 }, (_, index) =>
    aCharge({ price: 10, clientId: `tap-${index % 30}`, startingBalance: 155 }),
  );
  const results = await Promise.all(inputs.map((input, index) => stores[index % 2]?.gifts.charge(input)));
  const [one, other] = stores;
  expect(results.filter((result) => result?.duplicate === false)).toHaveLength(30);
  expect(results.filter((result) => result?.duplicate === false && result.entry.status === "charged")).toHaveLength(15);
  expect(await one?.gifts.balance("an", 155)).toBe(5);
  await one?.close();
  await other?.close();
});
