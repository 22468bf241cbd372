import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSources } from "../support/importGraph.js";

const root = join(import.meta.dirname, "../..");
// Inside node_modules, so that the bundles find the packages they import.
const cache = join(root, "node_modules/.cache");
let folder = "";

beforeAll(() => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, "side-effects-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What importing a module does to a plain Node process, the doings of its packages left out. */
async function effectsOf(entry: string): Promise<string[]> {
  const outfile = join(folder, `${Math.abs(hash(entry))}.mjs`);
  const { metafile } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    jsx: "automatic",
    metafile: true,
    logLevel: "silent",
  });
  const packages = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports)
    .flatMap(({ path, external, kind }) => (external && kind === "import-statement" ? [path] : []));
  const child = spawnSync(
    process.execPath,
    [join(import.meta.dirname, "importEffects.mjs"), pathToFileURL(outfile).href, ...new Set(packages)],
    // The folder decides where the packages are looked up from.
    { cwd: root, encoding: "utf8", timeout: 240_000 },
  );
  if (child.status !== 0) throw new Error(`importing ${entry} failed:\n${child.stderr}`);
  return JSON.parse(child.stdout) as string[];
}

function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (value * 31 + character.charCodeAt(0)) | 0;
  return value;
}

const entries = Object.keys({ ...readSources("src/exports", [".ts"]), ...readSources("src/locales", [".ts"]) });

test.each(entries)("importing %s in plain Node leaves no timer, handle, listener or global", async (entry) => {
  expect(await effectsOf(join(root, entry))).toEqual([]);
});

test("finds the effects of a module that has some", async () => {
  const bad = join(folder, "bad.ts");
  writeFileSync(
    bad,
    [
      'import { createServer } from "node:http";',
      "Object.assign(globalThis, { leaked: setInterval(() => {}, 1000) });",
      'process.on("exit", () => {});',
      "createServer().listen(0);",
      "setTimeout(() => process.exit(0), 50);",
      'console.log("loaded");',
    ].join("\n"),
  );
  const effects = await effectsOf(bad);
  for (const effect of ["calls setInterval", "creates global leaked", "calls process.on", "calls console.log"]) {
    expect(effects).toContain(effect);
  }
  expect(effects.some((effect) => effect.startsWith("leaves open"))).toBe(true);
});

test("finds that a module cannot be imported without a document", async () => {
  const bad = join(folder, "needsDom.ts");
  writeFileSync(bad, "export const body = document.body;");
  await expect(effectsOf(bad)).rejects.toThrow("document is not defined");
});
