import { expect, test } from "vitest";
import { findCycles, importGraph, reachable } from "./importGraph.js";

test("finds every form of import and tells types from code", () => {
  const graph = importGraph({
    "src/a.ts": [
      '"use client";',
      'import "./effect.js";',
      'import b, { type B } from "./b.js";',
      'import type { C } from "./c.js";',
      "import {\n  d,\n  e,\n} from './d.js';",
      'export { f } from "./f.js";',
      'export * as g from "./g.js";',
      'const h = () => import("./h.js");',
      '/** @example import { no } from "./no.js"; */',
      '// import "./never.js";',
      'const address = "https://example.org"; import { useState } from "react";',
    ].join("\n"),
    "src/b.tsx": "export default 1;",
  });
  const imports = graph.get("src/a.ts") ?? [];
  expect(imports.map(({ specifier }) => specifier)).toEqual([
    "./effect.js",
    "./b.js",
    "./c.js",
    "./d.js",
    "./f.js",
    "./g.js",
    "./h.js",
    "react",
  ]);
  expect(imports.filter(({ typeOnly }) => typeOnly).map(({ specifier }) => specifier)).toEqual(["./c.js"]);
  expect(imports.find(({ specifier }) => specifier === "./b.js")?.target).toBe("src/b.tsx");
});

test("finds a cycle, also one that types alone make", () => {
  const graph = importGraph({
    "a.ts": 'import { b } from "./b.js";',
    "b.ts": 'import type { C } from "./c.js";',
    "c.ts": 'export { a } from "./a.js";',
    "d.ts": 'import { a } from "./a.js";',
  });
  expect(findCycles(graph)).toEqual([["a.ts", "b.ts", "c.ts", "a.ts"]]);
});

test("follows code but not types to what an entry pulls in", () => {
  const graph = importGraph({
    "entry.ts": 'import { a } from "./a.js"; import type { B } from "./b.js";',
    "a.ts": 'import { z } from "zod";',
    "b.ts": 'import "react";',
  });
  const { modules, packages } = reachable(graph, "entry.ts");
  expect([...modules]).toEqual(["entry.ts", "a.ts"]);
  expect([...packages]).toEqual(["zod"]);
});
