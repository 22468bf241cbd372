import { expect, onTestFinished, test } from "vitest";
import { createMockServer } from "../../src/testing/mockServer.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";

const users = [{ id: "an" }, { id: "binh" }, { id: "chi" }];
const catalogue = [{ id: "rose", name: "Rose", price: 10, animation: "default" }] as const;

function aServer() {
  const environment = createVirtualEnvironment();
  const server = createMockServer({ users, environment, gifts: { catalogue, startingBalance: 100 } });
  onTestFinished(() => server.close());
  return server;
}

test("others give gifts: to the other of a 1:1, in a room to whose screen it is, or to whom they say", async () => {
  const server = aServer();
  const chi = server.as("chi");
  expect(await chi.sendGift("binh", "rose")).toMatchObject({
    receiverId: "binh",
    conversationId: "direct:binh:chi",
    quantity: 1,
  });
  expect(await chi.sendGift("room:hall", "rose", { quantity: 3 })).toMatchObject({ receiverId: "an", quantity: 3 });
  expect(await chi.sendGift("room:hall", "rose", { receiverId: "binh", note: "hi" })).toMatchObject({
    receiverId: "binh",
    note: "hi",
  });
  expect(await server.core.gifts.balance("chi")).toBe(50);
  await expect(chi.sendGift("room:hall", "rose", { quantity: 6 })).rejects.toThrow(/INSUFFICIENT_FUNDS/);
});

test("money is put into wallets, and gone with everything else that is stored", async () => {
  const server = aServer();
  expect(await server.credit("an", 25)).toBe(125);
  expect(await server.credit("an", 25)).toBe(150);
  server.loseData();
  expect(await server.core.gifts.balance("an")).toBe(100);
});

test("the pages' HTTP works", async () => {
  const server = aServer();
  await server.as("chi").sendGift("room:hall", "rose");
  const get = async (what: string) => {
    const answer = server.fetch(`${server.url}/api/lobby/gifts/room%3Ahall/${what}`, {
      headers: { authorization: "Bearer an" },
    });
    await (server.environment as ReturnType<typeof createVirtualEnvironment>).advanceAsync(10);
    return (await answer).json();
  };
  expect(await get("shop")).toEqual({ gifts: catalogue, balance: 100 });
  expect(await get("history")).toMatchObject({ gifts: [{ senderId: "chi" }], nextCursor: null });
  expect(await get("leaderboard")).toEqual({ leaders: [{ userId: "chi", total: 10, count: 1 }] });
});
