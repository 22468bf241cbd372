// @ts-check
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minifySync } from "vite";
import { fromRoot, root } from "./run.mjs";

/**
 * @typedef {{ name: string, code: string, limitKb: number, lazy: boolean } | { name: string, file: string, limitKb: number }} Budget
 * @typedef {{ initial: number, lazy: number }} Weight in bytes, minified and gzipped
 */

/** What an app has anyway: it is not our weight. */
const peers = ["react", "react-dom", "react-redux", "@reduxjs/toolkit", "socket.io-client"];

/**
 * The budgets, in kB (1,000 bytes) minified and gzipped, beyond peers. `lazy` counts chunks loaded on demand too.
 *
 * @type {Budget[]}
 */
export const budgets = [
  {
    name: "SocketProvider, ChatRoom: first load",
    code: 'export { SocketProvider, ChatRoom } from "./dist/exports/index.js";',
    limitKb: 45,
    lazy: false,
  },
  {
    name: "createLobby of lobbykit/client",
    code: 'export { createLobby } from "./dist/exports/client.js";',
    limitKb: 26,
    lazy: true,
  },
  {
    name: "the whole kit, loaded on demand included",
    code: 'export * from "./dist/exports/index.js";',
    limitKb: 90,
    lazy: true,
  },
  { name: "styles.css", file: "dist/styles.css", limitKb: 12 },
];

/**
 * Weighs what an app's bundler would make of an import: the chunks loaded at once, and those loaded on demand.
 *
 * @param {string} code
 * @param {string} [folder] where the code's relative imports start
 * @returns {Promise<Weight>}
 */
export async function weigh(code, folder = root) {
  const { metafile, outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder, sourcefile: "app.js" },
    bundle: true,
    splitting: true,
    format: "esm",
    // Tree-shaken here, minified below.
    treeShaking: true,
    metafile: true,
    write: false,
    outdir: folder,
    absWorkingDir: folder,
    platform: "browser",
    target: "es2022",
    external: peers,
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
    // "use client" is a message to the server's bundler, not to this one.
    logOverride: { "unsupported-directive": "silent" },
  });
  const sizes = new Map(
    outputFiles.map(({ path, text }) => {
      // As apps' bundlers do: Vite's own minifier, which comes within a hundredth of Next's; esbuild's leaves 4 % more.
      const { code } = minifySync(baseName(path), text, { module: true, compress: true, mangle: true });
      return [baseName(path), gzipSync(code, { level: 9 }).length];
    }),
  );
  const chunks = new Map(Object.entries(metafile.outputs).map(([path, chunk]) => [baseName(path), chunk]));
  const entry = [...chunks].find(([, { entryPoint }]) => entryPoint === "app.js")?.[0];
  if (entry === undefined) throw new Error("esbuild's report names no entry chunk, from which the weight is counted.");

  const initial = new Set([entry]);
  for (const name of initial) {
    for (const { path, kind, external } of chunks.get(name)?.imports ?? []) {
      if (kind === "import-statement" && !external) initial.add(baseName(path));
    }
  }
  const weight = { initial: 0, lazy: 0 };
  for (const [name, size] of sizes) weight[initial.has(name) ? "initial" : "lazy"] += size;
  return weight;
}

const baseName = (/** @type {string} */ path) => path.replace(/^.*[\\/]/, "");
const kb = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(1).padStart(6);

/**
 * Weighs every budget and prints the table.
 *
 * @returns {Promise<string[]>} a sentence for each budget that is exceeded
 */
export async function checkSizes() {
  const exceeded = [];
  console.log(" first  later  limit  kB, minified and gzipped, beyond peers");
  for (const budget of budgets) {
    const weight =
      "file" in budget
        ? { initial: gzipSync(readFileSync(fromRoot(budget.file)), { level: 9 }).length, lazy: 0 }
        : await weigh(budget.code);
    const counted = weight.initial + ("lazy" in budget && budget.lazy ? weight.lazy : 0);
    console.log(`${kb(weight.initial)} ${kb(weight.lazy)} ${kb(budget.limitKb * 1000)}  ${budget.name}`);
    if (counted > budget.limitKb * 1000) {
      exceeded.push(`${budget.name}: ${kb(counted).trim()} kB, over its limit of ${budget.limitKb} kB`);
    }
  }
  return exceeded;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const exceeded = await checkSizes();
  for (const sentence of exceeded) console.error(sentence);
  if (exceeded.length > 0) process.exitCode = 1;
}
