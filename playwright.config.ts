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

// Playwright reads this file again in each worker process: the first reading decides, the others find it here.
process.env.LOBBYKIT_E2E_PORT ??= String(await freePort(0));
process.env.LOBBYKIT_E2E_PAGES ??= String(await freePort(0));
process.env.LOBBYKIT_E2E_PROJECTS ??= ["demo", "presets"].filter((name) => wanted(name)).join();
process.env.LOBBYKIT_E2E_DATABASE ??= join(mkdtempSync(join(tmpdir(), "lobbykit-e2e-")), "lobby.db");
const port = Number(process.env.LOBBYKIT_E2E_PORT);
const pagesPort = Number(process.env.LOBBYKIT_E2E_PAGES);
const projects = process.env.LOBBYKIT_E2E_PROJECTS.split(",");
const chromium = await findChromium();

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.{e2e,spec,test}.ts",
  outputDir: "test-results",
  forbidOnly: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    trace: "retain-on-failure",
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
      use: { baseURL: `http://localhost:${port}` },
      // The tests share one server, whose numbers (viewers, sockets) they assert.
      workers: 1,
    },
    {
      name: "presets",
      testDir: "test/e2e/presets",
      use: { baseURL: `http://127.0.0.1:${pagesPort}` },
      // Each has a server of its own.
      fullyParallel: true,
      // Some wait for a page that waits before it tries again.
      expect: { timeout: 10_000 },
      // Not beside the demo's, some of which take all there is of the machine.
      dependencies: projects.includes("demo") ? ["demo"] : [],
    },
  ],
  webServer: [
    ...(projects.includes("demo") ? [demoWebServer({ port, database: process.env.LOBBYKIT_E2E_DATABASE })] : []),
    ...(projects.includes("presets") ? [presetPagesWebServer(pagesPort)] : []),
  ],
});
