import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSources } from "../support/importGraph.js";

const root = join(import.meta.dirname, "../..");
const entries = Object.keys(readSources("src/exports", [".ts"])).map((path) => path.replace(/^.*\/|\.ts$/g, ""));

// A name that appears or goes is a change of the public interface: review the snapshot's difference as one.
test.each(entries)("the names that the entry %s exports are the listed ones", async (entry) => {
  const exported: Record<string, unknown> = await import(join(root, `src/exports/${entry}.ts`));
  expect(Object.keys(exported).sort()).toMatchSnapshot();
});

test("every entry that package.json names has its source, and every source is named", () => {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    exports: Record<string, string | { types: string }>;
  };
  const named = Object.values(exports).flatMap((target) => {
    // By its types: what a script tag takes is bundled, and lies elsewhere.
    const file = typeof target === "string" ? target : target.types;
    return /^\.\/dist\/exports\/(.+)\.d\.ts$/.exec(file)?.[1] ?? [];
  });
  expect(entries.toSorted()).toEqual(named.toSorted());
});

test("the entries list names, and pass no whole module on", () => {
  for (const entry of entries) {
    expect(readFileSync(join(root, `src/exports/${entry}.ts`), "utf8"), entry).not.toMatch(/export\s+(type\s+)?\*/);
  }
});
