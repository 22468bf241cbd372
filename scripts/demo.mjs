// @ts-check
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { pack, unpack } from "./pack.mjs";
import { freePort } from "./ports.mjs";
import { fromRoot, runNode, tool } from "./run.mjs";

const demo = fromRoot("demo");
const environment = { NEXT_TELEMETRY_DISABLED: "1" };

/** What in demo/ is not an input of its build. */
const generated = new Set(["node_modules", ".next", "data", "next-env.d.ts"]);

/**
 * A digest of everything `next build` reads: the installed package and the demo's own files, by path and content.
 *
 * @param {string} folder
 * @param {string} installed the package's folder
 * @returns {string}
 */
export function inputsDigest(folder, installed) {
  const hash = createHash("sha256");
  const add = (/** @type {string} */ base, /** @type {(name: string) => boolean} */ skip) => {
    const entries = readdirSync(base, { withFileTypes: true, recursive: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(base.length + 1)
          .replaceAll("\\", "/"),
      )
      .filter((path) => !skip(path.split("/")[0] ?? ""))
      .sort();
    for (const path of paths)
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(base, path)))
        .update("\0");
  };
  add(folder, (first) => generated.has(first));
  add(installed, () => false);
  return hash.digest("hex");
}

/**
 * Builds the package and installs its tarball in the demo, which so uses it as any app would: through `exports`, with
 * nothing but the published files. Peers come from the repository's node_modules.
 */
export async function installPackage() {
  await build();
  const folder = mkdtempSync(join(tmpdir(), "lobbykit-pack-"));
  try {
    unpack(pack(folder).path, join(demo, "node_modules/lobbykit"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds the demo for production, unless what was built last came from the same inputs. */
export async function buildDemo() {
  const stamp = join(demo, ".next/lobbykit-inputs");
  const digest = inputsDigest(demo, join(demo, "node_modules/lobbykit"));
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  rmSync(stamp, { force: true });
  await runNode(tool("next/dist/bin/next"), ["build"], { cwd: demo, env: { ...environment, NODE_ENV: "production" } });
  mkdirSync(join(demo, ".next"), { recursive: true });
  // `next build` writes next-env.d.ts and may amend tsconfig.json; the digest is of what is there now.
  writeFileSync(stamp, inputsDigest(demo, join(demo, "node_modules/lobbykit")));
}

/**
 * Builds what is needed and runs the demo's server until it is stopped.
 *
 * The server reads PORT and NODE_ENV, and whatever else is in the environment (LOBBY_DB: its database file).
 *
 * @param {{ dev?: boolean, port?: number, env?: Record<string, string> }} [options] `port` is the first one tried
 * @returns {Promise<number>} the server's exit code
 */
export async function runDemo({ dev = false, port = Number(process.env.PORT ?? 3000), env = {} } = {}) {
  await installPackage();
  if (!dev) await buildDemo();
  const chosen = await freePort(port);
  if (port !== 0 && chosen !== port) console.log(`Port ${port} is taken.`);
  console.log(`The demo will be at http://localhost:${chosen}`);
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), "server.ts"], {
    cwd: demo,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      ...environment,
      ...env,
      PORT: String(chosen),
      NODE_ENV: dev ? "development" : "production",
    },
  });
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1)));
  });
}

/**
 * Playwright's `webServer` for the production build of the demo: on the port given, with a database of its own.
 *
 * @param {{ port: number, database: string }} options
 */
export function demoWebServer({ port, database }) {
  return {
    command: "node scripts/demo.mjs",
    cwd: fromRoot(),
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
    stdout: /** @type {const} */ ("pipe"),
    // Includes the package's build, packing, and `next build`.
    timeout: 300_000,
    gracefulShutdown: { signal: /** @type {const} */ ("SIGTERM"), timeout: 10_000 },
    env: { PORT: String(port), LOBBY_DB: database, NEXT_TELEMETRY_DISABLED: "1" },
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.exitCode = await runDemo({ dev: process.argv.includes("--dev") });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
