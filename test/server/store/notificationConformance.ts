import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { notificationsPageSchema } from "../../../src/contract/notifications.js";
import { parse } from "../../../src/contract/schema.js";
import type { AppendNotification } from "../../../src/server/store/notificationStore.js";
import type { LobbyStore } from "../../../src/server/store/store.js";

let made = 0;
const begin = 1_700_000_000_000;

/** A notification to be stored. */
function aNotification(
  given: Partial<Omit<AppendNotification, "notification">> & Partial<AppendNotification["notification"]> = {},
): AppendNotification {
  made += 1;
  const { userId = "an", senderId = "", clientId = null, ...content } = given;
  return {
    notification: {
      id: `n${made}`,
      kind: "system",
      level: "info",
      title: `title ${made}`,
      message: `message ${made}`,
      createdAt: begin + made,
      ...content,
    },
    userId,
    senderId,
    clientId,
  };
}

/** What every store of notifications must do. */
export function describeNotificationStore(name: string, open: () => Promise<LobbyStore> | LobbyStore): void {
  describe(`notifications of the ${name}`, () => {
    let store: LobbyStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const { keep, first } = { keep: 1_000, first: { cursor: null, limit: 50 } };
    const append = async (...inputs: AppendNotification[]) => store.notifications.append(inputs, keep);
    const ids = async (userId = "an") =>
      (await store.notifications.list(userId, { cursor: null, limit: 200 })).notifications.map(({ id }) => id);

    test("are all kept where no number is given", async () => {
      for (let count = 0; count < 3; count++)
        await store.notifications.append([aNotification()], Number.POSITIVE_INFINITY);
      expect(await ids()).toHaveLength(3);
    });

    test("are given back as they were stored, as the contract wants them, newest first", async () => {
      const full = aNotification({
        kind: "purchase",
        level: "success",
        title: "Đã mua 'khoá học' \"1\"; --",
        href: "/orders/7",
        imageUrl: "https://a.example/1.png",
        data: { order: 7, list: [1, "a", null] },
      });
      const [stored] = await append(full);
      expect(stored).toEqual({ notification: { ...full.notification, read: false }, duplicate: false, unreadCount: 1 });
      const [later] = await append(aNotification());
      const page = await store.notifications.list("an", first);
      expect(page).toEqual({
        notifications: [later?.notification, stored?.notification],
        unreadCount: 2,
        nextCursor: null,
      });
      expect(parse(notificationsPageSchema, page)).toEqual({ ok: true, value: page });
    });

    test("are leafed through without a hole or a repetition, those of one moment too", async () => {
      const inputs = Array.from({ length: 23 }, (_, index) =>
        aNotification({ createdAt: begin + 10_000 + Math.floor(index / 5) }),
      );
      await append(...inputs);
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await store.notifications.list("an", { cursor, limit: 7 });
        seen.push(...page.notifications.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen).toEqual(await ids());
      expect(new Set(seen).size).toBe(23);
    });

    test("have a page that ends exactly with the last one say so", async () => {
      await append(...Array.from({ length: 4 }, () => aNotification()));
      expect((await store.notifications.list("an", { cursor: null, limit: 4 })).nextCursor).toBeNull();
    });

    test("take what is no cursor for the beginning", async () => {
      await append(aNotification());
      for (const cursor of ["", "x", "1~", "~a", "1~a b", "9".repeat(500), "1~__proto__"])
        expect((await store.notifications.list("an", { cursor, limit: 5 })).notifications.length).toBeLessThan(2);
      expect((await store.notifications.list("an", { cursor: "nonsense", limit: 5 })).notifications).toHaveLength(1);
    });

    test("are filtered by kind and by what is unread, page by page", async () => {
      const inputs = Array.from({ length: 20 }, (_, index) => aNotification({ kind: index % 2 ? "reply" : "comment" }));
      const stored = await append(...inputs);
      await store.notifications.markRead(
        "an",
        stored.slice(0, 10).map(({ notification }) => notification.id),
      );
      const replies = await store.notifications.list("an", { cursor: null, limit: 6, kind: "reply" });
      expect(replies.notifications.map(({ kind }) => kind)).toEqual(Array(6).fill("reply"));
      const rest = await store.notifications.list("an", { cursor: replies.nextCursor, limit: 6, kind: "reply" });
      expect(rest).toMatchObject({ nextCursor: null, unreadCount: 10 });
      expect(rest.notifications).toHaveLength(4);
      const unread = await store.notifications.list("an", { cursor: null, limit: 50, unreadOnly: true, kind: "reply" });
      expect(unread.notifications).toHaveLength(5);
    });

    test("of the same sender and client id are stored once, also fifty at a time, and per receiver", async () => {
      const same = () => aNotification({ senderId: "binh", clientId: "c1", title: "same", message: "same" });
      const results = await Promise.all(Array.from({ length: 50 }, () => append(same())));
      expect(results.flat().filter(({ duplicate }) => !duplicate)).toHaveLength(1);
      expect(new Set(results.flat().map(({ notification }) => notification.id)).size).toBe(1);
      expect(results.flat().every(({ unreadCount }) => unreadCount === 1)).toBe(true);
      const others = await append(
        aNotification({ senderId: "chi", clientId: "c1" }),
        aNotification({ senderId: "binh", clientId: "c2" }),
        aNotification({ senderId: "binh", clientId: "c1", userId: "dung" }),
        aNotification(),
        aNotification(),
      );
      expect(others.map(({ duplicate }) => duplicate)).toEqual(Array(5).fill(false));
    });

    test("are read once, by their owner only; the rest is still unread", async () => {
      const stored = await append(aNotification(), aNotification(), aNotification(), aNotification({ userId: "binh" }));
      const all = stored.map(({ notification }) => notification.id);
      const wanted = [all[0] ?? "", all[3] ?? "", "unknown"];
      expect(await store.notifications.markRead("an", wanted)).toEqual({ ids: [all[0]], unreadCount: 2 });
      expect(await store.notifications.markRead("an", wanted)).toEqual({ ids: [], unreadCount: 2 });
      expect(await store.notifications.unreadCount("binh")).toBe(1);
      const rest = await store.notifications.markRead("an", "all");
      expect([...rest.ids].sort()).toEqual([all[1], all[2]].sort());
      expect(rest.unreadCount).toBe(0);
      expect(await store.notifications.markRead("an", [])).toEqual({ ids: [], unreadCount: 0 });
      expect((await store.notifications.list("an", first)).notifications.every(({ read }) => read)).toBe(true);
    });

    test("are cleared by their owner only", async () => {
      await append(aNotification(), aNotification(), aNotification({ userId: "binh" }));
      expect(await store.notifications.clear("an")).toBe(2);
      expect(await store.notifications.clear("an")).toBe(0);
      expect(await ids()).toEqual([]);
      expect(await ids("binh")).toHaveLength(1);
    });

    test("of each user the newest are kept, whatever the order they came in", async () => {
      await append(aNotification({ userId: "binh" }));
      const inputs = Array.from({ length: 30 }, () => aNotification());
      const last = inputs.pop();
      if (last === undefined) throw new Error("none");
      await store.notifications.append([last, ...inputs], 10);
      expect(await ids()).toEqual([last, ...inputs.reverse()].slice(0, 10).map(({ notification }) => notification.id));
      expect(await ids("binh")).toHaveLength(1);
      expect(await store.notifications.unreadCount("an")).toBe(10);
    });

    test("of before a time are forgotten", async () => {
      const [old, young] = [aNotification(), aNotification()];
      await append(old, young);
      await store.notifications.prune(young.notification.createdAt);
      expect(await ids()).toEqual([young.notification.id]);
    });

    test("of everybody are listed together, with whose they are", async () => {
      await append(
        aNotification({ userId: "an" }),
        aNotification({ userId: "binh" }),
        aNotification({ userId: "chi" }),
      );
      const page = await store.notifications.all({ cursor: null, limit: 2 });
      expect(page.notifications.map(({ userId }) => userId)).toEqual(["chi", "binh"]);
      const rest = await store.notifications.all({ cursor: page.nextCursor, limit: 2 });
      expect(rest).toMatchObject({ notifications: [{ userId: "an" }], nextCursor: null });
    });

    test("know their admins", async () => {
      await store.notifications.setAdmin("chi", true);
      await store.notifications.setAdmin("an", true);
      await store.notifications.setAdmin("an", true);
      expect(await store.notifications.admins()).toEqual(["an", "chi"]);
      await store.notifications.setAdmin("chi", false);
      expect(await store.notifications.admins()).toEqual(["an"]);
    });

    test("take names that mean something elsewhere for what they are", async () => {
      const userId = "'; DROP TABLE lobby_notifications; --";
      await append(aNotification({ userId, kind: "' OR 1=1 --" }));
      expect(await ids(userId)).toHaveLength(1);
      expect(await ids("__proto__")).toEqual([]);
      expect((await store.notifications.list("an", { ...first, kind: "' OR 1=1 --" })).notifications).toEqual([]);
    });

    test("are refused once the store is closed", async () => {
      await store.close();
      await expect(store.notifications.list("an", first)).rejects.toThrow();
      await expect(append(aNotification())).rejects.toThrow();
    });
  });
}
