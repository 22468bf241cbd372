import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io as connect } from "socket.io-client";
import { describe, expect, onTestFinished, test } from "vitest";
import { createLobby } from "../../../src/client/createLobby.js";
import type { LobbyRootState } from "../../../src/client/lobbyState.js";
import { selectSortedTickets, selectSupportQueue } from "../../../src/client/support/selectors.js";
import { supportFeature } from "../../../src/client/support/supportFeature.js";
import { nativeEventsName } from "../../../src/protocols/native/envelope.js";
import { native } from "../../../src/protocols/native/native.js";
import { nativeAdmin } from "../../../src/protocols/native/nativeAdmin.js";
import { agentCommands, supportWire } from "../../../src/protocols/native/supportWire.js";
import { signToken } from "../../../src/server/auth/jwt.js";
import type { ServerReport } from "../../../src/server/report.js";
import { createLobbyServer, type LobbyServerSettings } from "../../../src/server/socket-io/createLobbyServer.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { patienceMs, whenSo } from "../../support/patience.js";
import { quickTimings } from "../protocols/support/presetWorld.js";

const secret = "a secret of more than thirty-two bytes, for tests";
const id = "support:an";

/** A real server with an admin namespace, and people who reach it. */
async function aSchool(given: Partial<LobbyServerSettings> = {}) {
  const http = createServer((req, res) => {
    if (!server.nodeHandler(req, res)) res.writeHead(404).end();
  });
  const reports: ServerReport[] = [];
  const store = memoryStore({ epoch: "epoch-1" });
  const server = createLobbyServer({
    httpServer: http,
    jwt: { secret },
    store,
    admin: {},
    onReport: (report) => reports.push(report),
    ...given,
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const leaving: (() => void)[] = [];
  onTestFinished(async () => {
    for (const leave of leaving) leave();
    await server.close({ drainMs: 0 });
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });
  const token = (sub: string, roles: readonly string[], now?: () => number) =>
    signToken({ sub, name: sub.toUpperCase(), roles }, { secret, expiresInSeconds: 3_600, ...(now ? { now } : {}) });

  /** A page of somebody with these roles. */
  const page = (sub: string, roles: readonly string[] = [], protocol = roles.length > 0 ? nativeAdmin : native) => {
    const lobby = createLobby({
      url,
      user: { id: sub },
      auth: () => token(sub, roles),
      protocol,
      timings: quickTimings,
    });
    leaving.push(lobby.disconnect);
    lobby.retain();
    const until = (holds: (state: LobbyRootState) => boolean) =>
      whenSo(
        () => holds(lobby.store.getState()),
        lobby.store.subscribe,
        () => `${sub} waited in vain: ${JSON.stringify(lobby.store.getState().lobby.support)}`,
      );
    return { lobby, support: lobby.use(supportFeature), until };
  };
  /** A raw client: both namespaces over one connection, whatever comes of the second. */
  const raw = async (sub: string, roles: readonly string[], now?: () => number) => {
    const auth = { token: await token(sub, roles, now) };
    const main = connect(url, { transports: ["websocket"], reconnection: false, forceNew: true, auth });
    leaving.push(() => main.disconnect());
    const heard: unknown[] = [];
    main.on(nativeEventsName, (events: unknown[]) => heard.push(...events));
    await new Promise<void>((resolve) => main.once("connect", () => resolve()));
    const admin = main.io.socket("/admin", { auth });
    const refusal = await new Promise<{ code?: string } | null>((resolve) => {
      admin.once("connect", () => resolve(null));
      admin.once("connect_error", (error: Error & { data?: { code?: string } }) => resolve(error.data ?? {}));
    });
    const ask = (socket: typeof main, event: string, payload: unknown = {}) =>
      socket.timeout(patienceMs).emitWithAck(event, payload) as Promise<{ ok: boolean; code?: string }>;
    return { main, admin, refusal, heard, ask };
  };
  return { server, url, store, reports, token, page, raw };
}

const inQueue = (count: number) => (state: LobbyRootState) => selectSortedTickets(state).queued.length === count;
const status = (is: string) => (state: LobbyRootState) => selectSupportQueue(state).status === is;

describe("the admin namespace", () => {
  test("an agent's page watches, takes and answers over it; the visitor hears the agent", async () => {
    const { page } = await aSchool();
    const [an, lan] = [page("an"), page("lan", ["agent"])];
    lan.support.watchQueue();
    await lan.until(status("live"));
    an.support.start("billing");
    await lan.until(inQueue(1));
    expect(await lan.support.take(id)).toMatchObject({ ok: true, value: { status: "taken" } });
    an.support.followOwn();
    await an.until((state) => state.lobby.support?.own.ticket?.status === "taken");
    lan.lobby.openConversation(id);
    lan.lobby.sendMessage(id, { kind: "text", text: "let me look" });
    await an.until((state) => state.lobby.chat.conversations[id]?.lastMessage?.body.text === "let me look");
  });

  test("an agent's page that was cut off watches again, and has what it missed", async () => {
    const { page, server } = await aSchool();
    const [an, lan] = [page("an"), page("lan", ["agent"])];
    lan.support.watchQueue();
    await lan.until(status("live"));
    const gone = lan.until(status("stale"));
    server.io.of("/").in("lobby:user:lan").disconnectSockets(true);
    await gone;
    an.support.start("billing");
    await lan.until((state) => status("live")(state) && inQueue(1)(state));
  });

  test("whoever has not the role is refused there, his default namespace goes on, and it is written down", async () => {
    const { page, raw, reports } = await aSchool();
    const binh = await raw("binh", []);
    expect(binh.refusal).toMatchObject({ code: "FORBIDDEN" });
    expect(binh.main.connected).toBe(true);
    const conversation = { conversationId: "room:hall", clientId: "c1", body: { kind: "text", text: "still here" } };
    expect(await binh.ask(binh.main, "lobby:send", conversation)).toMatchObject({ ok: true });
    expect(reports).toContainEqual({ kind: "audit", during: "connect /admin", code: "FORBIDDEN", userId: "binh" });

    const chi = page("chi", [], nativeAdmin);
    chi.lobby.openConversation("room:hall");
    await chi.until((state) => state.lobby.chat.conversations["room:hall"]?.messages.length === 1);
  });

  test("every agent's command of somebody without the role is refused on the default namespace, and no event reaches him", async () => {
    const { page, raw, store } = await aSchool();
    const [an, lan] = [page("an"), page("lan", ["agent"])];
    lan.support.watchQueue();
    await lan.until(status("live"));
    const binh = await raw("binh", ["teacher"]);
    for (const name of agentCommands)
      expect(await binh.ask(binh.main, supportWire.commands[name], { conversationId: id })).toMatchObject({
        ok: false,
        code: "FORBIDDEN",
      });
    an.support.start("billing");
    await lan.until(inQueue(1));
    // Asked and answered, so whatever was told before this has arrived.
    await binh.ask(binh.main, "lobby:heads", { conversationIds: [] });
    expect(binh.heard).toEqual([]);
    expect(await store.support.ticket(id)).toMatchObject({ status: "queued" });
  });

  test("an agent's commands are refused on the default namespace too: only the admin one takes them, and nothing else", async () => {
    const { raw, reports } = await aSchool();
    const lan = await raw("lan", ["agent"]);
    expect(lan.refusal).toBeNull();
    expect(await lan.ask(lan.main, "lobby:support-watch")).toMatchObject({ code: "FORBIDDEN" });
    expect(await lan.ask(lan.admin, "lobby:support-watch")).toMatchObject({ ok: true });
    expect(await lan.ask(lan.admin, "lobby:hello", { proto: 1, clientId: "a", tabId: "b" })).toMatchObject({
      code: "FORBIDDEN",
    });
    expect(reports.filter(({ kind }) => kind === "audit").map(({ during, code }) => `${during} ${code}`)).toEqual([
      "connect /admin OK",
      "lobby:support-watch FORBIDDEN",
      "lobby:support-watch OK",
    ]);
  });

  test("a token older than allowed opens it no more, a fresh one does; another's token never", async () => {
    const { raw, url, token } = await aSchool({ admin: { maxTokenAgeMs: 300_000 } });
    expect((await raw("lan", ["agent"], () => Date.now() - 301_000)).refusal).toMatchObject({
      code: "UNAUTHENTICATED",
    });
    expect((await raw("lan", ["agent"])).refusal).toBeNull();

    const main = connect(url, { transports: ["websocket"], forceNew: true, auth: { token: await token("binh", []) } });
    onTestFinished(() => void main.disconnect());
    await new Promise<void>((resolve) => main.once("connect", () => resolve()));
    const admin = main.io.socket("/admin", { auth: { token: await token("lan", ["admin"]) } });
    const error = await new Promise<{ data?: unknown }>((resolve) => admin.once("connect_error", resolve));
    expect(error.data).toMatchObject({ code: "FORBIDDEN" });
  });

  test("there is none unless the server is told to open it", async () => {
    const { raw } = await aSchool({ admin: undefined as never });
    const lan = await raw("lan", ["agent"]);
    expect(lan.refusal).not.toBeNull();
    expect(await lan.ask(lan.main, "lobby:support-watch")).toMatchObject({ ok: true });
  });
});
