import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Redis, type RedisOptions } from "ioredis";
import { onTestFinished } from "vitest";

/** How a client of a test's behaves. */
export type ClientOptions = Pick<RedisOptions, "retryStrategy" | "autoResubscribe" | "maxRetriesPerRequest">;

/** A Redis of a test's own, in a process of its own. */
export interface RedisServer {
  /** Where it listens: a Unix socket, so that no port is taken. */
  readonly path: string;
  /** A client that is closed when the test ends. */
  client(options?: ClientOptions): Redis;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again at the same place, empty. */
  start(): Promise<void>;
  /** Stops it in the midst of whatever it does, connections open, until {@link RedisServer.thaw}. */
  freeze(): void;
  thaw(): void;
}

/**
 * Starts a real Redis that ends with the test.
 *
 * @param command `LOBBYKIT_REDIS_SERVER`, or `redis-server` of the PATH
 * @throws Error that says how to install it where there is none: tests that need it don't pass without it
 */
export async function redisServer(command = process.env.LOBBYKIT_REDIS_SERVER ?? "redis-server"): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "lobby-redis-"));
  const path = join(folder, "redis.sock");
  const clients: Redis[] = [];
  let child: ChildProcess | null = null;

  const start = async () => {
    child = spawn(command, ["--port", "0", "--unixsocket", path, "--save", "", "--appendonly", "no", "--dir", folder], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await begun(child, command);
  };
  const kill = async () => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    running.kill("SIGKILL");
    await once(running, "exit");
  };
  onTestFinished(async () => {
    for (const client of clients) client.disconnect();
    await kill();
    rmSync(folder, { recursive: true, force: true });
  });
  await start();
  return {
    path,
    client: (options: ClientOptions = {}) => {
      const client = new Redis(path, options);
      clients.push(client);
      return client;
    },
    kill,
    start,
    freeze: () => void child?.kill("SIGSTOP"),
    thaw: () => void child?.kill("SIGCONT"),
  };
}

async function begun(child: ChildProcess, command: string): Promise<void> {
  const failed = once(child, "error").then(([error]) => {
    throw missing(command, error);
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${command} ended with ${code} before it was ready.`);
  });
  const ready = (async () => {
    if (child.stdout === null) return;
    for await (const line of createInterface(child.stdout)) if (/Ready to accept connections/i.test(line)) return;
    // Its end is told by the others.
    await new Promise(() => {});
  })();
  // Only the first counts; what the others come to later is of no interest.
  for (const other of [failed, ended]) other.catch(() => {});
  await Promise.race([ready, failed, ended]);
  child.stdout?.resume();
}

function missing(command: string, cause: unknown): Error {
  return new Error(
    `${command} could not be started. This test needs a real Redis: apt-get install redis-server (Debian, Ubuntu), brew install redis (macOS), ` +
      "or name one by LOBBYKIT_REDIS_SERVER=/path/to/redis-server.",
    { cause },
  );
}
