import { beforeEach, describe, expect, test } from "vitest";
import type { Lobby } from "../../../src/client/lobby.js";
import { notificationsFeature } from "../../../src/client/notifications/notificationsFeature.js";
import { selectNotifications, selectUnreadNotifications } from "../../../src/client/notifications/selectors.js";
import { elearning, elearningWith } from "../../../src/protocols/elearning/elearning.js";
import { startElearningServer } from "../../servers/elearning.js";
import { presetWorld } from "./support/presetWorld.js";

/** The real client's notifications against a server of this kind. */

const world = presetWorld(startElearningServer, (server, id) => ({
  url: server.url,
  apiUrl: server.apiUrl,
  auth: () => server.token(id),
  protocol: elearning,
}));

async function person(id: string, role: "user" | "admin" = "user", protocol = elearning) {
  const { server } = world;
  const one = world.person(id, [], { auth: () => server.token(id, role), protocol });
  const api = one.lobby.use(notificationsFeature);
  one.hold(api.watch());
  await one.until("the list is there", ({ lobby }) => lobby.notifications?.lists.all?.status === "ready");
  await one.live();
  return { ...one, api };
}

const titles = (lobby: Lobby) => selectNotifications(lobby.store.getState()).map(({ title }) => title);
const unread = (lobby: Lobby) => selectUnreadNotifications(lobby.store.getState());

describe.each([false, true])("an e-learning server (relays what it got: %s)", (relayRaw) => {
  beforeEach(() => {
    world.server.habits.relayRaw = relayRaw;
  });

  test("tells the receiver, and what comes by push and by list is one, counted once", async () => {
    const [an, binh] = [await person("an"), await person("binh")];
    expect(await an.api.send({ to: { userId: "binh" }, title: "New comment", message: "lesson 4" })).toMatchObject({
      ok: true,
    });
    await binh.until("it is so", () => unread(binh.lobby) === 1);
    await binh.api.reload();
    expect([titles(binh.lobby), unread(binh.lobby)]).toEqual([["New comment"], 1]);
    expect(selectNotifications(binh.lobby.store.getState())[0]?.id).toBe(world.server.notifications[0]?._id);
    await an.api.send({ to: { userId: "binh" }, title: "New comment", message: "lesson 4" });
    await binh.until("it is so", () => unread(binh.lobby) === 2);
    await binh.api.reload();
    expect([titles(binh.lobby).length, unread(binh.lobby)]).toEqual([2, 2]);
  });

  test("is told one by one what was read, and never what it does not know", async () => {
    const [an, binh] = [await person("an"), await person("binh")];
    for (const title of ["1", "2", "3"]) await an.api.send({ to: { userId: "binh" }, title, message: "" });
    await binh.until("it is so", () => unread(binh.lobby) === 3);
    await binh.api.reload();
    binh.api.markAllRead();
    expect(unread(binh.lobby)).toBe(0);
    await binh.until("it is so", () => binh.lobby.store.getState().lobby.notifications?.changes.length === 0);
    expect(world.server.notifications.map(({ status }) => status)).toEqual(["read", "read", "read"]);
    await binh.api.reload();
    expect(unread(binh.lobby)).toBe(0);
  });

  test("shows everybody's to admins", async () => {
    const [an, root] = [await person("an"), await person("root", "admin")];
    await an.api.send({ to: { userId: "binh" }, title: "For Binh", message: "" });
    await an.api.send({ to: "admins", title: "For admins", message: "" });
    await root.until("it is so", () => titles(root.lobby).includes("For admins"));
    await root.api.loadAll();
    const all = root.lobby.store.getState().lobby.notifications?.all;
    expect(all?.notifications.map(({ title, userId }) => [title, userId])).toEqual(
      expect.arrayContaining([
        ["For Binh", "binh"],
        ["For admins", undefined],
      ]),
    );
    await an.api.loadAll();
    expect(an.lobby.store.getState().lobby.notifications?.all).toMatchObject({
      status: "error",
      error: { code: "FORBIDDEN" },
    });
  });

  test("can't forget them: clearing is taken back", async () => {
    const [an, binh] = [await person("an"), await person("binh")];
    await an.api.send({ to: { userId: "binh" }, title: "Stays", message: "" });
    await binh.until("it is so", () => unread(binh.lobby) === 1);
    binh.api.clear();
    await binh.until(
      "it is so",
      () => binh.lobby.store.getState().lobby.notifications?.failure?.code === "UNSUPPORTED",
    );
    expect(titles(binh.lobby)).toEqual(["Stays"]);
  });
});

test("what was read before the server had named it is told once it has", async () => {
  world.server.habits.relayRaw = true;
  const [an, binh] = [await person("an"), await person("binh")];
  for (const title of ["1", "2"]) await an.api.send({ to: { userId: "binh" }, title, message: "" });
  await binh.until("both are there", () => unread(binh.lobby) === 2);
  const first = selectNotifications(binh.state()).find(({ title }) => title === "1");
  expect(first?.id).toMatch(/^local-/);
  binh.api.markRead(first?.id ?? "");
  await binh.until("it is settled", ({ lobby }) => lobby.notifications?.changes.length === 0);
  const marked = () => world.server.requests.filter((request) => request.startsWith("PUT"));
  expect(marked()).toEqual([]);
  const named = world.server.notifications[0]?._id;
  await binh.api.reload();
  await binh.until("it is told", ({ lobby }) => lobby.notifications?.changes.length === 0 && marked().length > 0);
  expect(marked()).toEqual([`PUT update-notification/${named}`]);
  await binh.until("it is stored", () => world.server.notifications[0]?.status === "read");
  await binh.api.reload();
  expect([unread(binh.lobby), marked().length]).toEqual([1, 1]);
});

test("purchases, comments and replies are told apart by the server's word, else by the title, else by the app", async () => {
  const kinds = () => selectNotifications(binh.state()).map(({ title, kind }) => `${title}: ${kind}`);
  const binh = await person("binh");
  const told = [
    { title: "New Order" },
    { title: "New Question Reply Received" },
    { title: "New Question Received" },
    { title: "Đơn hàng mới" },
    { title: "Có người trả lời bạn" },
    { title: "Bình luận mới" },
    { title: "Welcome" },
    { title: "By its word", type: "certificate" },
  ];
  for (const [place, one] of told.entries())
    world.server.push("binh", "newNotification", { _id: `n${place}`, message: "", status: "unread", ...one });
  await binh.until("all are there", () => kinds().length === told.length);
  expect(kinds().sort()).toEqual(
    [
      "New Order: purchase",
      "New Question Reply Received: reply",
      "New Question Received: comment",
      "Đơn hàng mới: purchase",
      "Có người trả lời bạn: reply",
      "Bình luận mới: comment",
      "Welcome: system",
      "By its word: certificate",
    ].sort(),
  );
  const chi = await person("chi", "user", elearningWith({ kindOf: ({ message }) => message }));
  world.server.push("chi", "newNotification", { _id: "n9", title: "New Order", message: "refund" });
  await chi.until("it is there", () => selectNotifications(chi.state())[0]?.kind === "refund");
});

test("what is addressed to somebody else is not taken, be it pushed to whom it does not concern", async () => {
  const [an, root] = [await person("an"), await person("root", "admin", elearningWith({ admin: true }))];
  const stranger = { _id: "n1", title: "New Order", message: "by Chi", status: "unread", userId: "chi" };
  for (const id of ["an", "root"]) {
    world.server.push(id, "newNotification", stranger);
    world.server.push(id, "newNotification", { ...stranger, _id: "n2", title: "Mine", userId: id });
  }
  await an.until("his own is there", () => titles(an.lobby).includes("Mine"));
  expect(titles(an.lobby)).toEqual(["Mine"]);
  await root.until("both are there", () => titles(root.lobby).length === 2);
  expect(an.reports).toEqual([]);
});

describe("the admins' namespace", () => {
  const admins = elearningWith({ admin: true });

  test("lets an admin in, and tells him there", async () => {
    world.server.habits.tellsOverAdmin = true;
    const [an, root] = [await person("an"), await person("root", "admin", admins)];
    expect(world.server.connections("/admin")).toBe(1);
    await an.api.send({ to: "admins", title: "New Order", message: "by An" });
    await root.until("it is there", () => titles(root.lobby).includes("New Order"));
    world.server.cut();
    await root.until("the loss shows", ({ lobby }) => lobby.connection.status !== "live");
    await root.live();
    expect(world.server.connections("/admin")).toBe(1);
    expect(root.reports).toEqual([]);
  });

  test("refuses everybody else, which is reported, and everything else goes on", async () => {
    const an = await person("an", "user", admins);
    expect(an.reports).toEqual([{ kind: "auth", subject: "namespace admin", message: "Admin authentication failed" }]);
    world.server.push("an", "newNotification", { _id: "n1", title: "Still here", message: "" });
    await an.until("it is there", () => titles(an.lobby).includes("Still here"));
  });

  test("is not asked for by pages that are not for admins", async () => {
    const root = await person("root", "admin");
    expect([world.server.connections("/admin"), root.reports.length]).toEqual([0, 0]);
  });
});

test("a list says what of it could not be read, and shows the rest", async () => {
  const an = await person("an");
  for (const one of [{ title: 7 }, { _id: "n2", title: "Fine", message: "" }])
    world.server.notifications.push({ userId: "an", status: "unread", createdAt: "2026-01-01", ...one } as never);
  // The first may join a request that was under way.
  for (let times = 0; times < 2; times += 1) await an.api.reload();
  expect(titles(an.lobby)).toEqual(["Fine"]);
  expect(an.reports).toContainEqual({
    kind: "malformed",
    subject: "GET get-user-notifications",
    message: expect.stringContaining("title: expected"),
  });
});
