import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/chromium.mjs";
import { demoWebServer } from "./scripts/demo.mjs";
import { freePort } from "./scripts/ports.mjs";
import { presetPagesWebServer } from "./scripts/presetPages.mjs";

/** Whether the run concerns the project named: `--project` is absent or names it. What a run does not concern is not built for it. */
function wanted(project: string, args = process.argv.slice(2)): boolean {
  const at = args.findIndex((arg) => arg === "--project" || arg.startsWith("--project="));
  if (at === -1) return true;
  // It takes names up to the next flag.
  const end = args.findIndex((arg, index) => index > at && arg.startsWith("-"));
  return args.slice(at, end === -1 ? undefined : end).some((arg) => arg.replace("--project=", "") === project);
}

const workers = 2;

// Playwright reads this file again in each worker process: the first reading decides, the others find it here.
process.env.LOBBYKIT_E2E_PORTS ??= (await Promise.all(Array.from({ length: workers }, () => freePort(0)))).join();
process.env.LOBBYKIT_E2E_PAGES ??= String(await freePort(0));
process.env.LOBBYKIT_E2E_PROJECTS ??= ["demo", "presets"].filter((name) => wanted(name)).join();
process.env.LOBBYKIT_E2E_FOLDER ??= mkdtempSync(join(tmpdir(), "lobbykit-e2e-"));
const ports = process.env.LOBBYKIT_E2E_PORTS.split(",").map(Number);
const pagesPort = Number(process.env.LOBBYKIT_E2E_PAGES);
const projects = process.env.LOBBYKIT_E2E_PROJECTS.split(",");
const chromium = await findChromium();

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.{e2e,spec,test}.ts",
  outputDir: "test-results",
  forbidOnly: true,
  workers,
  retries: 0,
  // How slow the machine is decides nothing: what a test awaits may take long.
  timeout: 300_000,
  // A page that has tried in vain waits up to half a minute before it tries again.
  expect: { timeout: 60_000 },
  reporter: [["list"]],
  use: {
    // A trace takes as much of the machine as the test: `--trace on` where one is wanted.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium.executablePath,
      args: chromium.args,
      env: { ...(process.env as Record<string, string>), ...chromium.env },
    },
  },
  projects: [
    {
      name: "demo",
      testIgnore: "presets/**",
      // Each worker has a server of its own, whose numbers (viewers, sockets) its tests assert, one after the other.
      use: { baseURL: `http://localhost:${ports[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]}` },
    },
    {
      name: "presets",
      testDir: "test/e2e/presets",
      use: { baseURL: `http://127.0.0.1:${pagesPort}` },
      // Each test has a server of its own.
      fullyParallel: true,
    },
  ],
  webServer: [
    ...(projects.includes("demo") ? [demoWebServer({ ports, folder: process.env.LOBBYKIT_E2E_FOLDER })] : []),
    ...(projects.includes("presets") ? [presetPagesWebServer(pagesPort)] : []),
  ],
});
