import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { buildBundle, buildStyles } from "../../scripts/build.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lobbykit-styles-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("bundles imported stylesheets and keeps modern syntax as written", async () => {
  writeFileSync(join(folder, "index.css"), '@layer lobbykit;\n@import "./chat.css" layer(lobbykit);\n');
  writeFileSync(
    join(folder, "chat.css"),
    ":where(.lobby-chat) { color: light-dark(oklch(0.2 0 0), oklch(0.9 0 0)); & > b { margin-inline-start: 1px } }\n",
  );
  await buildStyles(join(folder, "index.css"), join(folder, "styles.css"));
  const css = readFileSync(join(folder, "styles.css"), "utf8");
  expect(css).toMatch(/^@layer lobbykit\b/);
  for (const kept of [":where(.lobby-chat)", "oklch(", "light-dark(", ">b", "margin-inline-start"]) {
    expect(css).toContain(kept);
  }
  expect(css).not.toContain("@import");
});

test("fails on an import that does not exist", async () => {
  writeFileSync(join(folder, "index.css"), '@import "./missing.css";\n');
  await expect(buildStyles(join(folder, "index.css"), join(folder, "styles.css"))).rejects.toThrow("missing.css");
});

test("fails on a mistake in the CSS", async () => {
  writeFileSync(join(folder, "index.css"), ".lobby-chat { colour red }\n");
  await expect(buildStyles(join(folder, "index.css"), join(folder, "styles.css"))).rejects.toThrow("index.css:1");
});

test("bundles a module for a script tag: one global, and what is started afterwards runs in the mode it would have run in", async () => {
  const file = join(folder, "lobbykit.global.js");
  vi.stubEnv("NODE_ENV", undefined);
  await buildBundle(join(import.meta.dirname, "../../src/exports/global.ts"), file);
  expect(process.env.NODE_ENV).toBeUndefined();
  const code = readFileSync(file, "utf8");
  // Not by matchers of texts, which would print it whole.
  expect(/^\s*(import|export)\b/m.test(code)).toBe(false);
  expect(code.includes("process.env")).toBe(false);
  const page: Record<string, unknown> = { URL, AbortController, TextEncoder, setTimeout, clearTimeout };
  const before = Object.keys(page);
  runInNewContext(code, page);
  expect(Object.keys(page).filter((name) => !before.includes(name))).toEqual(["lobbykit"]);
  expect(Object.keys(page.lobbykit as object)).toEqual(
    expect.arrayContaining([
      "LivestreamRoom",
      "createLivestream",
      "createLobby",
      "livestream",
      "livestreamAuth",
      "native",
    ]),
  );
});
