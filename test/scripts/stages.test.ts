import { expect, test } from "vitest";
import { countPlaywright, countVitest, runStages, selectStages, summary } from "../../scripts/test.mjs";

const stage = (name: string, run: () => Promise<{ passed: number; failed: number; skipped: number } | string>) => ({
  name,
  what: name,
  run,
});
const counts = (passed: number, failed = 0, skipped = 0) => ({ passed, failed, skipped });
const quiet = () => undefined;

test("runs every stage unless some are selected, in the stages' own order", () => {
  const stages = [{ name: "types" }, { name: "unit" }, { name: "size" }];
  expect(selectStages(stages, [])).toEqual(stages);
  expect(selectStages(stages, ["--only", "size,types"]).map(({ name }) => name)).toEqual(["types", "size"]);
  expect(selectStages(stages, ["--only=unit"]).map(({ name }) => name)).toEqual(["unit"]);
});

test.each([[["--only", "units"]], [["--only"]], [["--fast"]], [["--only", "unit", "types"]]])(
  "refuses %j and names the stages there are",
  (args) => {
    expect(() => selectStages([{ name: "types" }, { name: "unit" }], args)).toThrow("types,unit");
  },
);

test("stops at the first failure, and says what failed and what was not reached", async () => {
  const ran: string[] = [];
  const note = (name: string, end: () => Promise<ReturnType<typeof counts>>) =>
    stage(name, () => {
      ran.push(name);
      return end();
    });
  const results = await runStages(
    [
      note("types", async () => counts(1)),
      note("unit", () => Promise.reject(new Error("tsc ended with 2"))),
      note("e2e", async () => counts(3)),
    ],
    quiet,
  );
  expect(ran).toEqual(["types", "unit"]);
  expect(results.map(({ state }) => state)).toEqual(["passed", "failed", "not reached"]);
  const text = summary(results);
  expect(text).toContain("unit failed. tsc ended with 2");
  expect(text.split("\n").at(-1)).toBe("1 passed, 1 failed");
});

test("fails a stage whose tests failed, and sums the tests in the last line", async () => {
  const results = await runStages(
    [stage("unit", async () => counts(40, 0, 1)), stage("e2e", async () => counts(7, 2))],
    quiet,
  );
  expect(results.map(({ state }) => state)).toEqual(["passed", "failed"]);
  expect(summary(results).split("\n").at(-1)).toBe("47 passed, 2 failed");
  expect(summary(results)).toContain("40 passed, 0 failed, 1 skipped");
});

test("shows a stage that had nothing to run as that, not as passed", async () => {
  const results = await runStages([stage("stories", async () => "stories holds no stories")], quiet);
  expect(summary(results)).toMatch(/stories +nothing to run .* stories holds no stories/);
  expect(summary(results).split("\n").at(-1)).toBe("0 passed, 0 failed");
});

test("counts a Vitest run that failed without a failed test as one failure", () => {
  const report = { success: true, numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  expect(countVitest(report)).toEqual(counts(5));
  expect(countVitest({ ...report, success: false })).toEqual(counts(5, 1));
  expect(countVitest({ ...report, success: false, numFailedTests: 3, numTodoTests: 2 })).toEqual(counts(5, 3, 2));
});

test("counts a flaky Playwright test, and an error outside tests, as failures", () => {
  const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 1 };
  expect(countPlaywright({ stats, errors: [] })).toEqual(counts(4, 0, 1));
  expect(countPlaywright({ stats: { ...stats, flaky: 1 }, errors: [] })).toEqual(counts(4, 1, 1));
  expect(countPlaywright({ stats, errors: [new Error("the server did not start")] })).toEqual(counts(4, 1, 1));
});
