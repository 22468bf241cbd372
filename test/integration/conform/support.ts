import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { conform } from "../../../src/cli/conform.js";
import type { ConformReport, ConformStatus } from "../../../src/cli/report.js";
import { run } from "../../../src/cli/run.js";
import type { ConformOptions } from "../../../src/cli/trial.js";
import { signToken } from "../../../src/server/auth/jwt.js";
import { createLobbyServer, type LobbyServerSettings } from "../../../src/server/socket-io/createLobbyServer.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";

export const secret = "a secret of more than thirty-two bytes, for tests";

/** A token of the native server's. */
export const tokenOf = (sub: string, ...roles: string[]) =>
  signToken({ sub, roles }, { secret, expiresInSeconds: 600 });

/** Listens on a free port of this machine. */
export async function listen(http: HttpServer): Promise<string> {
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** lobbykit's own server, with something of everything. */
export async function startNative(settings: Partial<LobbyServerSettings> = {}) {
  const http = createServer((request, response) => {
    if (!lobby.nodeHandler(request, response)) response.writeHead(404).end();
  });
  const { store = memoryStore() } = settings;
  const lobby = createLobbyServer({
    httpServer: http,
    jwt: { secret },
    store,
    gifts: { catalogue: [{ id: "rose", name: "Rose", price: 10, animation: "hearts" }], startingBalance: 100 },
    onReport: () => {},
    ...settings,
  });
  const url = await listen(http);
  return {
    url,
    lobby,
    store,
    stop: async () => {
      await lobby.close({ drainMs: 0 });
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** An account as the options take it. */
export const account = (id: string, token: string | null) => ({ user: { id, name: `Name of ${id}` }, token });

/** The names of the checks that came to this. */
export function named(report: ConformReport, status: ConformStatus): string[] {
  return report.checks.filter((check) => check.status === status).map(({ id }) => id);
}

/** The checks that failed, each with its words, so that a test says why. */
export function failuresOf(report: ConformReport): string[] {
  return report.checks.flatMap(({ id, status, detail }) => (status === "failed" ? [`${id}: ${detail}`] : []));
}

/** What the check came to, in its own words. */
export function detailOf(report: ConformReport, id: string): string | undefined {
  return report.checks.find((check) => check.id === id)?.detail;
}

/** Runs it with short waits, for what is expected not to come. They are counted in turns of this process, in which the servers are too: a busy machine shortens none. */
export const tried = (options: ConformOptions) => conform({ timeoutMs: 2_000, ...options });

/**
 * Begins all of these at once, before the first test, so that what they wait for is waited for side by side. Answers what one of them came to.
 *
 * @throws what that one has thrown
 */
export function sideBySide<R>(runs: Readonly<Record<string, () => Promise<R>>>): (name: string) => Promise<R> {
  const begun = new Map<string, Promise<R>>();
  beforeAll(() => {
    for (const [name, run] of Object.entries(runs)) {
      const running = run();
      // Its own test is told.
      running.catch(() => {});
      begun.set(name, running);
    }
  });
  afterAll(() => Promise.allSettled(begun.values()));
  return (name) => begun.get(name) as Promise<R>;
}

/** Runs the command in this process. */
export async function command(...argv: string[]) {
  let [out, err] = ["", ""];
  const status = await run({
    argv,
    env: {},
    terminal: false,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { status, out, err };
}
