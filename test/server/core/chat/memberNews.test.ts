import { expect, test } from "vitest";
import { testCore, text } from "../../support/testCore.js";

const room = "room:hall";
const settle = async () => {
  for (let turn = 0; turn < 500; turn++) await Promise.resolve();
};
const plenty = { perSecond: 1e6, burst: 1e6 };

async function hall(members: readonly string[]) {
  const server = testCore({ limits: { sends: plenty, events: plenty } });
  for (const [at, userId] of members.entries()) await server.store.addMember(room, userId, at + 1);
  const say = async (count = 1) => {
    for (let index = 0; index < count; index++) {
      made += 1;
      await binh.do("sendMessage", text(room, `c${made}`));
    }
    await settle();
  };
  let made = 0;
  const binh = server.tab("binh");
  await binh.do("openConversation", { conversationId: room });
  return { ...server, say };
}

test("a member who has not opened the room hears of new messages as his list shows them", async () => {
  const { tab, say } = await hall(["an", "binh"]);
  const an = tab("an");
  await say();
  expect(an.heard("messageReceived")).toEqual([]);
  expect(an.heard("conversationChanged")).toMatchObject([
    { conversation: { id: room, head: 1, unreadCount: 1, lastMessage: { seq: 1 } } },
  ]);
});

test("a flood is told of at once and then every two seconds, with the newest at the end", async () => {
  const { tab, say, clock } = await hall(["an", "binh"]);
  const an = tab("an");
  for (let tenth = 0; tenth < 60; tenth++) {
    await say(5);
    clock.advance(100);
    await settle();
  }
  clock.advance(2_000);
  await settle();
  const heads = an.heard("conversationChanged").map(({ conversation }) => conversation.head);
  expect(heads.length).toBeLessThanOrEqual(5);
  expect(heads[0]).toBe(1);
  expect(heads.at(-1)).toBe(300);
  clock.advance(10_000);
  await settle();
  expect(an.heard("conversationChanged")).toHaveLength(heads.length);
});

test("whoever has it open hears the message and nothing beside it; his other tab hears of it", async () => {
  const { tab, say } = await hall(["an", "binh"]);
  const [open, list] = [tab("an"), tab("an")];
  await open.do("openConversation", { conversationId: room });
  await say();
  expect(open.heard("messageReceived")).toHaveLength(1);
  expect(open.heard("conversationChanged")).toEqual([]);
  expect(list.heard("conversationChanged")).toHaveLength(1);
});

test("nobody else hears anything, and nobody of a room of more than two hundred", async () => {
  const small = await hall(["an", "binh"]);
  const stranger = small.tab("chi");
  await small.say();
  expect(stranger.heard()).toEqual([]);

  const big = await hall(["an", ...Array.from({ length: 200 }, (_, index) => `u${index}`)]);
  const an = big.tab("an");
  await big.say();
  expect(an.heard()).toEqual([]);
});

test("members without a connection cost no question about their list", async () => {
  const server = await hall(Array.from({ length: 150 }, (_, index) => `u${index}`));
  let asked = 0;
  const { conversation } = server.store;
  server.store.conversation = (...args) => {
    asked += 1;
    return conversation(...args);
  };
  server.tab("u7");
  await server.say();
  // The one who is there, and the writer, who has just become a member.
  expect(asked).toBe(2);
});

test("a closed core tells nothing any more", async () => {
  const { tab, say, core, clock } = await hall(["an", "binh"]);
  const an = tab("an");
  await say(2);
  core.close();
  clock.advance(10_000);
  await settle();
  expect(an.heard("conversationChanged")).toHaveLength(1);
});

test("a member who may not read the room any more hears nothing of what is said there", async () => {
  const server = testCore({
    authorize: (user, action) => (user.id === "an" && action.kind === "read" ? false : undefined),
  });
  for (const userId of ["an", "chi"]) await server.store.addMember(room, userId, 1);
  const [an, chi, binh] = [server.tab("an"), server.tab("chi"), server.tab("binh")];
  await binh.do("sendMessage", text(room, "c1", "of those inside"));
  await settle();
  expect(chi.heard("conversationChanged")).toHaveLength(1);
  expect(an.heard()).toEqual([]);
});
