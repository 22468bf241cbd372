/// <reference types="vite/client" />
import "../../src/styles/index.css";
import { afterEach, beforeEach, expect } from "vitest";

const unexpected: string[] = [];
const originals = { error: console.error, warn: console.warn };

// A warning in a test is a defect of the code or of the test, as in the tests that run in Node.
beforeEach(() => {
  unexpected.length = 0;
  for (const method of ["error", "warn"] as const) {
    console[method] = (...args: unknown[]) => {
      unexpected.push(`console.${method}: ${args.map(String).join(" ")}`);
    };
  }
});

afterEach(() => {
  Object.assign(console, originals);
  expect(unexpected).toEqual([]);
});
