import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { idOf } from "./people.js";

/** A demo of a test's own, to be stopped and killed at will. */
export interface DemoServer {
  readonly url: string;
  /** Nothing to do where it runs. */
  start(): Promise<void>;
  /** Ends it in good order: it says goodbye. */
  stop(): Promise<void>;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
}

/**
 * @param port a free one; every start listens there again, on the same database
 * @param mode `production` takes the build that is there
 */
export function demoServer(
  port: number,
  database: string,
  mode: "production" | "development" = "production",
): DemoServer {
  const url = `http://localhost:${port}`;
  const cwd = fileURLToPath(new URL("../../../demo", import.meta.url));
  let child: ChildProcess | null = null;
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null) return;
    const gone = once(ending, "exit");
    ending.kill(signal);
    await gone;
  };
  return {
    url,
    start: async () => {
      if (child !== null && child.exitCode === null && child.signalCode === null) return;
      // What was compiled of other sources makes `next dev` reload its pages again and again.
      if (mode === "development") rmSync(join(cwd, ".next/dev"), { recursive: true, force: true });
      child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), "server.ts"], {
        cwd,
        stdio: ["ignore", "ignore", "inherit"],
        env: {
          ...process.env,
          PORT: String(port),
          LOBBY_DB: database,
          NODE_ENV: mode,
          NEXT_TELEMETRY_DISABLED: "1",
        },
      });
      // However long it takes: the test itself has an end.
      for (;;) {
        if (child.exitCode !== null) throw new Error(`The demo ended with ${child.exitCode}.`);
        const answer = await fetch(`${url}/api/stats`).catch(() => null);
        if (answer?.ok) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

/**
 * How many sockets a demo holds of somebody.
 *
 * @param url of the demo
 */
export async function connectionsOf(url: string, name: string): Promise<number> {
  const { users } = (await (await fetch(`${url}/api/stats`)).json()) as { users: Record<string, number> };
  return users[idOf(name)] ?? 0;
}
