import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Gift, giftSchema, giftsPageSchema } from "../../../src/contract/gifts.js";
import { parse } from "../../../src/contract/schema.js";
import type { ChargeInput, GiftStore } from "../../../src/server/store/giftStore.js";
import type { LobbyStore } from "../../../src/server/store/store.js";

const room = "room:hall";
let made = 0;

/** A gift to be charged. */
export function aCharge({
  price = 10,
  quantity = 1,
  ...given
}: Partial<Pick<ChargeInput, "userId" | "clientId" | "startingBalance">> &
  Partial<Pick<Gift, "conversationId" | "price" | "quantity" | "note">> = {}): ChargeInput {
  made += 1;
  const { userId = "an", clientId = `key-${made}`, startingBalance = 100, conversationId = room, note } = given;
  const gift: Gift = {
    id: `gift-${made}`,
    clientId,
    conversationId,
    giftId: "rose",
    name: "Hoa hồng 'đỏ'",
    price,
    quantity,
    animation: "hearts",
    senderId: userId,
    senderName: 'An "quoted"',
    receiverId: "lan",
    createdAt: 1_700_000_000_000 + made,
    ...(note === undefined ? {} : { note }),
  };
  const content = JSON.stringify([conversationId, "rose", quantity, "lan", note ?? ""]);
  return { userId, clientId, content, gift, cost: price * quantity, startingBalance };
}

/** What every store must do with gifts and wallets. */
export function describeGiftStore(name: string, open: () => Promise<LobbyStore> | LobbyStore): void {
  describe(`gifts in the ${name}`, () => {
    let store: LobbyStore;
    let gifts: GiftStore;
    beforeEach(async () => {
      store = await open();
      gifts = store.gifts;
    });
    afterEach(() => store.close());

    const credit = (amount: number, key: string, userId = "an") =>
      gifts.credit({ userId, amount, key, startingBalance: 100, at: 1 });

    test("takes the cost, enters the gift and gives it back as the contract wants it", async () => {
      const input = aCharge({ price: 7, quantity: 3, note: "chúc mừng '); DROP TABLE lobby_gifts; --" });
      const { entry, duplicate } = await gifts.charge(input);
      expect(duplicate).toBe(false);
      expect(entry).toEqual({
        content: input.content,
        status: "charged",
        gift: input.gift,
        cost: 21,
        balance: 79,
        told: false,
      });
      expect(parse(giftSchema, entry.gift)).toEqual({ ok: true, value: input.gift });
      expect(await gifts.entry("an", input.clientId)).toEqual(entry);
      expect(await gifts.balance("an", 100)).toBe(79);
      expect(await gifts.entry("an", "never")).toBeNull();
      expect(await gifts.entry("binh", input.clientId)).toBeNull();
    });

    test("charges one key once of fifty at the same time, and answers all with the same", async () => {
      const inputs = Array.from({ length: 50 }, () => aCharge({ clientId: "tap" }));
      const results = await Promise.all(inputs.map((input) => gifts.charge(input)));
      expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
      expect(new Set(results.map(({ entry }) => entry.gift.id)).size).toBe(1);
      expect(await gifts.balance("an", 100)).toBe(90);
      expect((await gifts.history(room, null, 200)).gifts).toHaveLength(1);
    });

    test("keeps what a key came to, also with other content and whatever its gift is called", async () => {
      const first = aCharge({ clientId: "tap", price: 10 });
      await gifts.charge(first);
      // A process that counts its ids anew gives the same ones again.
      const other = aCharge({ clientId: "tap", price: 30 });
      const { entry, duplicate } = await gifts.charge({ ...other, gift: { ...other.gift, id: first.gift.id } });
      expect(duplicate).toBe(true);
      expect(entry).toMatchObject({ content: first.content, cost: 10 });
      expect(await gifts.balance("an", 100)).toBe(90);
    });

    test("lets two users have the same key", async () => {
      await gifts.charge(aCharge({ clientId: "tap" }));
      expect(await gifts.charge(aCharge({ clientId: "tap", userId: "binh" }))).toMatchObject({ duplicate: false });
      expect([await gifts.balance("an", 100), await gifts.balance("binh", 100)]).toEqual([90, 90]);
    });

    test("refuses what a wallet can't pay, takes nothing, and keeps the refusal", async () => {
      expect(await gifts.charge(aCharge({ price: 101, clientId: "dear" }))).toMatchObject({
        entry: { status: "refused", balance: 100 },
      });
      await credit(1_000, "top-up");
      expect(await gifts.charge(aCharge({ price: 101, clientId: "dear" }))).toMatchObject({
        duplicate: true,
        entry: { status: "refused" },
      });
      expect(await gifts.balance("an", 100)).toBe(1_100);
      expect((await gifts.history(room, null, 10)).gifts).toEqual([]);
      expect(await gifts.charge(aCharge({ price: 1_100 }))).toMatchObject({ entry: { status: "charged", balance: 0 } });
      expect(await gifts.charge(aCharge({ price: 0 }))).toMatchObject({ entry: { status: "charged", balance: 0 } });
    });

    test("never overdraws a wallet by two hundred gifts at the same time", async () => {
      const results = await Promise.all(
        Array.from({ length: 200 }, () => gifts.charge(aCharge({ price: 10, startingBalance: 995 }))),
      );
      expect(results.filter(({ entry }) => entry.status === "charged")).toHaveLength(99);
      expect(results.every(({ entry }) => (entry.balance ?? -1) >= 0)).toBe(true);
      expect(await gifts.balance("an", 995)).toBe(5);
      expect((await gifts.history(room, null, 200)).gifts).toHaveLength(99);
    });

    test("adds to a wallet once for each key, and tells what was added under it", async () => {
      expect(await credit(50, "payment-1")).toEqual({ balance: 150, amount: 50, duplicate: false });
      const again = await Promise.all(Array.from({ length: 20 }, () => credit(50, "payment-1")));
      expect(again.every(({ duplicate, balance }) => duplicate && balance === 150)).toBe(true);
      expect(await credit(70, "payment-1")).toEqual({ balance: 150, amount: 50, duplicate: true });
      expect(await credit(1, "payment-1", "binh")).toEqual({ balance: 101, amount: 1, duplicate: false });
      expect(await gifts.balance("an", 100)).toBe(150);
    });

    test("adds nothing that a wallet can't hold", async () => {
      await expect(credit(Number.MAX_SAFE_INTEGER, "too-much")).rejects.toThrow();
      expect(await gifts.balance("an", 100)).toBe(100);
      expect(await credit(1, "too-much")).toMatchObject({ balance: 101, duplicate: false });
    });

    test("enters a gift that another wallet pays, and what that wallet said of it, once", async () => {
      const input = aCharge();
      expect(await gifts.begin(input)).toMatchObject({ duplicate: false, entry: { status: "begun", balance: null } });
      const again = await gifts.begin(aCharge({ clientId: input.clientId }));
      expect(again).toMatchObject({ duplicate: true, entry: { status: "begun", gift: input.gift } });
      expect((await gifts.history(room, null, 10)).gifts).toEqual([]);
      expect(await gifts.decide("an", input.clientId, "charged", 12)).toMatchObject({ status: "charged", balance: 12 });
      expect(await gifts.decide("an", input.clientId, "refused", 0)).toMatchObject({ status: "charged", balance: 12 });
      expect(await gifts.untold(10)).toMatchObject([{ gift: input.gift }]);
      expect(await gifts.balance("an", 100)).toBe(100);
      await expect(gifts.decide("an", "never", "charged", 1)).rejects.toThrow();
    });

    test("remembers what was not told, oldest first", async () => {
      const [one, two, three] = [aCharge(), aCharge(), aCharge()];
      for (const input of [one, two, three]) await gifts.charge(input);
      await gifts.charge(aCharge({ price: 1_000 }));
      await gifts.markTold("an", two.clientId);
      expect((await gifts.untold(10)).map(({ gift }) => gift.id)).toEqual([one.gift.id, three.gift.id]);
      expect(await gifts.untold(1)).toHaveLength(1);
      expect(await gifts.entry("an", two.clientId)).toMatchObject({ told: true });
    });

    test("leafs through the history newest first without a hole or a repetition, each conversation for itself", async () => {
      const inputs = Array.from({ length: 23 }, () => aCharge({ price: 1 }));
      for (const input of inputs) await gifts.charge(input);
      await gifts.charge(aCharge({ conversationId: "room:other" }));
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await gifts.history(room, cursor, 5);
        expect(parse(giftsPageSchema, page)).toEqual({ ok: true, value: page });
        ids.push(...page.gifts.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(ids).toEqual(inputs.map(({ gift }) => gift.id).reverse());
      expect((await gifts.history(room, "none-of-ours", 3)).gifts.map(({ id }) => id)).toEqual(ids.slice(0, 3));
      expect(await gifts.history("room:nobody", null, 5)).toEqual({ gifts: [], nextCursor: null });
    });

    test("sums up who has given how much, most first", async () => {
      await gifts.charge(aCharge({ userId: "an", price: 5, quantity: 4 }));
      await gifts.charge(aCharge({ userId: "binh", price: 30 }));
      await gifts.charge(aCharge({ userId: "an", price: 10 }));
      await gifts.charge(aCharge({ userId: "chi", price: 50 }));
      await gifts.charge(aCharge({ userId: "dung", price: 1_000 }));
      await gifts.charge(aCharge({ userId: "an", price: 50, conversationId: "room:other" }));
      const totals = [
        { userId: "chi", total: 50, count: 1 },
        { userId: "an", total: 30, count: 5 },
        { userId: "binh", total: 30, count: 1 },
      ];
      expect(await gifts.totals(room, 10)).toEqual(totals);
      expect(await gifts.totals(room, 1)).toEqual(totals.slice(0, 1));
      expect(await gifts.totals("room:nobody", 10)).toEqual([]);
    });

    test("what was put in is what was taken and what is left, whatever comes at the same time", async () => {
      const user = fc.constantFrom("an", "binh", "chi");
      const step = fc.oneof(
        fc.record({
          kind: fc.constant("charge" as const),
          user,
          key: fc.nat(8),
          price: fc.nat(60),
          quantity: fc.integer({ min: 1, max: 4 }),
        }),
        fc.record({
          kind: fc.constant("credit" as const),
          user,
          key: fc.nat(4),
          amount: fc.integer({ min: 1, max: 90 }),
        }),
      );
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), { maxLength: 6 }),
          async (rounds) => {
            run += 1;
            const of = (userId: string) => `${userId}-${run}`;
            const taken = new Map<string, number>();
            const put = new Map<string, number>();
            const add = (map: Map<string, number>, userId: string, amount: number) =>
              map.set(userId, (map.get(userId) ?? 0) + amount);
            for (const steps of rounds) {
              // All of a round at once.
              await Promise.all(
                steps.map(async (one) => {
                  const userId = of(one.user);
                  if (one.kind === "charge") {
                    const { price, quantity } = one;
                    const input = aCharge({
                      userId,
                      clientId: `k${one.key}`,
                      price,
                      quantity,
                      conversationId: `room:r${run}`,
                    });
                    const { entry, duplicate } = await gifts.charge(input);
                    expect(entry.balance).toBeGreaterThanOrEqual(0);
                    if (!duplicate && entry.status === "charged") add(taken, userId, entry.cost);
                  } else {
                    const given = { userId, amount: one.amount, key: `p${one.key}`, startingBalance: 100, at: run };
                    const { duplicate, amount } = await gifts.credit(given);
                    if (!duplicate) add(put, userId, amount);
                  }
                }),
              );
              for (const name of ["an", "binh", "chi"]) {
                const userId = of(name);
                const balance = await gifts.balance(userId, 100);
                expect(balance).toBe(100 + (put.get(userId) ?? 0) - (taken.get(userId) ?? 0));
                expect(balance).toBeGreaterThanOrEqual(0);
              }
            }
            const totals = await gifts.totals(`room:r${run}`, 10);
            const spent = [...taken].filter(([, total]) => total > 0);
            expect(
              new Map(totals.filter(({ total }) => total > 0).map(({ userId, total }) => [userId, total])),
            ).toEqual(new Map(spent));
            expect(
              (await gifts.history(`room:r${run}`, null, 200)).gifts.reduce(
                (sum, { price, quantity }) => sum + price * quantity,
                0,
              ),
            ).toBe(spent.reduce((sum, [, total]) => sum + total, 0));
          },
        ),
        { numRuns: 60 },
      );
    });
  });
}
