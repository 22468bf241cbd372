import { expect, test } from "vitest";
import { findCycles, importGraph, readSources } from "../support/importGraph.js";

// That findCycles finds one is shown in test/support/importGraph.test.ts.
test.each(["src", "demo", "stories", "scripts", "bench"])("%s has no import cycle", (folder) => {
  const graph = importGraph(readSources(folder, [".ts", ".tsx", ".mjs"]));
  expect(findCycles(graph).map((cycle) => cycle.join(" → "))).toEqual([]);
});
