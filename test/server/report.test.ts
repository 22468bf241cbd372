import { expect, test, vi } from "vitest";
import { consoleReporter } from "../../src/server/report.js";

const refused = { kind: "refused", during: "connect", code: "FORBIDDEN" } as const;

test("faults are told each time, refusals of people never", () => {
  const error = vi.spyOn(console, "error").mockImplementation(() => {});
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const report = consoleReporter();
  const broken = new Error("disk full");
  for (let time = 0; time < 2; time++) {
    report({ kind: "fault", during: "store", code: "UNAVAILABLE", error: broken });
    report({ ...refused, userId: "an" });
  }
  expect(error.mock.calls).toEqual([
    ["lobbykit: store failed (UNAVAILABLE)", broken],
    ["lobbykit: store failed (UNAVAILABLE)", broken],
  ]);
  expect(warn).not.toHaveBeenCalled();
});

test("a refused origin is told once, with what lets it in", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const report = consoleReporter();
  report({ ...refused, origin: "http://localhost:3001" });
  report({ ...refused, during: "http", origin: "http://localhost:3001" });
  expect(warn.mock.calls).toEqual([[expect.stringContaining('origins: ["http://localhost:3001"]')]]);
});

test("whoever makes origins up does not fill the log", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const report = consoleReporter();
  for (let n = 0; n < 1_000; n++) report({ ...refused, origin: `https://${n}.example/${"x".repeat(10_000)}` });
  expect(warn).toHaveBeenCalledTimes(10);
  expect(warn.mock.calls.join("").length).toBeLessThan(10_000);
});
