// @ts-check
import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import react from "@vitejs/plugin-react";
import { build as bundle, preview } from "vite";
import { buildOnce } from "./build.mjs";
import { fromRoot } from "./run.mjs";

const pages = fromRoot("test/e2e/presets/page");

/**
 * Builds the package, and on it the pages of test/e2e/presets as an app's bundler would for production, into a folder of their own: nothing that another run builds
 * meanwhile can change under them.
 *
 * @param {string} folder an empty one
 * @returns {Promise<string>} the folder to serve
 */
export async function buildPresetPages(folder) {
  const dist = join(folder, "dist");
  await buildOnce();
  cpSync(fromRoot("dist"), dist, { recursive: true });
  // The package's own imports are found from where it lies.
  symlinkSync(fromRoot("node_modules"), join(folder, "node_modules"), "junction");
  const outDir = join(folder, "pages");
  await bundle({
    root: pages,
    configFile: false,
    mode: "production",
    logLevel: "warn",
    plugins: [react()],
    resolve: { alias: packageAliases(dist) },
    build: {
      outDir,
      emptyOutDir: true,
      target: "esnext",
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        input: readdirSync(pages)
          .filter((name) => name.endsWith(".html"))
          .map((name) => join(pages, name)),
      },
    },
  });
  // For the page that takes it by a script tag.
  copyFileSync(join(dist, "lobbykit.global.js"), join(outDir, "lobbykit.global.js"));
  return outDir;
}

/**
 * The package's public paths to what was built of them, as `exports` of package.json has them.
 *
 * @param {string} dist
 */
function packageAliases(dist) {
  return [
    { find: /^lobbykit$/, replacement: join(dist, "exports/index.js") },
    { find: /^lobbykit\/styles\.css$/, replacement: join(dist, "styles.css") },
    { find: /^lobbykit\/(locales\/[\w-]+)$/, replacement: join(dist, "$1.js") },
    { find: /^lobbykit\/([\w-]+)$/, replacement: join(dist, "exports/$1.js") },
  ];
}

/**
 * Builds the pages and serves them until it is stopped.
 *
 * @param {number} port
 */
export async function servePresetPages(port) {
  const folder = mkdtempSync(join(tmpdir(), "lobbykit-pages-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.on("exit", remove);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit());
  const outDir = await buildPresetPages(folder);
  await preview({
    root: folder,
    configFile: false,
    logLevel: "warn",
    appType: "mpa",
    build: { outDir },
    preview: { host: "127.0.0.1", port, strictPort: true },
  });
  console.log(`The pages of the presets are at http://127.0.0.1:${port}`);
}

/**
 * Playwright's `webServer` for the pages of the presets. Pages that are served already, by hand, are taken as they are.
 *
 * @param {number} port
 */
export function presetPagesWebServer(port) {
  return {
    command: `node scripts/presetPages.mjs ${port}`,
    cwd: fromRoot(),
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: true,
    stdout: /** @type {const} */ ("pipe"),
    timeout: 900_000,
    gracefulShutdown: { signal: /** @type {const} */ ("SIGTERM"), timeout: 10_000 },
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await servePresetPages(Number(process.argv[2] ?? 4173));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
