import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { sqliteStore } from "../../../src/server/store/sqliteStore.js";

const folder = mkdtempSync(join(tmpdir(), "lobby-rooms-"));
const url = `file:${join(folder, "rooms.db")}`;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const record = {
  description: { title: "Evening 'stream'", hostId: "lan" },
  stream: { live: true, startedAt: 5, endedAt: null, title: "🎸" },
};

describe.each([
  ["memory", () => memoryStore()],
  ["SQLite", () => sqliteStore({ url })],
])("rooms in the store in %s", (_name, open) => {
  test("are read as they were written last, each for itself", async () => {
    const store = open();
    expect(await store.rooms.read("evening")).toBeNull();
    await store.rooms.write("evening", { ...record, description: {} });
    await store.rooms.write("other", { description: {}, stream: { live: false, startedAt: null, endedAt: null } });
    await store.rooms.write("evening", record);
    expect(await store.rooms.read("evening")).toEqual(record);
    await store.close();
    await expect(store.rooms.read("evening")).rejects.toThrow();
  });
});

test("rooms in a file are there when it is opened again", async () => {
  const store = sqliteStore({ url });
  expect(await store.rooms.read("evening")).toEqual(record);
  await store.close();
});
