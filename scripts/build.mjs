// @ts-check
import { chmodSync, existsSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build as esbuild, formatMessages } from "esbuild";
import { makeOnce } from "./digest.mjs";
import { fromRoot, root, runNode, tool } from "./run.mjs";

/**
 * Builds the package into dist: every module compiled on its own, so that "use client" stays with the file it marks
 * and nothing is duplicated between entries, and the stylesheets bundled into one with everything and one a domain.
 *
 * @param {string} [dist] another folder for it
 * @returns {Promise<void>} rejects when the sources do not compile
 */
export async function build(dist = fromRoot("dist")) {
  // tsc removes nothing: a module deleted from src would stay in the package.
  rmSync(dist, { recursive: true, force: true });
  await runNode(tool("typescript/bin/tsc"), ["-p", fromRoot("tsconfig.build.json"), "--outDir", dist]);
  // npm makes it executable where it installs the package; a checkout has only this.
  chmodSync(join(dist, "cli/main.js"), 0o755);
  const styles = fromRoot("src/styles/index.css");
  // Tolerated here so that the scripts can be built alone; test/package fails on a tarball without the stylesheet.
  if (existsSync(styles)) {
    await buildStyles(styles, join(dist, "styles.css"));
    for (const sheet of readdirSync(fromRoot("src/styles/sheets")))
      await buildStyles(fromRoot(`src/styles/sheets/${sheet}`), join(dist, "styles", sheet));
  } else console.warn("src/styles/index.css does not exist: dist/styles.css was not built.");
  await buildBundle(fromRoot("src/exports/global.ts"), join(dist, "lobbykit.global.js"));
}

/**
 * Builds the package into dist, unless what lies there is what the same sources gave the last time.
 *
 * @returns {Promise<void>}
 */
export function buildOnce() {
  const settings = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"];
  const from = [...settings, "src", "scripts/build.mjs"].map((path) => fromRoot(path));
  return makeOnce(from, fromRoot("dist"), fromRoot("node_modules/.cache/lobbykit/dist"), () => build());
}

/**
 * Bundles a module and all it imports into one file for a script tag, minified: its exports become properties of `lobbykit`.
 *
 * @param {string} entry
 * @param {string} outfile
 */
export async function buildBundle(entry, outfile) {
  const { build: viteBuild } = await import("vite");
  const { NODE_ENV } = process.env;
  try {
    await viteBuild({
      configFile: false,
      root,
      logLevel: "error",
      publicDir: false,
      // Sentences for developers stay with the package's modules.
      define: { "process.env.NODE_ENV": '"production"' },
      // Whatever the environment of this process: packages offer a development build as well.
      resolve: { conditions: ["module", "browser", "production"] },
      build: {
        outDir: dirname(outfile),
        emptyOutDir: false,
        minify: true,
        target: "es2022",
        lib: { entry, formats: ["iife"], name: "lobbykit", fileName: () => basename(outfile) },
      },
    });
  } finally {
    // Vite sets it, and what this process starts later would inherit it.
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

/**
 * Bundles a stylesheet and what it imports, minified but not lowered: layers, `:where()`, nesting and oklch() reach the
 * browser as written.
 *
 * @param {string} entry
 * @param {string} outfile
 */
export async function buildStyles(entry, outfile) {
  const options = { entryPoints: [entry], outfile, bundle: true, minify: true, target: "esnext" };
  const { warnings } = await esbuild({ ...options, logLevel: "silent" });
  // esbuild only warns of a mistake in CSS, and browsers ignore it without a word: here it fails the build.
  if (warnings.length > 0) {
    throw new Error((await formatMessages(warnings, { kind: "warning" })).join("\n"));
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const start = performance.now();
  try {
    await build();
    console.log(`Built dist in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
