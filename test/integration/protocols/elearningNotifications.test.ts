import { beforeEach, describe, expect, test } from "vitest";
import type { Lobby } from "../../../src/client/lobby.js";
import { notificationsFeature } from "../../../src/client/notifications/notificationsFeature.js";
import { selectNotifications, selectUnreadNotifications } from "../../../src/client/notifications/selectors.js";
import { elearning } from "../../../src/protocols/elearning/elearning.js";
import { startElearningServer } from "../../servers/elearning.js";
import { presetWorld } from "./support/presetWorld.js";

/** The real client's notifications against a server of this kind. */

const world = presetWorld(startElearningServer, (server, id) => ({
  url: server.url,
  apiUrl: server.apiUrl,
  auth: () => server.token(id),
  protocol: elearning,
}));

async function person(id: string, role: "user" | "admin" = "user") {
  const { server } = world;
  const one = world.person(id, [], { auth: () => server.token(id, role) });
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
