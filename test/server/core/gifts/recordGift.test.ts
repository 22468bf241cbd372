import { describe, expect, test } from "vitest";
import type { Gift } from "../../../../src/contract/gifts.js";
import { testCore } from "../../support/testCore.js";

const room = "room:hall";
const castle = {
  clientId: "paid-7",
  conversationId: room,
  giftId: "castle",
  name: "Castle",
  price: 500,
  quantity: 2,
  animation: "fireworks",
  senderId: "an",
  receiverId: "lan",
  note: " well done ",
} as const;

describe("a gift that was paid for elsewhere", () => {
  test("is drawn, has its row and counts, and no wallet is touched", async () => {
    const credited: Gift[] = [];
    const gifts = { catalogue: [], startingBalance: 100, onCharged: (gift: Gift) => void credited.push(gift) };
    const { core, store, tab } = testCore({ gifts });
    const binh = tab("binh");
    await binh.do("openConversation", { conversationId: room });
    await store.saveUser({ id: "an", name: "An" });
    const { gift, duplicate } = await core.gifts.record(castle);
    expect(duplicate).toBe(false);
    expect(gift).toMatchObject({ senderName: "An", note: "well done", price: 500, quantity: 2 });
    expect(binh.heard("giftReceived")).toEqual([{ type: "giftReceived", gift }]);
    expect(binh.heard("messageReceived")[0]?.message.body).toMatchObject({ kind: "gift", text: "Castle ×2" });
    expect((await store.gifts.history(room, null, 10)).gifts).toEqual([gift]);
    expect(await store.gifts.totals(room, 10)).toEqual([{ userId: "an", total: 1_000, count: 2 }]);
    expect(await core.gifts.balance("an")).toBe(100);
    expect(credited).toEqual([]);
  });

  test("is entered and told once, however often and beside itself it is recorded", async () => {
    const { core, store, tab } = testCore();
    const binh = tab("binh");
    await binh.do("openConversation", { conversationId: room });
    const outcomes = await Promise.all([1, 2, 3].map(() => core.gifts.record(castle)));
    outcomes.push(await core.gifts.record(castle));
    expect(outcomes.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(new Set(outcomes.map(({ gift }) => gift.id)).size).toBe(1);
    expect(binh.heard("giftReceived")).toHaveLength(1);
    expect(await store.range(room, 0, 10)).toHaveLength(1);
  });

  test("that was begun by a process that ended is finished by the next", async () => {
    const { core, store } = testCore();
    const charge = store.gifts.decide;
    Object.assign(store.gifts, { decide: () => Promise.reject(new Error("The process has ended.")) });
    await expect(core.gifts.record(castle)).rejects.toThrow("ended");
    Object.assign(store.gifts, { decide: charge });
    await core.gifts.record(castle);
    expect(await store.range(room, 0, 10)).toHaveLength(1);
    expect((await store.gifts.history(room, null, 10)).gifts).toHaveLength(1);
  });

  test.each([
    ["a quantity of none", { quantity: 0 }],
    ["a price that is no whole number", { price: 0.5 }],
    ["a price that can't be counted", { price: Number.MAX_SAFE_INTEGER }],
    ["a receiver of no id", { receiverId: "a b" }],
    ["no client id", { clientId: undefined }],
    ["an animation that is none", { animation: "lightning" }],
  ])("is refused for %s", async (_what, wrong) => {
    const { core, store } = testCore();
    await expect(core.gifts.record({ ...castle, ...wrong } as never)).rejects.toMatchObject({ code: "bad-gift" });
    expect(await store.range(room, 0, 10)).toEqual([]);
  });

  test("is refused when another one was recorded under its client id", async () => {
    const { core, store } = testCore();
    await core.gifts.record(castle);
    await expect(core.gifts.record({ ...castle, quantity: 3 })).rejects.toMatchObject({ code: "bad-gift" });
    expect(await store.gifts.totals(room, 10)).toMatchObject([{ count: 2 }]);
  });
});
