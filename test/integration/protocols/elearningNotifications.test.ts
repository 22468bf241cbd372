import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import type { Lobby } from "../../../src/client/lobby.js";
import { notificationsFeature } from "../../../src/client/notifications/notificationsFeature.js";
import { selectNotifications, selectUnreadNotifications } from "../../../src/client/notifications/selectors.js";
import { elearning } from "../../../src/protocols/elearning/elearning.js";
import { type ElearningServer, startElearningServer } from "../../servers/elearning.js";

/** The real client's notifications against a server of this kind. */

let server: ElearningServer;
const endings: (() => void)[] = [];

beforeEach(async () => {
  server = await startElearningServer();
});
afterEach(async () => {
  for (const end of endings.splice(0)) end();
  await server.stop();
});

async function person(id: string, role: "user" | "admin" = "user") {
  const lobby = createLobby({
    url: server.url,
    apiUrl: server.apiUrl,
    user: { id },
    auth: () => server.token(id, role),
    protocol: elearning,
    timings: { retryMinMs: 20, retryMaxMs: 60, stableMs: 50 },
  });
  const api = lobby.use(notificationsFeature);
  const stops = [lobby.retain(), api.watch()];
  endings.push(() => {
    for (const stop of stops) stop();
    lobby.signIn(null);
  });
  await until(lobby, () => lobby.store.getState().lobby.notifications?.lists.all?.status === "ready");
  await until(lobby, () => lobby.store.getState().lobby.connection.status === "live");
  return { lobby, api };
}

function until(lobby: Lobby, so: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Waited in vain for: ${so}`)), 8_000);
    const check = () => {
      if (!so()) return;
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const unsubscribe = lobby.store.subscribe(check);
    check();
  });
}
const titles = (lobby: Lobby) => selectNotifications(lobby.store.getState()).map(({ title }) => title);
const unread = (lobby: Lobby) => selectUnreadNotifications(lobby.store.getState());

describe.each([false, true])("an e-learning server (relays what it got: %s)", (relayRaw) => {
  beforeEach(() => {
    server.habits.relayRaw = relayRaw;
  });

  test("tells the receiver, and what comes by push and by list is one, counted once", async () => {
    const [an, binh] = [await person("an"), await person("binh")];
    expect(await an.api.send({ to: { userId: "binh" }, title: "New comment", message: "lesson 4" })).toMatchObject({
      ok: true,
    });
    await until(binh.lobby, () => unread(binh.lobby) === 1);
    await binh.api.reload();
    expect([titles(binh.lobby), unread(binh.lobby)]).toEqual([["New comment"], 1]);
    expect(selectNotifications(binh.lobby.store.getState())[0]?.id).toBe(server.notifications[0]?._id);
    await an.api.send({ to: { userId: "binh" }, title: "New comment", message: "lesson 4" });
    await until(binh.lobby, () => unread(binh.lobby) === 2);
    await binh.api.reload();
    expect([titles(binh.lobby).length, unread(binh.lobby)]).toEqual([2, 2]);
  });

  test("is told one by one what was read, and never what it does not know", async () => {
    const [an, binh] = [await person("an"), await person("binh")];
    for (const title of ["1", "2", "3"]) await an.api.send({ to: { userId: "binh" }, title, message: "" });
    await until(binh.lobby, () => unread(binh.lobby) === 3);
    await binh.api.reload();
    binh.api.markAllRead();
    expect(unread(binh.lobby)).toBe(0);
    await until(binh.lobby, () => binh.lobby.store.getState().lobby.notifications?.changes.length === 0);
    expect(server.notifications.map(({ status }) => status)).toEqual(["read", "read", "read"]);
    await binh.api.reload();
    expect(unread(binh.lobby)).toBe(0);
  });

  test("shows everybody's to admins", async () => {
    const [an, root] = [await person("an"), await person("root", "admin")];
    await an.api.send({ to: { userId: "binh" }, title: "For Binh", message: "" });
    await an.api.send({ to: "admins", title: "For admins", message: "" });
    await until(root.lobby, () => titles(root.lobby).includes("For admins"));
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
    await until(binh.lobby, () => unread(binh.lobby) === 1);
    binh.api.clear();
    await until(binh.lobby, () => binh.lobby.store.getState().lobby.notifications?.failure?.code === "UNSUPPORTED");
    expect(titles(binh.lobby)).toEqual(["Stays"]);
  });
});
