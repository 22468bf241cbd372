import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/chromium.mjs";
import { demoWebServer } from "./scripts/demo.mjs";
import { freePort } from "./scripts/ports.mjs";

// Playwright reads this file again in each worker process: the first reading decides, the others find it here.
process.env.LOBBYKIT_E2E_PORT ??= String(await freePort(0));
process.env.LOBBYKIT_E2E_DATABASE ??= join(mkdtempSync(join(tmpdir(), "lobbykit-e2e-")), "lobby.db");
const port = Number(process.env.LOBBYKIT_E2E_PORT);
const chromium = await findChromium();

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.{e2e,spec,test}.ts",
  outputDir: "test-results",
  forbidOnly: true,
  // The tests share one server, whose numbers (viewers, sockets) they assert.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${port}`,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium.executablePath,
      args: chromium.args,
      env: { ...(process.env as Record<string, string>), ...chromium.env },
    },
  },
  webServer: demoWebServer({ port, database: process.env.LOBBYKIT_E2E_DATABASE }),
});
