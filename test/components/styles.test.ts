import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../src/styles");
const files = readdirSync(folder).filter((name) => name.endsWith(".css"));
const sources = new Map(
  files.map((name) => [name, readFileSync(join(folder, name), "utf8").replace(/\/\*[\s\S]*?\*\//g, "")]),
);
const families = files.filter((name) => name !== "index.css");

/** Preludes of all style rules: what stands before a `{` that is not an at-rule or a step of keyframes. */
function selectors(css: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  for (const [, prelude = "", mark] of css.matchAll(/([^{};]*)([{};])/g)) {
    if (mark === "}") open.pop();
    if (mark !== "{") continue;
    const text = prelude.trim().replace(/\s+/g, " ");
    if (!text.startsWith("@") && !open.some((outer) => outer.startsWith("@keyframes"))) found.push(text);
    open.push(text);
  }
  return found;
}

describe.each(families)("%s", (name) => {
  const css = sources.get(name) ?? "";

  test("is in the layer as a whole", () => {
    expect(css.trim()).toMatch(/^@layer lobbykit \{[\s\S]*\}$/);
  });

  test("has no specificity: every selector is inside :where()", () => {
    expect(selectors(css).length + (css.match(/@keyframes/g)?.length ?? 0)).toBeGreaterThan(0);
    // A comma between two such parts, and a pseudo-element behind one, are all that may stand outside.
    const part = /:where\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g;
    for (const selector of selectors(css)) {
      expect(selector.replace(part, "W"), selector).toMatch(/^W+(::[\w-]+)?(, W+(::[\w-]+)?)*$/);
    }
  });

  test("speaks of start and end, never of left and right, and sets no font and nothing by force", () => {
    expect(css).not.toMatch(/(^|[\s;{])(left|right|(margin|padding|border)-(left|right)|float|font-family)\s*:/);
    expect(css).not.toMatch(/text-align:\s*(left|right)|!important/);
  });

  test("uses no token that is neither declared nor given a fallback", () => {
    const all = [...sources.values()].join("\n");
    const declared = new Set([...all.matchAll(/(--lobby-[\w-]+)\s*:/g)].map((match) => match[1]));
    // Set on the element by the part itself.
    for (const own of ["person", "image-ratio", "wait"]) declared.add(`--lobby-${own}`);
    const used = [...css.matchAll(/var\((--lobby-[\w-]+)\s*\)/g)].map((match) => match[1]);
    expect(used.filter((token) => !declared.has(token))).toEqual([]);
  });
});

test("the stylesheet imports every family once, the tokens first and the reduction of motion last", () => {
  const imported = [...(sources.get("index.css") ?? "").matchAll(/@import "\.\/([\w-]+\.css)"/g)].map(
    (match) => match[1],
  );
  expect(imported.toSorted()).toEqual(families.toSorted());
  expect(imported[0]).toBe("tokens.css");
  expect(imported.at(-1)).toBe("motion.css");
});

test("minified and gzipped it is 15.5 kB at most", () => {
  const { outputFiles } = buildSync({
    entryPoints: [join(folder, "index.css")],
    bundle: true,
    minify: true,
    write: false,
    target: "esnext",
  });
  expect(gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length).toBeLessThanOrEqual(15_500);
});
