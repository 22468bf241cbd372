import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { conversationSummarySchema, loggedMessageSchema } from "../../../src/contract/chat.js";
import { parse } from "../../../src/contract/schema.js";
import type { AppendInput, LobbyStore } from "../../../src/server/store/store.js";

let made = 0;

/** A message to be stored. */
export function aMessage(given: Partial<AppendInput> = {}): AppendInput {
  made += 1;
  return {
    id: `m${made}`,
    conversationId: "direct:an:binh",
    sender: { id: "an", name: "An" },
    clientId: `c${made}`,
    body: { kind: "text", text: `text ${made}` },
    createdAt: 1_700_000_000_000 + made,
    members: ["an", "binh"],
    ...given,
  };
}

/** What every store must do. */
export function describeStore(name: string, open: () => Promise<LobbyStore> | LobbyStore): void {
  describe(`the ${name}`, () => {
    let store: LobbyStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const pair = "direct:an:binh";
    const seqs = async (id = pair) => (await store.range(id, 0, 1_000)).map(({ seq }) => seq);

    test("gives sequences from 1 without holes, per conversation", async () => {
      for (const conversationId of [pair, "room:a", pair, "room:a", pair])
        await store.append(aMessage({ conversationId }));
      expect(await seqs()).toEqual([1, 2, 3]);
      expect(await seqs("room:a")).toEqual([1, 2]);
      expect(await seqs("room:empty")).toEqual([]);
    });

    test("gives a line of the server's own no reader: nobody has read what was before it", async () => {
      await store.append(aMessage());
      await store.append(
        aMessage({ sender: { id: "system" }, body: { kind: "system", text: "Welcome" }, members: [] }),
      );
      expect((await store.receipts(pair, "an", 10)).map(({ userId, readSeq }) => ({ userId, readSeq }))).toEqual([
        { userId: "an", readSeq: 1 },
      ]);
    });

    test("gives back what was stored, as the contract wants it", async () => {
      const body = {
        kind: "image",
        url: "https://a.example/x.png",
        text: "a 'quoted' \"caption\"; --",
        width: 3,
        height: 4,
      } as const;
      const input = aMessage({ body, sender: { id: "an", name: "Ân 🎁", avatarUrl: "https://a.example/an.png" } });
      const { message, duplicate } = await store.append(input);
      expect(duplicate).toBe(false);
      expect(message).toEqual({
        id: input.id,
        conversationId: pair,
        seq: 1,
        clientId: input.clientId,
        senderId: "an",
        senderName: "Ân 🎁",
        senderAvatarUrl: "https://a.example/an.png",
        createdAt: input.createdAt,
        body,
      });
      expect(await store.range(pair, 0, 10)).toEqual([message]);
      expect(parse(loggedMessageSchema, message)).toEqual({ ok: true, value: message });
    });

    test("stores fifty concurrent repetitions of one message once and gives all of them the same answer", async () => {
      const inputs = Array.from({ length: 50 }, () =>
        aMessage({ clientId: "same", body: { kind: "text", text: "same" } }),
      );
      const results = await Promise.all(inputs.map((input) => store.append(input)));
      expect(await seqs()).toEqual([1]);
      expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
      expect(new Set(results.map(({ message }) => message.id)).size).toBe(1);
    });

    test("resolves concurrent appends in the order of their sequences", async () => {
      const order: number[] = [];
      await Promise.all(
        Array.from({ length: 300 }, async () => order.push((await store.append(aMessage())).message.seq)),
      );
      expect(order).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
      expect(await store.bounds(pair)).toEqual({ head: 300, oldest: 1 });
    });

    test("finds a duplicate by sender and client id in the same conversation only", async () => {
      await store.append(aMessage({ clientId: "x" }));
      const others = [
        aMessage({ clientId: "x", sender: { id: "binh" } }),
        aMessage({ clientId: "x", conversationId: "room:a" }),
      ];
      for (const other of others) expect((await store.append(other)).duplicate).toBe(false);
      const again = await store.append(aMessage({ clientId: "x", body: { kind: "text", text: "other words" } }));
      expect(again).toMatchObject({ duplicate: true, message: { seq: 1 }, newMembers: [] });
    });

    test("tells who became a member by a message, once", async () => {
      expect((await store.append(aMessage())).newMembers).toEqual(["an", "binh"]);
      expect((await store.append(aMessage())).newMembers).toEqual([]);
      expect((await store.append(aMessage({ members: ["an", "cuong"] }))).newMembers).toEqual(["cuong"]);
      expect([...(await store.members(pair))].sort()).toEqual(["an", "binh", "cuong"]);
    });

    test("reads forward from a cursor and backward from a place", async () => {
      for (let count = 0; count < 10; count++) await store.append(aMessage());
      const read = async (messages: ReturnType<LobbyStore["range"]>) => (await messages).map(({ seq }) => seq);
      expect(await read(store.range(pair, 3, 4))).toEqual([4, 5, 6, 7]);
      expect(await read(store.range(pair, 10, 4))).toEqual([]);
      expect(await read(store.range(pair, 99, 4))).toEqual([]);
      expect(await read(store.page(pair, null, 3))).toEqual([8, 9, 10]);
      expect(await read(store.page(pair, 8, 3))).toEqual([5, 6, 7]);
      expect(await read(store.page(pair, 3, 5))).toEqual([1, 2]);
      expect(await read(store.page(pair, 1, 5))).toEqual([]);
      expect(await read(store.page(pair, 0, 5))).toEqual([]);
      expect(await read(store.page(pair, 99, 2))).toEqual([9, 10]);
    });

    test("knows heads, those of logs that don't exist too", async () => {
      await store.append(aMessage());
      const epoch = await store.epoch();
      expect(await store.heads([pair, "room:none"])).toEqual([
        { conversationId: pair, epoch, seq: 1 },
        { conversationId: "room:none", epoch, seq: 0 },
      ]);
      expect(await store.heads([])).toEqual([]);
      expect(await store.bounds("room:none")).toEqual({ head: 0, oldest: 1 });
    });

    test("moves watermarks forward only, never beyond the head, and reading is receiving", async () => {
      for (let count = 0; count < 5; count++) await store.append(aMessage());
      expect(await store.advance(pair, "binh", { deliveredSeq: 2 })).toEqual({
        userId: "binh",
        deliveredSeq: 2,
        readSeq: 0,
      });
      expect(await store.advance(pair, "binh", { readSeq: 4 })).toEqual({
        userId: "binh",
        deliveredSeq: 4,
        readSeq: 4,
      });
      expect(await store.advance(pair, "binh", { readSeq: 3 })).toBeNull();
      expect(await store.advance(pair, "binh", { deliveredSeq: 4 })).toBeNull();
      expect(await store.advance(pair, "binh", { readSeq: 999 })).toEqual({
        userId: "binh",
        deliveredSeq: 5,
        readSeq: 5,
      });
      expect(await store.advance("room:none", "binh", { readSeq: 1 })).toBeNull();
      expect(await store.advance(pair, "cuong", { readSeq: 0 })).toBeNull();
      expect(await store.receipts(pair, "binh", 10)).toEqual([
        { userId: "binh", deliveredSeq: 5, readSeq: 5 },
        { userId: "an", deliveredSeq: 5, readSeq: 5 },
      ]);
    });

    test("gives the user's own watermark first, then the furthest, and no more than asked for", async () => {
      for (let count = 0; count < 3; count++) await store.append(aMessage({ conversationId: "room:a" }));
      for (const [userId, readSeq] of [
        ["b", 1],
        ["c", 3],
        ["d", 2],
      ] as const) {
        await store.advance("room:a", userId, { readSeq });
      }
      const receipts = await store.receipts("room:a", "b", 3);
      expect(receipts.map(({ userId }) => userId)).toHaveLength(3);
      expect(receipts[0]?.userId).toBe("b");
      expect(receipts.map(({ userId }) => userId)).not.toContain("d");
    });

    test("moves the sender's watermarks with his own messages, so that they are never unread to him", async () => {
      await store.append(aMessage());
      await store.append(aMessage());
      expect(await store.conversation("an", pair)).toMatchObject({ readSeq: 2, unreadCount: 0, head: 2 });
      expect(await store.conversation("binh", pair)).toMatchObject({ readSeq: 0, unreadCount: 2, head: 2 });
    });

    test("shows a conversation as its member's list should, and to nobody else", async () => {
      await store.saveUser({ id: "an", name: "An", avatarUrl: "https://a.example/an.png" });
      const { message } = await store.append(aMessage());
      const summary = await store.conversation("binh", pair);
      expect(summary).toEqual({
        id: pair,
        participants: [{ id: "an", name: "An", avatarUrl: "https://a.example/an.png" }],
        memberCount: 2,
        lastMessage: message,
        head: 1,
        readSeq: 0,
        unreadCount: 1,
        updatedAt: message.createdAt,
      });
      expect(parse(conversationSummarySchema, summary).ok).toBe(true);
      expect((await store.conversation("an", pair))?.participants).toEqual([{ id: "binh" }]);
      expect(await store.conversation("cuong", pair)).toBeNull();
    });

    test("names rooms, before and after their first message", async () => {
      await store.saveRoom({ roomId: "a", title: "Room A" });
      await store.append(aMessage({ conversationId: "room:a", members: ["an"] }));
      await store.saveRoom({ roomId: "a", avatarUrl: "https://a.example/room.png" });
      expect(await store.conversation("an", "room:a")).toMatchObject({
        title: "Room A",
        avatarUrl: "https://a.example/room.png",
        head: 1,
      });
    });

    test("pages through conversations, newest first, each once, also where times are equal", async () => {
      for (let room = 0; room < 25; room++) {
        await store.append(
          aMessage({
            conversationId: `room:r${room}`,
            members: ["an"],
            createdAt: 1_700_000_000_000 + Math.floor(room / 5),
          }),
        );
      }
      await store.append(aMessage({ conversationId: "room:other", members: ["binh"] }));
      const seen: { id: string; updatedAt: number }[] = [];
      let cursor: string | null = null;
      for (let pages = 0; pages < 10; pages++) {
        const page = await store.conversations("an", cursor, 7);
        expect(page.conversations.length).toBeLessThanOrEqual(7);
        seen.push(...page.conversations);
        cursor = page.nextCursor;
        if (cursor === null) break;
      }
      expect(seen).toHaveLength(25);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(25);
      const times = seen.map(({ updatedAt }) => updatedAt);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    });

    test.each(["", "~", "nonsense", "NaN~x", "1e999~x", "'; DROP TABLE lobby_messages; --", "x".repeat(300)])(
      "starts from the top for the cursor %j, which is none",
      async (cursor) => {
        await store.append(aMessage());
        expect((await store.conversations("an", cursor, 10)).conversations).toHaveLength(1);
      },
    );

    test("adds and removes members by hand", async () => {
      await store.addMember("room:a", "an", 5);
      await store.addMember("room:a", "an", 6);
      expect(await store.members("room:a")).toEqual(["an"]);
      expect((await store.conversations("an", null, 10)).conversations).toMatchObject([
        { id: "room:a", head: 0, updatedAt: 5 },
      ]);
      await store.removeMember("room:a", "an");
      await store.removeMember("room:none", "an");
      expect(await store.members("room:a")).toEqual([]);
      expect((await store.conversations("an", null, 10)).conversations).toEqual([]);
    });

    test("tells members and others what a conversation is called and who is in it", async () => {
      expect(await store.profile("an", "room:none")).toBeNull();
      await store.saveRoom({ roomId: "a", title: "Hall" });
      await store.saveUser({ id: "binh", name: "Bình" });
      await store.addMember("room:a", "binh", 5);
      const hall = { title: "Hall", participants: [{ id: "binh", name: "Bình" }], memberCount: 1 };
      expect(await store.profile("an", "room:a")).toEqual(hall);
      expect(await store.profile("binh", "room:a")).toEqual({ ...hall, participants: [] });
      expect(await store.profile("an", "direct:an:binh")).toMatchObject({
        participants: [{ id: "binh", name: "Bình" }],
      });
      expect(await store.profile("an", "direct:an:nobody")).toMatchObject({ participants: [{ id: "nobody" }] });
    });

    test("remembers people as last told", async () => {
      await store.saveUser({ id: "an", name: "An", avatarUrl: "https://a.example/1.png" });
      await store.saveUser({ id: "an", name: "Anh" });
      expect(await store.users(["an", "nobody"])).toEqual([{ id: "an", name: "Anh" }]);
      expect(await store.users([])).toEqual([]);
    });

    test.each([
      "__proto__",
      "constructor",
      "toString",
      "hasOwnProperty",
      "'; DROP TABLE lobby_messages; --",
      "%",
      "💥",
    ])("takes the id %j for a name like any other", async (id) => {
      await store.append(aMessage());
      const sender = { id, name: id };
      await store.saveUser(sender);
      const first = await store.append(aMessage({ conversationId: pair, sender, clientId: "client", members: [id] }));
      expect(first).toMatchObject({ duplicate: false, newMembers: [id], message: { seq: 2 } });
      expect((await store.append(aMessage({ sender, clientId: "client" }))).duplicate).toBe(true);
      expect(await store.advance(pair, id, { readSeq: 2 })).toBeNull();
      expect(await seqs()).toEqual([1, 2]);
      expect(await store.users([id])).toEqual([sender]);
      expect(await store.bounds(id)).toEqual({ head: 0, oldest: 1 });
      expect(({} as Record<string, unknown>).name).toBeUndefined();
    });

    test("keeps one epoch as long as it lives", async () => {
      const epoch = await store.epoch();
      expect(epoch).toMatch(/^.{1,64}$/);
      await store.append(aMessage());
      expect(await store.epoch()).toBe(epoch);
    });

    test("rejects once closed, and closes twice", async () => {
      await store.append(aMessage());
      await store.close();
      await expect(store.append(aMessage())).rejects.toThrow();
      await expect(store.range(pair, 0, 1)).rejects.toThrow();
      await store.close();
    });
  });
}
