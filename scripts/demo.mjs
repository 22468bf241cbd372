// @ts-check
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { buildOnce } from "./build.mjs";
import { addTo } from "./digest.mjs";
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
  addTo(hash, folder, (path) => !generated.has(path.split("/")[0] ?? ""));
  addTo(hash, installed);
  return hash.digest("hex");
}

/**
 * Builds the package and installs its tarball in the demo, which so uses it as any app would: through `exports`, with
 * nothing but the published files. Peers come from the repository's node_modules.
 */
export async function installPackage() {
  await buildOnce();
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
 * @param {{ dev?: boolean, port?: number }} [options] `port` is the first one tried
 * @returns {Promise<number>} the server's exit code
 */
export async function runDemo({ dev = false, port = Number(process.env.PORT ?? 3000) } = {}) {
  await installPackage();
  if (!dev) await buildDemo();
  const chosen = await freePort(port);
  if (port !== 0 && chosen !== port) console.log(`Port ${port} is taken.`);
  console.log(`The demo will be at http://localhost:${chosen}`);
  const server = startServer({ PORT: String(chosen), NODE_ENV: dev ? "development" : "production" });
  process.on("SIGINT", server.stop).on("SIGTERM", server.stop);
  return server.exitCode;
}

/**
 * Builds the demo once and runs its production build on each of the ports, each server with a database of its own, until they are stopped; one that ends takes the others
 * with it.
 *
 * @param {{ ports: readonly number[], folder: string }} options `folder` is an empty one for the databases
 * @returns {Promise<number>} the exit code of the first that ended
 */
export async function runDemos({ ports, folder }) {
  await installPackage();
  await buildDemo();
  const servers = ports.map((port) =>
    startServer({ PORT: String(port), NODE_ENV: "production", LOBBY_DB: join(folder, String(port), "lobby.db") }),
  );
  const stopAll = (/** @type {NodeJS.Signals} */ signal) => {
    for (const { stop } of servers) stop(signal);
  };
  process.on("SIGINT", stopAll).on("SIGTERM", stopAll);
  const ends = servers.map(({ exitCode }) => exitCode);
  let isOver = false;
  const ended = Promise.race(ends).finally(() => {
    isOver = true;
  });
  for (const port of ports) while (!isOver && !(await answers(port))) await delay(100);
  if (!isOver) console.log(demosAreOpen);
  const code = await ended;
  stopAll("SIGTERM");
  await Promise.all(ends);
  return code;
}

const demosAreOpen = "All demos are open.";

/** @param {Record<string, string>} env */
function startServer(env) {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), "server.ts"], {
    cwd: demo,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...environment, ...env },
  });
  /** @type {Promise<number>} */
  const exitCode = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1)));
  });
  return { exitCode, stop: (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal) };
}

/**
 * Whether a demo is open on this port of this machine.
 *
 * @param {number} port
 * @returns {Promise<boolean>}
 */
async function answers(port) {
  const answer = await fetch(`http://localhost:${port}/api/stats`).catch(() => null);
  return answer?.ok === true;
}

/**
 * Playwright's `webServer` for the production build of the demo, on every port given.
 *
 * @param {{ ports: readonly number[], folder: string }} options `folder` is an empty one for the databases
 */
export function demoWebServer({ ports, folder }) {
  return {
    command: `node scripts/demo.mjs --ports ${ports.join()} --folder "${folder}"`,
    cwd: fromRoot(),
    wait: { stdout: new RegExp(demosAreOpen) },
    stdout: /** @type {const} */ ("pipe"),
    // Includes the package's build, packing, and `next build`.
    timeout: 900_000,
    gracefulShutdown: { signal: /** @type {const} */ ("SIGTERM"), timeout: 10_000 },
    env: { NEXT_TELEMETRY_DISABLED: "1" },
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { dev, ports, folder } = parseArgs({
      options: { dev: { type: "boolean" }, ports: { type: "string" }, folder: { type: "string" } },
    }).values;
    process.exitCode =
      ports === undefined
        ? await runDemo({ dev: dev === true })
        : await runDemos({ ports: ports.split(",").map(Number), folder: folder ?? "data" });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
