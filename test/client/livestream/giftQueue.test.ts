import { describe, expect, test } from "vitest";
import { createGiftQueue } from "../../../src/client/livestream/giftQueue.js";
import type { Gift } from "../../../src/contract/gifts.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";

const aGift = (id: string, more: Partial<Gift> = {}): Gift => ({
  id,
  conversationId: "room:hall",
  giftId: "rose",
  name: id,
  price: 10,
  quantity: 1,
  animation: "default",
  senderId: "binh",
  receiverId: "lan",
  createdAt: 0,
  ...more,
});

function aQueue() {
  const environment = createVirtualEnvironment();
  const told: (string | null)[] = [];
  const queue = createGiftQueue(
    environment,
    () => "an",
    () => told.push(queue.showing?.name ?? null),
  );
  return { environment, queue, told };
}

describe("the queue of gifts", () => {
  test("shows nothing of the first look, then each that is new once", () => {
    const { environment, queue, told } = aQueue();
    const first = [aGift("old")];
    queue.look(first);
    queue.look([...first, aGift("a"), aGift("b")]);
    queue.look([...first, aGift("a"), aGift("b")]);
    expect(queue.waiting).toBe(1);
    environment.advance(20_000);
    expect(told).toEqual(["a", null, "b", null]);
    expect([queue.showing, environment.pending.timers]).toEqual([null, 0]);
  });

  test("takes an own one back that was refused, shown or waiting", () => {
    const { environment, queue } = aQueue();
    queue.look([]);
    const own = (id: string) => aGift(id, { senderId: "an", clientId: id });
    queue.look([own("one"), own("two")]);
    expect([queue.showing?.name, queue.waiting]).toEqual(["one", 1]);
    queue.look([own("one")]);
    expect([queue.showing?.name, queue.waiting]).toEqual(["one", 0]);
    queue.look([]);
    expect(queue.showing).toBeNull();
    queue.look([aGift("yours")]);
    environment.advance(1_000);
    expect(queue.showing?.name).toBe("yours");
  });

  test("shows an own one once, though the server gives it another id", () => {
    const { environment, queue, told } = aQueue();
    queue.look([]);
    queue.look([aGift("key", { senderId: "an", clientId: "key" })]);
    queue.look([aGift("stored", { senderId: "an", clientId: "key" })]);
    environment.advance(20_000);
    expect(told).toEqual(["key", null]);
  });

  test("is bounded: beyond fifty the cheapest of others go first", () => {
    const { queue } = aQueue();
    queue.look([]);
    const many = Array.from({ length: 80 }, (_, nth) => aGift(`g${nth}`, { price: nth }));
    queue.look([...many, aGift("mine", { price: 0, senderId: "an" })]);
    expect(queue.waiting).toBe(49);
  });

  test("leaves out what a sleeping tab has kept for a minute", () => {
    const { environment, queue, told } = aQueue();
    queue.look([]);
    queue.look([aGift("a"), aGift("b")]);
    environment.sleep(3_600_000);
    environment.advance(5_000);
    expect(told).toEqual(["a", null]);
  });

  test("begins anew after it was cleared", () => {
    const { environment, queue, told } = aQueue();
    queue.look([]);
    queue.look([aGift("a"), aGift("b")]);
    queue.clear();
    expect([queue.showing, queue.waiting, environment.pending.timers]).toEqual([null, 0, 0]);
    queue.look([aGift("a"), aGift("b")]);
    environment.advance(20_000);
    expect(told).toEqual(["a"]);
  });
});
