// @ts-check
import { spawnSync } from "node:child_process";
import { accessSync, constants, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * @typedef {"environment" | "playwright" | "system" | "debian" | "download" | "npm"} ChromiumSource
 * @typedef {{ executablePath: string, args: string[], env: Record<string, string>, source: ChromiumSource }} FoundChromium
 * @typedef {{ source: ChromiumSource, why: string, find: () => string | null | Promise<string | null> }} Candidate
 * @typedef {{
 *   env: Record<string, string | undefined>,
 *   platform: NodeJS.Platform,
 *   arch: string,
 *   isRoot: boolean,
 *   exists: (path: string) => boolean,
 *   which: (name: string) => string | null,
 *   playwrightPath: () => string | null,
 *   run: (command: string, args: string[], timeoutMs: number) => boolean,
 *   unpackFromNpm: () => Promise<string | null>,
 * }} Machine
 */

/**
 * Launch arguments for every browser started here. The browser must reach nothing but this machine, so that a test
 * that needs the network fails at once instead of hanging or passing by luck.
 */
export const chromiumArgs = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

/**
 * Where an installed browser may be on one platform, apart from what is on the PATH.
 *
 * @param {Pick<Machine, "platform" | "env">} machine
 * @returns {string[]}
 */
export function systemPaths({ platform, env }) {
  if (platform === "darwin") {
    const bundles = [
      "Chromium.app/Contents/MacOS/Chromium",
      "Google Chrome.app/Contents/MacOS/Google Chrome",
      "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];
    const folders = ["/Applications", ...(env.HOME ? [join(env.HOME, "Applications")] : [])];
    return folders.flatMap((folder) => bundles.map((bundle) => `${folder}/${bundle}`));
  }
  if (platform === "win32") {
    return [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
        `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
      ]);
  }
  return systemNames.map((name) => `/usr/bin/${name}`);
}

/**
 * The ways to a browser in the order they are tried: what is installed costs nothing and comes first, what must be
 * fetched comes last, and of that the distribution's package before the larger downloads.
 *
 * @param {Machine} machine
 * @returns {Candidate[]}
 */
export function candidates(machine) {
  const { env, platform, arch, isRoot, exists, which, run } = machine;
  const system = () => systemNames.map(which).find(Boolean) ?? systemPaths(machine).find(exists) ?? null;
  const playwright = () => {
    const path = machine.playwrightPath();
    return path !== null && exists(path) ? path : null;
  };
  /** @type {Candidate[]} */
  const list = [
    { source: "playwright", why: "Playwright's own browser is not installed", find: playwright },
    { source: "system", why: "no Chromium, Chrome or Edge is installed", find: system },
  ];
  if (platform === "linux" && isRoot && which("apt-get") !== null) {
    list.push({
      source: "debian",
      why: "`apt-get install chromium` did not succeed",
      find: () => (run("apt-get", ["update"], 120_000) && installDebian(run) ? system() : null),
    });
  }
  if (env.PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD === undefined) {
    list.push({
      source: "download",
      why: "`npx playwright install chromium` did not succeed",
      find: () => (run("npx", ["--no-install", "playwright", "install", "chromium"], 180_000) ? playwright() : null),
    });
  }
  if (platform === "linux" && arch === "x64") {
    list.push({
      source: "npm",
      why: "the browser inside @sparticuz/chromium could not be unpacked",
      find: machine.unpackFromNpm,
    });
  }
  return list;
}

/** @param {Machine["run"]} run */
function installDebian(run) {
  return run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"], 300_000);
}

/**
 * Chooses a browser for the machine given. `LOBBYKIT_CHROMIUM`, when set, is the only one considered: a wrong path
 * there is a mistake to report, not a hint to pass over.
 *
 * @param {Machine} machine
 * @returns {Promise<{ executablePath: string, source: ChromiumSource }>} rejects with a sentence on what to do
 */
export async function chooseChromium(machine) {
  const named = machine.env.LOBBYKIT_CHROMIUM;
  if (named) {
    if (machine.exists(named)) return { executablePath: named, source: "environment" };
    throw new Error(`LOBBYKIT_CHROMIUM names ${named}, which cannot be executed. Correct it, or unset it to search.`);
  }
  const reasons = [];
  for (const { source, why, find } of candidates(machine)) {
    const executablePath = await find();
    if (executablePath !== null) return { executablePath, source };
    reasons.push(why);
  }
  throw new Error(
    `No Chromium to run the browser tests in: ${reasons.join("; ")}. ` +
      "Install Chromium or Chrome, run `npx playwright install chromium`, or set LOBBYKIT_CHROMIUM to an executable.",
  );
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string | null} */
function playwrightPath() {
  try {
    const { chromium } = createRequire(import.meta.url)("playwright");
    return chromium.executablePath();
  } catch {
    return null;
  }
}

/**
 * Unpacks the browser that npm delivers. The package decides by AWS_EXECUTION_ENV whether to unpack its shared
 * libraries too, and puts their folder on LD_LIBRARY_PATH; its own launch arguments are not used, because
 * `--single-process` among them kills the browser after the first page.
 */
export async function unpackFromNpm() {
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs22.x";
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    const path = await packed.executablePath();
    // Its own settings look for the fonts in /tmp only. Without a font every line of text is 0 px high.
    const settings = join(tmpdir(), "fonts", "lobbykit.conf");
    writeFileSync(settings, `<fontconfig><dir>${join(tmpdir(), "fonts")}</dir></fontconfig>\n`);
    process.env.FONTCONFIG_FILE ??= settings;
    return path;
  } catch {
    return null;
  }
}

/** @returns {Machine} */
function thisMachine() {
  const folders = (process.env.PATH ?? "").split(process.platform === "win32" ? ";" : ":").filter(Boolean);
  return {
    env: { HOME: homedir(), ...process.env },
    platform: process.platform,
    arch: process.arch,
    isRoot: process.getuid?.() === 0,
    exists: isExecutable,
    which: (name) => folders.map((folder) => join(folder, name)).find(isExecutable) ?? null,
    playwrightPath,
    run: (command, args, timeout) => {
      // Standard output belongs to whoever reads the path from it, so what these commands say goes to standard error.
      console.error(`lobbykit: ${command} ${args.join(" ")}`);
      const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
      return spawnSync(command, args, { stdio: ["ignore", 2, 2], timeout, env }).status === 0;
    },
    unpackFromNpm,
  };
}

/** @type {Promise<FoundChromium> | undefined} */
let found;

/**
 * Finds a Chromium, installing one where that is possible without asking. The result is kept for the process.
 *
 * `env` is what the browser's process needs beyond the surrounding environment (library paths of an unpacked one).
 *
 * @returns {Promise<FoundChromium>} rejects with a sentence on what to do when there is none
 */
export function findChromium() {
  found ??= chooseChromium(thisMachine()).then(({ executablePath, source }) => {
    /** @type {Record<string, string>} */
    const env = {};
    for (const name of ["LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE"]) {
      const value = process.env[name];
      if (value !== undefined) env[name] = value;
    }
    return { executablePath, source, args: [...chromiumArgs], env };
  });
  return found;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { executablePath, source } = await findChromium();
    console.log(`${executablePath} (${source})`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
