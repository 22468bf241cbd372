import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { selectMessages } from "../../../src/client/chat/selectors.js";
import { createLobby } from "../../../src/client/createLobby.js";
import type { Lobby, LobbyOptions } from "../../../src/client/lobby.js";
import type { LobbyRootState } from "../../../src/client/lobbyState.js";
import type { Report } from "../../../src/client/settings.js";
import { signToken } from "../../../src/server/auth/jwt.js";
import type { Clock } from "../../../src/server/clock.js";
import type { LiveOptions } from "../../../src/server/core/live/liveOptions.js";
import { createLobbyServer, type LobbyServer } from "../../../src/server/socket-io/createLobbyServer.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import type { LobbyStore } from "../../../src/server/store/store.js";
import { whenSo } from "../../support/patience.js";
import { createTcpProxy, type TcpProxy } from "../../support/tcpProxy.js";
import { quickTimings } from "../protocols/support/presetWorld.js";

export const direct = "direct:an:binh";
export const secret = "a secret of more than thirty-two bytes, for tests";

/**
 * Everything short, so that a fault and its healing take moments; the mechanisms are the same. For tests in which something has to be given up: to others a slow
 * machine would look like a fault.
 */
export const shortTimings = {
  ackTimeoutMs: 400,
  helloTimeoutMs: 400,
  retryMinMs: 40,
  retryMaxMs: 150,
  headCheckMs: 1_000,
  lingerMs: 50,
};
const plenty = { perSecond: 1e6, burst: 1e6 };

/** A person: a lobby behind a network of his own. */
export interface Person {
  readonly lobby: Lobby;
  readonly proxy: TcpProxy;
  readonly reports: Report[];
  say(text: string, conversation?: string): string;
  texts(conversation?: string): (string | undefined)[];
  /** Resolves when it is so, looked at after each action. */
  until(what: string, holds: (state: LobbyRootState) => boolean): Promise<void>;
}

/**
 * A real server, which may be restarted on its port with the same store, and people who reach it through proxies.
 *
 * @param options.pingMs how long a dead line may go unnoticed; longer than any test unless told otherwise
 */
export async function createRealWorld(
  options: { store?: LobbyStore; pingMs?: number; live?: LiveOptions; clock?: Clock } = {},
) {
  const store = options.store ?? memoryStore({ epoch: "epoch-1" });
  const pingMs = options.pingMs ?? 300_000;
  let running: { http: HttpServer; lobby: LobbyServer; io: Server } | null = null;
  let port = 0;
  const persons: Person[] = [];

  const start = async () => {
    const http = createServer((req, res) => {
      if (!lobby.nodeHandler(req, res)) res.writeHead(404).end();
    });
    const io = new Server(http, {
      transports: ["websocket"],
      pingInterval: pingMs,
      pingTimeout: pingMs,
      maxHttpBufferSize: 65_536,
    });
    const lobby = createLobbyServer({
      io,
      jwt: { secret },
      store,
      limits: { events: plenty, sends: plenty, connects: plenty, joins: plenty, http: plenty, typing: plenty },
      onReport: () => {},
      ...(options.live === undefined ? {} : { live: options.live }),
      ...(options.clock === undefined ? {} : { clock: options.clock }),
    });
    await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
    port = (http.address() as AddressInfo).port;
    running = { http, lobby, io };
  };
  /** As a process that is killed: nothing in flight is finished, nobody is told. */
  const crash = async () => {
    const was = running;
    running = null;
    if (was === null) return;
    for (const { proxy } of persons) proxy.cut("rst");
    was.io.disconnectSockets(true);
    was.http.closeAllConnections();
    await new Promise<void>((resolve) => void was.io.close(() => resolve()));
  };
  await start();

  return {
    store,
    start,
    crash,
    get lobbyServer() {
      if (running === null) throw new Error("the server is down");
      return running.lobby;
    },
    async person(userId: string, more: Partial<LobbyOptions> = {}): Promise<Person> {
      const proxy = await createTcpProxy(port);
      const reports: Report[] = [];
      const lobby = createLobby({
        url: proxy.url,
        user: { id: userId, name: userId.toUpperCase() },
        auth: () => signToken({ sub: userId }, { secret, expiresInSeconds: 600 }),
        timings: { ...quickTimings, headCheckMs: 1_000 },
        onReport: (report) => reports.push(report),
        ...more,
      });
      const person: Person = {
        lobby,
        proxy,
        reports,
        say: (text, conversation = direct) => lobby.sendMessage(conversation, { kind: "text", text }),
        texts: (conversation = direct) =>
          selectMessages(lobby.store.getState(), conversation).map(({ body }) => body.text),
        until: (what, holds) =>
          whenSo(
            () => holds(lobby.store.getState()),
            lobby.store.subscribe,
            () => `${userId} waited in vain until ${what}: ${JSON.stringify(person.texts())}`,
          ),
      };
      persons.push(person);
      return person;
    },
    async close() {
      for (const { lobby, proxy } of persons) {
        lobby.disconnect();
        await proxy.close();
      }
      await crash();
      await store.close();
    },
  };
}
export type RealWorld = Awaited<ReturnType<typeof createRealWorld>>;

export const isLive = (state: LobbyRootState) => state.lobby.connection.status === "live";

/** Connects, opens and waits until all is there. */
export async function arrive(person: Person, conversation = direct): Promise<void> {
  person.lobby.retain();
  person.lobby.openConversation(conversation);
  await person.until("live", isLive);
  await person.until("ready", (state) => state.lobby.chat.conversations[conversation]?.status === "ready");
}
