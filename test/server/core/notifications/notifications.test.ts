import { describe, expect, test } from "vitest";
import { type NotificationsPage, notificationsPageSchema } from "../../../../src/contract/notifications.js";
import { parse } from "../../../../src/contract/schema.js";
import { memoryStore } from "../../../../src/server/store/memoryStore.js";
import { type TestCore, testCore } from "../../support/testCore.js";

const admin = { user: { id: "root" }, roles: ["admin"] };
const draft = { title: "Hello", message: "there" };
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

const http = async (core: TestCore, path: string, id: string, init: RequestInit = {}, roles: readonly string[] = []) =>
  core.core.handleHttp(new Request(`http://host/api/lobby/${path}`, init), { id }, roles);
const post = (body: unknown, type = "application/json"): RequestInit => ({
  method: "POST",
  headers: { "content-type": type },
  body: typeof body === "string" ? body : JSON.stringify(body),
});
async function list(core: TestCore, id: string, query = ""): Promise<NotificationsPage> {
  const parsed = parse(notificationsPageSchema, await (await http(core, `notifications${query}`, id)).json());
  if (!parsed.ok) throw new Error(parsed.issue);
  return parsed.value;
}

describe("notify", () => {
  test("reaches every session of the user and nobody else, and waits for who is away", async () => {
    const core = testCore();
    const [one, two, other] = [core.tab("an"), core.tab("an"), core.tab("binh")];
    const [id] = await core.core.notify("an", { ...draft, kind: "purchase", href: "/orders/7" });
    const expected = { id, ...draft, kind: "purchase", level: "info", href: "/orders/7", read: false };
    for (const tab of [one, two])
      expect(tab.heard("notificationReceived")).toMatchObject([{ notification: expected, unreadCount: 1 }]);
    expect(other.heard()).toEqual([]);
    expect(await list(core, "an")).toMatchObject({ notifications: [expected], unreadCount: 1 });
    expect(await list(core, "binh")).toMatchObject({ notifications: [], unreadCount: 0 });
  });

  test("reaches several at once, each with an id of his own, each named once", async () => {
    const core = testCore();
    const many = Array.from({ length: 250 }, (_, index) => `u${index}`);
    const ids = await core.core.notify([...many, "u0"], draft);
    expect(new Set(ids).size).toBe(250);
    expect((await list(core, "u249")).notifications).toMatchObject([{ id: ids[249] }]);
  });

  test("reaches all admins, also one who is away now, and no more who is none any more", async () => {
    const core = testCore();
    const tab = core.tab(admin);
    core.tab({ user: { id: "former" }, roles: ["admin"] }).session.end();
    const away = core.tab({ user: { id: "away" }, roles: ["admin"] });
    core.tab("an");
    await settled();
    away.session.end();
    core.tab("former");
    await settled();
    expect(await core.core.notify("admins", draft)).toHaveLength(2);
    expect(tab.heard("notificationReceived")).toHaveLength(1);
    expect((await list(core, "away")).notifications).toHaveLength(1);
    for (const id of ["former", "an"]) expect((await list(core, id)).notifications).toEqual([]);
  });

  test("reaches no admin who has lost the role in the midst of his session", async () => {
    const core = testCore({ verifyToken: async () => ({ user: { id: "root" } }) });
    const tab = core.tab(admin);
    await settled();
    expect(await core.core.notify("admins", draft)).toHaveLength(1);
    await tab.do("reauthenticate", { token: "without the role" });
    await settled();
    expect(await core.core.notify("admins", draft)).toEqual([]);
    expect(tab.heard("notificationReceived")).toHaveLength(1);
  });

  test("reaches no admin whom another process has seen without the role, and everybody it has seen with it", async () => {
    const store = memoryStore();
    const [here, there] = [testCore({ store }), testCore({ store })];
    here.tab(admin);
    await settled();
    there.tab("root");
    there.tab({ user: { id: "lan" }, roles: ["admin"] });
    await settled();
    for (const { core } of [here, there]) expect(await core.notify("admins", draft)).toHaveLength(1);
    expect((await list(here, "root")).notifications).toEqual([]);
    here.tab(admin);
    await settled();
    for (const { core } of [here, there]) expect(await core.notify("admins", draft)).toHaveLength(2);
  });

  test("who is an admin is written down the next time where the store failed", async () => {
    const store = memoryStore();
    const { setAdmin } = store.notifications;
    let broken = false;
    const failing: typeof setAdmin = (...args) => (broken ? Promise.reject(new Error("disk full")) : setAdmin(...args));
    const core = testCore({ store: { ...store, notifications: { ...store.notifications, setAdmin: failing } } });
    core.tab(admin);
    await settled();
    broken = true;
    core.tab("root");
    await settled();
    expect(core.reports).toMatchObject([{ kind: "fault", during: "admins" }]);
    broken = false;
    core.tab("root");
    await settled();
    expect(await core.core.notify("admins", draft)).toEqual([]);
  });

  test("is stored once for one client id, and refused when it says something else under it", async () => {
    const core = testCore();
    const tab = core.tab("an");
    const first = await core.core.notify("an", { ...draft, clientId: "c1" });
    expect(await core.core.notify("an", { ...draft, clientId: "c1" })).toEqual(first);
    expect(tab.heard("notificationReceived")).toHaveLength(1);
    await expect(core.core.notify("an", { ...draft, title: "Other", clientId: "c1" })).rejects.toMatchObject({
      code: "bad-notification",
    });
  });

  test("that conflicts for one is refused as a whole, and nobody who has it now waits to hear of it", async () => {
    const core = testCore();
    const [an, binh] = [core.tab("an"), core.tab("binh")];
    await core.core.notify("an", { ...draft, clientId: "c1" });
    const other = { title: "Other", clientId: "c1" };
    await expect(core.core.notify(["an", "binh"], other)).rejects.toMatchObject({ code: "bad-notification" });
    expect((await list(core, "binh")).notifications).toHaveLength(1);
    expect(binh.heard("notificationReceived")).toMatchObject([{ notification: { title: "Other" }, unreadCount: 1 }]);
    expect(an.heard("notificationReceived")).toHaveLength(1);
  });

  test.each([{ href: "/other" }, { level: "error" as const }, { kind: "sale" }, { data: { a: 2 } }])(
    "under a known client id is another one if it says %j",
    async (other) => {
      const core = testCore();
      const first = { ...draft, clientId: "c1", data: { a: 1 } };
      await core.core.notify("an", first);
      await expect(core.core.notify("an", { ...first, ...other })).rejects.toMatchObject({ code: "bad-notification" });
    },
  );

  test.each([
    { title: "" },
    { title: "t".repeat(201) },
    { title: "t", message: "m".repeat(2_001) },
    { title: "t", href: "javascript:alert(1)" },
    { title: "t", href: "//evil.example" },
    { title: "t", href: "/\\evil.example" },
    { title: "t", href: "/\t/evil.example" },
    { title: "t", imageUrl: "data:text/html,x" },
    { title: "t", kind: "" },
  ])("refuses what no client could show: %j", async (bad) => {
    await expect(testCore().core.notify("an", bad)).rejects.toMatchObject({ code: "bad-notification" });
  });

  test.each([undefined, null, 7, "", "a b", "user:an", ["an", undefined], ["an", 7], { userId: "an" }])(
    "refuses receivers who can't be anybody: %j",
    async (nobody) => {
      const core = testCore();
      await expect(core.core.notify(nobody as never, draft)).rejects.toMatchObject({ code: "bad-notification" });
      expect((await list(core, "an")).notifications).toEqual([]);
    },
  );

  test("rejects when the store does", async () => {
    const store = memoryStore();
    const core = testCore({ store });
    await store.close();
    await expect(core.core.notify("an", draft)).rejects.toThrow("closed");
  });

  test("keeps of each user the newest, and nothing for ever", async () => {
    const core = testCore({ notifications: { perUser: 3, forMs: 1_000 } });
    for (let count = 0; count < 5; count++) {
      core.clock.advance(1);
      await core.core.notify("an", { title: `t${count}` });
    }
    expect((await list(core, "an")).notifications.map(({ title }) => title)).toEqual(["t4", "t3", "t2"]);
    core.clock.advance(3_600_000);
    await core.core.notify("binh", draft);
    await settled();
    expect((await list(core, "an")).notifications).toEqual([]);
    expect((await list(core, "binh")).notifications).toHaveLength(1);
  });
});

describe("what was read in one tab", () => {
  test("is read in the others, over either way, and said only when something changed", async () => {
    const core = testCore();
    const [one, two] = [core.tab("an"), core.tab("an")];
    const [id = ""] = await core.core.notify("an", draft);
    await core.core.notify("an", draft);
    expect(await one.do("markNotificationsRead", { ids: [id] })).toEqual({ ok: true, unreadCount: 1 });
    const read = { type: "notificationsRead", ids: [id], unreadCount: 1 };
    for (const tab of [one, two]) expect(tab.heard("notificationsRead")).toEqual([read]);
    await one.do("markNotificationsRead", { ids: [id, "unknown"] });
    expect(two.heard("notificationsRead")).toHaveLength(1);
    const answer = await http(core, "notifications/read", "an", post({ ids: "all" }));
    expect(await answer.json()).toEqual({ unreadCount: 0 });
    expect(two.heard("notificationsRead")[1]).toEqual({ type: "notificationsRead", ids: "all", unreadCount: 0 });
  });

  test("is nobody else's to read or to clear", async () => {
    const core = testCore();
    const [an, binh] = [core.tab("an"), core.tab("binh")];
    const [id = ""] = await core.core.notify("an", draft);
    expect(await binh.do("markNotificationsRead", { ids: [id] })).toEqual({ ok: true, unreadCount: 0 });
    await binh.do("clearNotifications", {});
    expect(await list(core, "an")).toMatchObject({ unreadCount: 1 });
    expect(an.heard("notificationsRead")).toEqual([]);
    expect(an.heard("notificationsCleared")).toEqual([]);
  });

  test("is gone everywhere when it is cleared", async () => {
    const core = testCore();
    const [one, two] = [core.tab("an"), core.tab("an")];
    await core.core.notify("an", draft);
    expect(await one.do("clearNotifications", {})).toEqual({ ok: true });
    expect(two.heard("notificationsCleared")).toHaveLength(1);
    await core.core.notify("an", draft);
    expect((await http(core, "notifications", "an", { method: "DELETE" })).status).toBe(200);
    expect(two.heard("notificationsCleared")).toHaveLength(2);
    expect(await list(core, "an")).toMatchObject({ notifications: [] });
  });
});

describe("sending", () => {
  const input = { clientId: "c1", to: { userId: "binh" }, ...draft };

  test("is for admins, unless the app says otherwise", async () => {
    const core = testCore();
    expect(await core.tab("an").do("sendNotification", input)).toMatchObject({ ok: false, code: "FORBIDDEN" });
    const binh = core.tab("binh");
    const sent = await core.tab(admin).do("sendNotification", input);
    expect(sent).toMatchObject({ ok: true });
    expect(binh.heard("notificationReceived")).toMatchObject([{ notification: { id: sent.ok && sent.id } }]);
  });

  test("is asked of the app with its receiver", async () => {
    const asked: unknown[] = [];
    const core = testCore({
      authorize: (user, action, roles) => {
        asked.push([user.id, action, roles]);
        return action.kind === "notify" && action.to === "admins";
      },
    });
    const an = core.tab("an");
    expect(await an.do("sendNotification", input)).toMatchObject({ code: "FORBIDDEN" });
    expect(await an.do("sendNotification", { ...input, to: { admins: true } })).toEqual({ ok: true, id: null });
    expect(asked).toEqual([
      ["an", { kind: "notify", to: { userId: "binh" } }, []],
      ["an", { kind: "notify", to: "admins" }, []],
    ]);
  });

  test("over HTTP is the same, with the roles of the token", async () => {
    const core = testCore();
    expect((await http(core, "notifications", "root", post(input))).status).toBe(403);
    const sent = await http(core, "notifications", "root", post(input), ["admin"]);
    const { id } = (await sent.json()) as { id: string };
    expect((await list(core, "binh")).notifications).toMatchObject([{ id }]);
    // The same client id over the other way is the same notification.
    expect(await core.tab(admin).do("sendNotification", input)).toMatchObject({ ok: true, id });
  });

  test.each([
    { ...input, to: {} },
    { ...input, to: { userId: "binh", admins: true } },
    { ...input, to: { admins: false } },
    { ...input, href: "javascript:alert(1)" },
    { ...input, title: "" },
  ])("refuses %j", async (bad) => {
    expect(await testCore().tab(admin).do("sendNotification", bad)).toMatchObject({ ok: false, code: "INVALID" });
  });

  test("a user named like the group is a user", async () => {
    const core = testCore();
    const tab = core.tab("admins");
    await core.tab(admin).do("sendNotification", { ...input, to: { userId: "admins" } });
    expect(tab.heard("notificationReceived")).toHaveLength(1);
  });

  test("is limited, with the time to wait", async () => {
    const core = testCore({ limits: { notifications: { perSecond: 1, burst: 2 } } });
    const root = core.tab(admin);
    for (const clientId of ["c1", "c2"]) await root.do("sendNotification", { ...input, clientId });
    expect(await root.do("sendNotification", { ...input, clientId: "c3" })).toMatchObject({
      code: "RATE_LIMITED",
      retryAfterMs: 1_000,
    });
  });
});

describe("the list over HTTP", () => {
  test("is filtered and leafed through", async () => {
    const core = testCore();
    for (let count = 0; count < 5; count++) {
      core.clock.advance(1);
      await core.core.notify("an", { title: `t${count}`, kind: count % 2 ? "reply" : "comment" });
    }
    const page = await list(core, "an", "?limit=2");
    expect(page.notifications.map(({ title }) => title)).toEqual(["t4", "t3"]);
    const next = await list(core, "an", `?limit=2&cursor=${encodeURIComponent(page.nextCursor ?? "")}`);
    expect(next.notifications.map(({ title }) => title)).toEqual(["t2", "t1"]);
    expect((await list(core, "an", "?kind=reply")).notifications).toHaveLength(2);
    await http(core, "notifications/read", "an", post({ ids: [page.notifications[0]?.id] }));
    expect(await list(core, "an", "?unread=true")).toMatchObject({ unreadCount: 4 });
    expect((await list(core, "an", "?unread=true")).notifications).toHaveLength(4);
  });

  test.each(["limit=0", "limit=201", "limit=x", "unread=maybe", "kind=", `kind=${"k".repeat(65)}`])(
    "refuses %s",
    async (query) => {
      expect((await http(testCore(), `notifications?${query}`, "an")).status).toBe(400);
    },
  );

  test("of everybody is for admins", async () => {
    const core = testCore();
    await core.core.notify(["an", "binh"], draft);
    expect((await http(core, "notifications/all", "an")).status).toBe(403);
    const page = parse(
      notificationsPageSchema,
      await (await http(core, "notifications/all", "root", {}, ["admin"])).json(),
    );
    expect(page.ok && page.value.notifications.map(({ userId }) => userId).sort()).toEqual(["an", "binh"]);
  });
});

describe("a body over HTTP", () => {
  test.each([
    [post({ ids: "all" }, "text/plain"), 400],
    [post({ ids: "all" }, "application/x-www-form-urlencoded"), 400],
    [{ method: "POST", body: '{"ids":"all"}' }, 400],
    [post("{"), 400],
    [post(""), 400],
    [post({ ids: "some" }), 400],
    [post({ ids: ["bad id"] }), 400],
    [post({ ids: Array.from({ length: 201 }, (_, index) => `i${index}`) }), 400],
    [post({ ids: [], padding: "x".repeat(70_000) }), 413],
    [post({ ids: [] }, "application/json; charset=utf-8"), 200],
    [{ method: "PUT", body: "{}", headers: { "content-type": "application/json" } }, 405],
  ] satisfies [RequestInit, number][])("%j", async (init, status) => {
    const core = testCore();
    await core.core.notify("an", draft);
    const response = await http(core, "notifications/read", "an", init);
    expect(response.status).toBe(status);
    if (status === 405) expect(response.headers.get("allow")).toBe("POST");
    expect((await list(core, "an")).unreadCount).toBe(1);
  });

  test("that never ends is given up at 64 KB", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(8_192));
      },
    });
    const init = { ...post(""), body: endless, duplex: "half" } as RequestInit;
    expect((await http(testCore(), "notifications/read", "an", init)).status).toBe(413);
    expect(pulled).toBeLessThan(20);
  });
});
