import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io as connect, type Socket } from "socket.io-client";
import { onTestFinished } from "vitest";
import { nativeByeName, nativeEventsName } from "../../../../src/protocols/native/envelope.js";
import type { NativeInput } from "../../../../src/protocols/native/inputs.js";
import type { NativeCommand, NativeEvent } from "../../../../src/protocols/native/wire.js";
import { nativeCommands } from "../../../../src/protocols/native/wire.js";
import type { Authenticate } from "../../../../src/server/auth/authenticate.js";
import { type JwtOptions, signToken } from "../../../../src/server/auth/jwt.js";
import type { ServerReport } from "../../../../src/server/report.js";
import {
  createLobbyServer,
  type LobbyServer,
  type LobbyServerOptions,
  type LobbyServerSettings,
} from "../../../../src/server/socket-io/createLobbyServer.js";
import { memoryStore } from "../../../../src/server/store/memoryStore.js";
import { patienceMs } from "../../../support/patience.js";

export const secret = "a secret of more than thirty-two bytes, for tests";

type Answer = { ok: boolean; code?: string } & Record<string, unknown>;

/** A raw client: what it got, and what it can send. */
export interface LiveClient {
  readonly socket: Socket;
  readonly packets: NativeEvent[][];
  readonly byes: { code: string; retryAfterMs?: number }[];
  do<N extends NativeCommand>(name: N, input: NativeInput<N>): Promise<Answer>;
  raw(event: string, ...args: unknown[]): Promise<Answer>;
  heard<T extends NativeEvent["type"]>(type: T): Extract<NativeEvent, { type: T }>[];
  /** Resolves when the condition holds, looked at after every packet. */
  until(condition: () => boolean): Promise<void>;
}

export interface LiveServer {
  readonly lobby: LobbyServer;
  readonly url: string;
  readonly port: number;
  readonly reports: ServerReport[];
  token(sub: string, expiresInSeconds?: number): Promise<string>;
  client(sub: string): Promise<LiveClient>;
  /** Connects with any handshake; resolves with the refusal or null. */
  attempt(options: Parameters<typeof connect>[1]): Promise<{ message: string; data: unknown } | null>;
}

/** A real server on a free port, closed when the test ends. */
export async function liveServer(
  given: Partial<LobbyServerSettings> & { jwt?: JwtOptions; authenticate?: Authenticate } = {},
): Promise<LiveServer> {
  const httpServer = createServer((req, res) => {
    if (lobby.nodeHandler(req, res)) return;
    res.statusCode = 418;
    res.end("the app's own");
  });
  const reports: ServerReport[] = [];
  const lobby = createLobbyServer({
    store: memoryStore({ epoch: "epoch-1" }),
    jwt: { secret },
    onReport: (report) => reports.push(report),
    ...given,
    httpServer,
  } as LobbyServerOptions);
  await new Promise<void>((resolve) => httpServer.listen(0, "127.0.0.1", resolve));
  const { port } = httpServer.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const clients: Socket[] = [];
  onTestFinished(async () => {
    for (const socket of clients) socket.disconnect();
    await lobby.close({ drainMs: 0 });
    httpServer.closeAllConnections();
    await new Promise((resolve) => httpServer.close(resolve));
  });

  const token = (sub: string, expiresInSeconds = 600) =>
    signToken(
      { sub, name: sub.toUpperCase() },
      // By the server's clock, where the test has given it one.
      { secret, expiresInSeconds, ...(given.clock ? { now: given.clock.now } : {}) },
    );
  const open = (options: Parameters<typeof connect>[1]) => {
    const socket = connect(url, { transports: ["websocket"], reconnection: false, forceNew: true, ...options });
    clients.push(socket);
    return socket;
  };
  const settled = (socket: Socket) =>
    new Promise<{ message: string; data: unknown } | null>((resolve) => {
      socket.once("connect", () => resolve(null));
      socket.once("connect_error", (error: Error & { data?: unknown }) =>
        resolve({ message: error.message, data: error.data }),
      );
    });

  const client = async (sub: string): Promise<LiveClient> => {
    const socket = open({ auth: { token: await token(sub) } });
    const packets: NativeEvent[][] = [];
    const byes: { code: string; retryAfterMs?: number }[] = [];
    const watchers = new Set<() => void>();
    const look = () => {
      for (const watcher of watchers) watcher();
    };
    socket.on(nativeEventsName, (events: NativeEvent[]) => {
      packets.push(events);
      look();
    });
    socket.on(nativeByeName, (bye: { code: string }) => {
      byes.push(bye);
      look();
    });
    socket.on("disconnect", look);
    const refusal = await settled(socket);
    if (refusal !== null) throw Object.assign(new Error(`refused: ${refusal.message}`), refusal);
    const raw = (event: string, ...args: unknown[]) =>
      socket.timeout(patienceMs).emitWithAck(event, ...args) as Promise<Answer>;
    return {
      socket,
      packets,
      byes,
      raw,
      do: (name, input) => raw(nativeCommands[name], input),
      heard: (type) => packets.flat().filter((event) => event.type === type) as never,
      until: (condition) =>
        new Promise((resolve) => {
          const watcher = () => {
            if (!condition()) return;
            watchers.delete(watcher);
            resolve();
          };
          watchers.add(watcher);
          watcher();
        }),
    };
  };
  return {
    lobby,
    url,
    port,
    reports,
    token,
    client,
    attempt: async (options) => settled(open(options)),
  };
}
