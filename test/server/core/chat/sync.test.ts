import { describe, expect, test } from "vitest";
import type { SyncResult } from "../../../../src/contract/chat.js";
import { acknowledgementSchema } from "../../../../src/contract/errors.js";
import { parse } from "../../../../src/contract/schema.js";
import { nativeResultSchemas } from "../../../../src/protocols/native/wire.js";
import { memoryStore } from "../../../../src/server/store/memoryStore.js";
import { aMessage } from "../../store/conformance.js";
import { type Tab, type TestCore, testCore } from "../../support/testCore.js";

const pair = "direct:an:binh";

async function filled(count: number, store = memoryStore({ epoch: "epoch-1" })): Promise<TestCore> {
  for (let at = 0; at < count; at++) await store.append(aMessage());
  return testCore({ store });
}

async function sync(tab: Tab, after: number, epoch: string | null = "epoch-1", limit = 200): Promise<SyncResult> {
  const answer = await tab.do("sync", { cursors: [{ conversationId: pair, epoch, after }], limit });
  expect(parse(acknowledgementSchema(nativeResultSchemas.sync), answer).ok).toBe(true);
  return (answer as unknown as { results: SyncResult[] }).results[0]!;
}

const seqs = (result: SyncResult) => result.messages.map(({ seq }) => seq);

describe("catching up", () => {
  test("gives what is after the cursor, with the watermarks", async () => {
    const { tab } = await filled(10);
    const result = await sync(tab("binh"), 7);
    expect(seqs(result)).toEqual([8, 9, 10]);
    expect(result).toMatchObject({ epoch: "epoch-1", head: 10, oldest: 1, more: false });
    expect(result.receipts).toEqual([{ userId: "an", deliveredSeq: 10, readSeq: 10 }]);
    expect(result.limited ?? result.reset).toBeUndefined();
  });

  test("gives nothing to whoever has everything", async () => {
    const { tab } = await filled(3);
    expect(await sync(tab("binh"), 3)).toMatchObject({ messages: [], head: 3, more: false });
  });

  test("says when there is more, and page by page gives all of it once", async () => {
    const { tab, clock } = await filled(25);
    const binh = tab("binh");
    const all: number[] = [];
    for (let pages = 0; pages < 10; pages++) {
      clock.advance(1_000);
      const result = await sync(binh, all.at(-1) ?? 0, "epoch-1", 10);
      all.push(...seqs(result));
      if (!result.more) break;
    }
    expect(all).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
  });

  test("gives the newest page and says that there is a gap when the log no longer reaches back", async () => {
    const { tab } = await filled(100, memoryStore({ epoch: "epoch-1", maxMessages: 20 }));
    const result = await sync(tab("binh"), 5, "epoch-1", 10);
    expect(seqs(result)).toEqual([91, 92, 93, 94, 95, 96, 97, 98, 99, 100]);
    expect(result).toMatchObject({ limited: true, more: false, head: 100 });
    expect(result.reset).toBeUndefined();
  });

  test("does the same for whoever is more than a thousand behind", async () => {
    const { tab } = await filled(1_205);
    expect(await sync(tab("binh"), 100, "epoch-1", 50)).toMatchObject({ limited: true, more: false });
    expect(seqs(await sync(tab("an"), 300, "epoch-1", 50))[0]).toBe(301);
  });

  test("says that the log was begun anew when the client's epoch is another", async () => {
    const { tab } = await filled(3);
    const result = await sync(tab("binh"), 70, "epoch-0");
    expect(seqs(result)).toEqual([1, 2, 3]);
    expect(result).toMatchObject({ reset: true, epoch: "epoch-1", head: 3 });
  });

  test("says so also when the cursor of the other epoch would fit the new log", async () => {
    const { tab } = await filled(3);
    const result = await sync(tab("binh"), 2, "epoch-0");
    expect(seqs(result)).toEqual([1, 2, 3]);
    expect(result).toMatchObject({ reset: true });
  });

  test("brings back whoever claims to be beyond the head", async () => {
    const { tab } = await filled(3);
    expect(await sync(tab("binh"), 4)).toMatchObject({ reset: true, head: 3 });
  });

  test("keeps the answer small over many conversations, with something of each", async () => {
    const store = memoryStore();
    for (let room = 0; room < 50; room++) {
      for (let at = 0; at < 40; at++) await store.append(aMessage({ conversationId: `room:r${room}` }));
    }
    const { tab } = testCore({ store });
    const cursors = Array.from({ length: 50 }, (_, room) => ({
      conversationId: `room:r${room}`,
      epoch: null,
      after: 0,
    }));
    const answer = await tab("an").do("sync", { cursors, limit: 200 });
    const { results } = answer as unknown as { results: SyncResult[] };
    expect(results.map(({ messages, more }) => [messages.length, more])).toEqual(
      Array.from({ length: 50 }, () => [20, true]),
    );
  });
});

describe("heads", () => {
  test("tell how far logs go, by which a lost tail is found", async () => {
    const { tab } = await filled(4);
    expect(await tab("binh").do("heads", { conversationIds: [pair, "room:none"] })).toEqual({
      ok: true,
      heads: [
        { conversationId: pair, epoch: "epoch-1", seq: 4 },
        { conversationId: "room:none", epoch: "epoch-1", seq: 0 },
      ],
    });
    expect(await tab("binh").do("heads", { conversationIds: [] })).toEqual({ ok: true, heads: [] });
  });
});
