import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A demo of a test's own, to be stopped and killed at will. */
export interface DemoServer {
  readonly url: string;
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
      child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), "server.ts"], {
        cwd: fileURLToPath(new URL("../../../demo", import.meta.url)),
        stdio: ["ignore", "ignore", "inherit"],
        env: {
          ...process.env,
          PORT: String(port),
          LOBBY_DB: database,
          NODE_ENV: mode,
          NEXT_TELEMETRY_DISABLED: "1",
        },
      });
      for (let tries = 0; tries < 300; tries++) {
        if (child.exitCode !== null) throw new Error(`The demo ended with ${child.exitCode}.`);
        const answer = await fetch(`${url}/api/stats`).catch(() => null);
        if (answer?.ok) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error("The demo did not start within 30 s.");
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}
