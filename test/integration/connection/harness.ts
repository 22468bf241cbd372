import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server, type ServerOptions, type Socket as ServerSocket } from "socket.io";
import { onTestFinished } from "vitest";
import { createBrowserEnvironment } from "../../../src/client/browserEnvironment.js";
import { createConnection } from "../../../src/client/connection/connection.js";
import type { ConnectionOptions } from "../../../src/client/connection/connectionTypes.js";
import { createSocketIoTransport } from "../../../src/client/connection/socketIoTransport.js";
import type { Environment, Signal } from "../../../src/client/environment.js";
import type { Report } from "../../../src/client/settings.js";
import { defaultTimings } from "../../../src/client/timings.js";
import { native } from "../../../src/protocols/native/native.js";

/** A real Socket.IO server on a free port that answers hello and head checks, until the test is over. */
export async function startServer(options: Partial<ServerOptions> = {}, port = 0) {
  const http = createServer();
  const io = new Server(http, options);
  const sockets: ServerSocket[] = [];
  io.on("connection", (socket) => {
    sockets.push(socket);
    socket.on("lobby:hello", (_: unknown, reply: (answer: unknown) => void) =>
      reply({
        ok: true,
        proto: 1,
        userId: "an",
        features: [],
        limits: { maxBytes: 65_536, messageLength: 4_000, rate: { perSecond: 10, burst: 20 } },
        serverTime: 0,
        epoch: "e1",
      }),
    );
    socket.on("lobby:heads", (_: unknown, reply: (answer: unknown) => void) => reply({ ok: true, heads: [] }));
  });
  await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
  const close = () => new Promise<void>((resolve) => void io.close(() => resolve()));
  onTestFinished(close);
  const address = http.address() as AddressInfo;
  return { io, sockets, port: address.port, url: `http://127.0.0.1:${address.port}`, close };
}

/** Comes back soon, and gives nothing up: on a slow machine an answer may take long. */
export const timings = {
  ...defaultTimings,
  retryMinMs: 20,
  retryMaxMs: 100,
  lingerMs: 20,
  ackTimeoutMs: 60_000,
  helloTimeoutMs: 60_000,
};

/** A connection over the real transport, with the real clock and signals by hand, until the test is over. */
export function startClient(url: string, overrides: Partial<ConnectionOptions> = {}) {
  const listeners = new Set<(signal: Signal) => void>();
  const environment: Environment = {
    ...createBrowserEnvironment(),
    onSignal: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const reports: Report[] = [];
  const events: [string, unknown, string | undefined][] = [];
  const waiting = new Set<() => void>();
  const connection = createConnection({
    url,
    apiUrl: `${url}/api/lobby`,
    protocol: native,
    user: { id: "an" },
    auth: "token-1",
    environment,
    timings,
    transport: createSocketIoTransport,
    report: (report) => reports.push(report),
    onState: () => {
      for (const check of [...waiting]) check();
    },
    onEvent: (event, payload, namespace) => {
      events.push([event, payload, namespace]);
      for (const check of [...waiting]) check();
    },
    onOpenSession: async () => {},
    onDown: () => {},
    ...overrides,
  });
  onTestFinished(() => connection.destroy());
  return {
    connection,
    reports,
    events,
    signal: (signal: Signal) => {
      for (const listener of [...listeners]) listener(signal);
    },
    /** Resolves as soon as it is so; looked at after every state and event. */
    until: (so: () => boolean) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (!so()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}
