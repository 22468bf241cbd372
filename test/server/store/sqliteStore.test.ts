import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@libsql/client";
import { afterAll, describe, expect, test } from "vitest";
import { sqliteStore } from "../../../src/server/store/sqliteStore.js";
import { aMessage, describeStore } from "./conformance.js";

const folder = mkdtempSync(join(tmpdir(), "lobby-store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const freshUrl = () => `file:${join(folder, `${++files}.db`)}`;

describeStore("SQLite store", () => sqliteStore({ url: freshUrl() }));
describeStore("SQLite store on a client of the app's", () =>
  sqliteStore({ client: createClient({ url: freshUrl() }) }),
);

describe("the SQLite store", () => {
  test("has everything again when the file is opened anew: log, duplicates, watermarks, epoch", async () => {
    const url = freshUrl();
    const before = sqliteStore({ url });
    const { message } = await before.append(aMessage({ clientId: "kept" }));
    await before.advance("direct:an:binh", "binh", { readSeq: 1 });
    const epoch = await before.epoch();
    await before.close();

    const after = sqliteStore({ url });
    expect(await after.epoch()).toBe(epoch);
    expect(await after.range("direct:an:binh", 0, 10)).toEqual([message]);
    expect((await after.append(aMessage({ clientId: "kept" }))).duplicate).toBe(true);
    expect((await after.append(aMessage())).message.seq).toBe(2);
    expect(await after.advance("direct:an:binh", "binh", { readSeq: 1 })).toBeNull();
    await after.close();
  });

  test("writes durably: WAL with a full sync at every commit", async () => {
    const client = createClient({ url: freshUrl(), concurrency: 1 });
    await sqliteStore({ client }).epoch();
    expect((await client.execute("PRAGMA journal_mode")).rows[0]).toMatchObject({ journal_mode: "wal" });
    expect((await client.execute("PRAGMA synchronous")).rows[0]).toMatchObject({ synchronous: 2 });
    client.close();
  });

  test("puts what comes together into few transactions", async () => {
    const client = createClient({ url: freshUrl(), concurrency: 1 });
    let transactions = 0;
    const counting = proxied(client, () => transactions++);
    const store = sqliteStore({ client: counting });
    await store.epoch();
    transactions = 0;
    await Promise.all(Array.from({ length: 400 }, () => store.append(aMessage())));
    expect(transactions).toBeLessThanOrEqual(3);
    expect(await store.bounds("direct:an:binh")).toEqual({ head: 400, oldest: 1 });
    client.close();
  });

  test("stores the neighbours of a message that can't be stored", async () => {
    const store = sqliteStore({ url: freshUrl() });
    const poison = aMessage({ createdAt: Number.NaN });
    const results = await Promise.allSettled([
      store.append(aMessage()),
      store.append(poison),
      store.append(aMessage()),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await store.bounds("direct:an:binh")).toEqual({ head: 2, oldest: 1 });
    await store.close();
  });

  test("leaves two stores on one file with one sequence", async () => {
    const url = freshUrl();
    const [one, two] = [sqliteStore({ url }), sqliteStore({ url })];
    await one.epoch();
    await two.epoch();
    await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? one : two).append(aMessage())));
    expect((await one.range("direct:an:binh", 0, 100)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 1),
    );
    await one.close();
    await two.close();
  });

  test("refuses a file that a newer version has written", async () => {
    const url = freshUrl();
    const store = sqliteStore({ url });
    await store.epoch();
    await store.close();
    const client = createClient({ url });
    await client.execute("UPDATE lobby_meta SET value = '99' WHERE key = 'schema'");
    client.close();
    await expect(sqliteStore({ url }).epoch()).rejects.toMatchObject({ code: "store-newer" });
  });

  test("rejects while its file can't be opened, and works when it can", async () => {
    const missing = join(folder, "later");
    const store = sqliteStore({ url: `file:${join(missing, "a.db")}` });
    await expect(store.append(aMessage())).rejects.toThrow();
    const { mkdirSync } = await import("node:fs");
    mkdirSync(missing);
    expect((await store.append(aMessage())).message.seq).toBe(1);
    await store.close();
  });
});

/** The client, with its transactions counted. */
function proxied(client: Client, count: () => void): Client {
  return new Proxy(client, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        if (key === "batch") count();
        return Reflect.apply(value, target, args) as unknown;
      };
    },
  });
}
