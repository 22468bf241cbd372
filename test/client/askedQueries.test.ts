import { expect, onTestFinished, test } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import { notificationsFeature } from "../../src/client/notifications/notificationsFeature.js";
import { selectNotificationList } from "../../src/client/notifications/selectors.js";
import type { Report } from "../../src/client/settings.js";
import type { Outcome } from "../../src/contract/errors.js";
import type { NotificationsAnswer } from "../../src/contract/notifications.js";
import { defineProtocol } from "../../src/protocols/defineProtocol.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "./connection/scriptedTransport.js";

/** Queries that a server answers over the socket. */

const empty: NotificationsAnswer = { notifications: [], unreadCount: 0, nextCursor: null, whole: true };

const protocol = defineProtocol({
  name: "asked",
  capabilities: { notifications: "simple" },
  incoming: {},
  outgoing: {},
  asked: {
    notifications: (_input, { drop }) => ({
      via: "socket",
      event: "list",
      payload: {},
      timeoutMs: 20_000,
      acknowledge: (raw): Outcome<NotificationsAnswer> => {
        drop?.(`of ${String(raw)}`);
        return { ok: true, value: empty };
      },
    }),
  },
});

function client() {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const reports: Report[] = [];
  const lobby = createLobby({
    url: "http://server",
    user: { id: "an" },
    auth: "token",
    protocol,
    environment,
    transport: server.factory,
    fetch: () => Promise.reject(new Error("There is no API here.")),
    onReport: (report) => reports.push(report),
  });
  onTestFinished(lobby.disconnect);
  const { reload } = lobby.use(notificationsFeature);
  const list = () => selectNotificationList(lobby.store.getState(), "all");
  return { environment, server, lobby, reports, reload, list };
}

test("are asked when there is a connection, and fail for now when there is none", async () => {
  const { environment, server, lobby, reload, list } = client();
  lobby.retain();
  await reload();
  expect(list()).toMatchObject({ status: "error", error: { code: "UNAVAILABLE" } });
  await environment.advanceAsync(50);
  server.answer("list", () => "three");
  void reload();
  await environment.advanceAsync(50);
  expect(list()).toMatchObject({ status: "ready", error: null });
  expect(server.emitted).toEqual([{ event: "list", payload: {} }]);
});

test("report what of their answer is left out under their own name, and wait as long as the server takes", async () => {
  const { environment, server, lobby, reports, reload, list } = client();
  lobby.retain();
  await environment.advanceAsync(50);
  server.hold("list", (answer) => {
    environment.setTimeout(() => answer("one"), 15_000);
  });
  void reload();
  await environment.advanceAsync(14_000);
  expect(list().status).toBe("loading");
  await environment.advanceAsync(1_100);
  expect(list().status).toBe("ready");
  expect(reports).toEqual([{ kind: "malformed", subject: "notifications", message: "of one" }]);
});
