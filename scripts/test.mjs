// @ts-check
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { findChromium } from "./chromium.mjs";
import { installPackage } from "./demo.mjs";
import { fromRoot, runNode, tool } from "./run.mjs";

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, what: string, run: () => Promise<Counts | string> }} Stage
 *   `run` resolves to counts, or to the reason why there was nothing to run; it rejects, or counts failures, on failure
 * @typedef {{ name: string, state: "passed" | "failed" | "nothing to run" | "not reached", seconds: number, counts: Counts, note: string }} Result
 */

/** A stage that hangs is ended, so that a run has an end on every machine. */
const stageTimeoutMs = 30 * 60_000;
const one = { passed: 1, failed: 0, skipped: 0 };
const none = { passed: 0, failed: 0, skipped: 0 };
/** @type {Counts} */
const oneFailed = { passed: 0, failed: 1, skipped: 0 };

/**
 * The stages to run for the arguments given.
 *
 * @template {{ name: string }} S
 * @param {readonly S[]} stages
 * @param {readonly string[]} args `--only unit,types` selects; the order stays that of the stages
 * @returns {S[]}
 */
export function selectStages(stages, args) {
  const [flag, list, ...rest] = args.flatMap((arg) => (arg.startsWith("--only=") ? ["--only", arg.slice(7)] : [arg]));
  if (flag === undefined) return [...stages];
  const names = (list ?? "").split(",").filter(Boolean);
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (flag !== "--only" || names.length === 0 || unknown.length > 0 || rest.length > 0) {
    const known = stages.map(({ name }) => name).join(",");
    throw new Error(`Not understood: ${args.join(" ")}. Use --only with one or more of ${known}, or no argument.`);
  }
  return stages.filter(({ name }) => names.includes(name));
}

/**
 * Counts of Vitest's JSON report.
 *
 * @param {{ success: boolean, numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests?: number }} report
 * @returns {Counts}
 */
export function countVitest(report) {
  // A file that does not load fails the run without a failed test.
  const failed = report.numFailedTests === 0 && !report.success ? 1 : report.numFailedTests;
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + (report.numTodoTests ?? 0) };
}

/**
 * Counts of Playwright's JSON report. A test that passed only when tried again has failed.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} report
 * @returns {Counts}
 */
export function countPlaywright({ stats, errors }) {
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && errors.length > 0 ? 1 : failed, skipped: stats.skipped };
}

/**
 * The counts of a runner that may have failed as a whole: an unhandled rejection fails Vitest's run, yet is no test's
 * failure in its report.
 *
 * @param {Counts} counts
 * @param {boolean} runnerFailed
 * @returns {Counts}
 */
export function withRunFailure(counts, runnerFailed) {
  return runnerFailed && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/**
 * Runs the stages one after the other and stops at the first that fails.
 *
 * @param {readonly Stage[]} stages
 * @param {(text: string) => void} print
 * @returns {Promise<Result[]>}
 */
export async function runStages(stages, print) {
  /** @type {Result[]} */
  const results = [];
  for (const { name, what, run } of stages) {
    if (results.some(({ state }) => state === "failed")) {
      results.push({ name, state: "not reached", seconds: 0, counts: none, note: "" });
      continue;
    }
    print(`\n── ${name}: ${what}`);
    const start = performance.now();
    const end = await run().catch((error) => (error instanceof Error ? error : new Error(String(error))));
    const seconds = (performance.now() - start) / 1000;
    if (typeof end === "string") {
      results.push({ name, state: "nothing to run", seconds, counts: none, note: end });
    } else if (end instanceof Error) {
      results.push({ name, state: "failed", seconds, counts: oneFailed, note: end.message });
    } else {
      results.push({ name, state: end.failed > 0 ? "failed" : "passed", seconds, counts: end, note: "" });
    }
  }
  return results;
}

/**
 * The closing summary; its last line is the sum, in the form `12 passed, 0 failed`.
 *
 * @param {readonly Result[]} results
 * @returns {string}
 */
export function summary(results) {
  const lines = results.map(({ name, state, seconds, counts, note }) => {
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
    const tests =
      state === "passed" || state === "failed" ? `${counts.passed} passed, ${counts.failed} failed${skipped}` : "";
    const time = state === "not reached" ? "" : `${seconds.toFixed(1)} s`;
    return `  ${name.padEnd(12)}${state.padEnd(15)}${time.padStart(8)}  ${note.split("\n")[0] || tests}`.trimEnd();
  });
  const failed = results.find(({ state }) => state === "failed");
  const why = failed === undefined ? [] : ["", `${failed.name} failed.${failed.note ? ` ${failed.note}` : ""}`];
  const sum = (/** @type {"passed" | "failed"} */ key) => results.reduce((total, { counts }) => total + counts[key], 0);
  return ["", ...lines, ...why, "", `${sum("passed")} passed, ${sum("failed")} failed`].join("\n");
}

/** @param {string} folder @param {RegExp} pattern */
function holds(folder, pattern) {
  const path = fromRoot(folder);
  return existsSync(path) && readdirSync(path, { recursive: true }).some((name) => pattern.test(String(name)));
}

const node = (
  /** @type {string} */ script,
  /** @type {string[]} */ args,
  /** @type {Record<string, string>} */ env = {},
) => runNode(script, args, { env, timeoutMs: stageTimeoutMs });

/**
 * Runs a test runner that writes a JSON report, and counts by the report: also when the runner fails, which is then
 * counted and not thrown.
 *
 * @param {(report: string) => Promise<unknown>} start
 * @param {(report: any) => Counts} count
 */
async function reported(start, count) {
  const folder = mkdtempSync(join(tmpdir(), "lobbykit-report-"));
  const report = join(folder, "report.json");
  try {
    const error = await start(report).then(
      () => undefined,
      (/** @type {Error} */ reason) => reason,
    );
    if (!existsSync(report)) throw error ?? new Error("The test runner wrote no report.");
    return withRunFailure(count(JSON.parse(readFileSync(report, "utf8"))), error !== undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string[]} projects */
const vitest = (...projects) =>
  reported((report) => {
    // Vitest leaves one processor free unless told otherwise: of two that is half the machine.
    const workers = "--maxWorkers=100%";
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    return node(tool("vitest/vitest.mjs"), [
      "run",
      ...projects.flatMap((name) => ["--project", name]),
      workers,
      ...reporters,
    ]);
  }, countVitest);

/** Finds the browser once; the stages' processes then take the one found. */
async function prepareBrowser() {
  const { executablePath, env, source } = await findChromium();
  Object.assign(process.env, env, { LOBBYKIT_CHROMIUM: executablePath });
  console.log(`Chromium: ${executablePath} (${source})`);
}

/** @type {Stage[]} */
const stages = [
  {
    name: "types",
    what: "TypeScript over sources, tests, stories, scripts and the demo",
    run: async () => {
      await node(tool("typescript/bin/tsc"), ["-p", fromRoot("tsconfig.json")]);
      if (!existsSync(fromRoot("demo/tsconfig.json"))) return one;
      await installPackage();
      await node(tool("typescript/bin/tsc"), ["--noEmit", "-p", fromRoot("demo/tsconfig.json")]);
      return { ...one, passed: 2 };
    },
  },
  {
    name: "lint",
    what: "Biome",
    run: async () => {
      await node(tool("@biomejs/biome/bin/biome"), ["check", "."]);
      return one;
    },
  },
  {
    name: "build",
    what: "the package into dist",
    run: async () => {
      await node(fromRoot("scripts/build.mjs"), []);
      return one;
    },
  },
  {
    name: "unit",
    what: "units in Node, hooks and components in jsdom with React 19 and 18",
    run: () => vitest("unit", "dom", "react18"),
  },
  {
    name: "integration",
    what: "a real Socket.IO server",
    run: async () =>
      holds("test/integration", /\.test\.tsx?$/) ? vitest("integration") : "test/integration holds no tests",
  },
  {
    name: "browser",
    what: "layout, scrolling and focus in Chromium",
    run: async () => {
      if (!holds("test/browser", /\.test\.tsx?$/)) return "test/browser holds no tests";
      await prepareBrowser();
      return vitest("browser");
    },
  },
  {
    name: "stories",
    what: "every story in Chromium, with its accessibility",
    run: async () => {
      if (!holds("stories", /\.stories\.tsx$/)) return "stories holds no stories";
      await prepareBrowser();
      return vitest("storybook");
    },
  },
  { name: "package", what: "the packed tarball as its consumers see it", run: () => vitest("package") },
  {
    name: "size",
    what: "what an app would load",
    run: async () => {
      await node(fromRoot("scripts/size.mjs"), []);
      return one;
    },
  },
  {
    name: "e2e",
    what: "the production build of the demo in Chromium",
    run: async () => {
      if (!holds("test/e2e", /\.(e2e|spec|test)\.ts$/)) return "test/e2e holds no tests";
      await prepareBrowser();
      return reported(
        (report) =>
          node(tool("@playwright/test/cli.js"), ["test", "--reporter=list,json"], {
            PLAYWRIGHT_JSON_OUTPUT_FILE: report,
            // Beside the report, and removed with it.
            LOBBYKIT_E2E_FOLDER: join(dirname(report), "demo"),
          }),
        countPlaywright,
      );
    },
  },
  {
    name: "bench",
    what: "each benchmark for a moment, to see that it runs",
    run: async () => {
      const script = fromRoot("scripts/bench.mjs");
      if (!existsSync(script)) return "scripts/bench.mjs does not exist";
      await prepareBrowser();
      await node(script, ["--smoke"]);
      return one;
    },
  },
];

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const results = await runStages(selectStages(stages, process.argv.slice(2)), console.log);
    console.log(summary(results));
    if (results.some(({ state }) => state === "failed")) process.exitCode = 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
