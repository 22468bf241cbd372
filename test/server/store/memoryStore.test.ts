import { expect, test } from "vitest";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { aMessage, describeStore } from "./conformance.js";

describeStore("memory store", () => memoryStore());

test("the memory store forgets the oldest messages beyond its cap and keeps counting", async () => {
  const store = memoryStore({ maxMessages: 10 });
  for (let count = 0; count < 100; count++) await store.append(aMessage());
  const { head, oldest } = await store.bounds("direct:an:binh");
  expect(head).toBe(100);
  expect(oldest).toBeGreaterThan(85);
  const messages = await store.range("direct:an:binh", 0, 1_000);
  expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: head - oldest + 1 }, (_, at) => oldest + at));
  expect((await store.page("direct:an:binh", oldest + 2, 5)).map(({ seq }) => seq)).toEqual([oldest, oldest + 1]);
});

test("two memory stores have different epochs", async () => {
  expect(await memoryStore().epoch()).not.toBe(await memoryStore().epoch());
});
