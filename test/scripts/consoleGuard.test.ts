import { expect, test } from "vitest";
import { allowConsole, assertConsoleQuiet, watchConsole } from "../support/consoleGuard.js";

test("fails a test that wrote a warning nobody allowed", () => {
  watchConsole();
  console.error("Each child in a list should have a unique %s", "key");
  expect(() => assertConsoleQuiet()).toThrow("console.error: Each child in a list should have a unique key");
});

test("lets pass what the test allowed, by text or by pattern, and nothing else", () => {
  watchConsole();
  allowConsole("unknown event");
  allowConsole(/^hydration/);
  console.warn("dropped an unknown event");
  console.error("hydration differs");
  console.warn("something else");
  expect(() => assertConsoleQuiet()).toThrow(/:\s*console\.warn: something else$|\nconsole\.warn: something else$/);
});

test("puts the console back", () => {
  const before = console.error;
  watchConsole();
  expect(console.error).not.toBe(before);
  assertConsoleQuiet();
  expect(console.error).toBe(before);
});
