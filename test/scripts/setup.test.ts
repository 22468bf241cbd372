import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countVitest, withRunFailure } from "../../scripts/test.mjs";

const root = join(import.meta.dirname, "../..");
let folder = "";

beforeAll(() => {
  // Inside the repository, so that the test finds Vitest; not in node_modules, whose TypeScript is not compiled.
  const cache = join(root, ".cache");
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, "setup-"));
  const setup = join(root, "test/support/setup.ts");
  writeFileSync(
    join(folder, "vitest.config.mjs"),
    `export default { test: { dir: ${JSON.stringify(folder)}, setupFiles: [${JSON.stringify(setup)}], exclude: [] } };`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one test of the body given as the unit project would, and counts as `npm test` would. */
function runTest(body: string) {
  const allow = `import { allowConsole } from ${JSON.stringify(join(root, "test/support/setup.ts"))};`;
  writeFileSync(
    join(folder, "body.test.mjs"),
    `import { test } from "vitest";\n${allow}\ntest("a body", async () => {\n${body}\n});\n`,
  );
  const report = join(folder, "report.json");
  const args = ["run", "--root", folder, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "node_modules/vitest/vitest.mjs"), ...args],
    {
      encoding: "utf8",
      // Without what marks this process as a worker of Vitest's own.
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST"))),
    },
  );
  const text = readFileSync(report, "utf8");
  return { status, said: `${stdout}${stderr}`, ...withRunFailure(countVitest(JSON.parse(text)), status !== 0) };
}

test("an unexpected warning fails the test that caused it", () => {
  const { said, ...counts } = runTest('console.warn("deprecated");');
  expect(counts).toMatchObject({ passed: 0, failed: 1, status: 1 });
  expect(said).toContain("Unexpected console output");
});

test("a warning that the test allows does not fail it", () => {
  expect(runTest('allowConsole("deprecated"); console.warn("deprecated");')).toMatchObject({ passed: 1, failed: 0 });
});

test("an unhandled rejection fails the run, and is counted", () => {
  const { status, failed, said } = runTest(
    'void Promise.reject(new Error("lost")); await new Promise((resolve) => setImmediate(resolve));',
  );
  expect(status).toBe(1);
  expect(failed).toBe(1);
  expect(said).toContain("lost");
});
