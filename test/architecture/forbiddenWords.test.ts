import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSources, type Sources, withoutComments } from "../support/importGraph.js";

const root = join(import.meta.dirname, "../..");

interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly folders: readonly string[];
  /** What is forbidden to run may still be spoken of in a comment. */
  readonly codeOnly?: true;
  readonly example: string;
}

/** The files at the root that people read, and the check's own script. */
const documents = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".ci/run"];
const shipped = ["src", "stories", "demo", ".storybook"];
const everything = [...shipped, "bench", "scripts", "test", "."];

// The patterns are written so that they do not match themselves in this file.
const rules: readonly Rule[] = [
  {
    name: "markup set as a string",
    pattern: /dangerously[S]etInnerHTML|\.(inner|outer)[H]TML\s*=[^=]|insert[A]djacentHTML|document\.write\(/,
    folders: shipped,
    codeOnly: true,
    example: 'node.inner\u0048TML = "<b>";',
  },
  {
    name: "code from a string",
    pattern: /\b[e]val\(|\bnew [F]unction\(/,
    folders: shipped,
    codeOnly: true,
    example: '\u0065val("1");',
  },
  {
    name: "console.log in the package",
    pattern: /\bconsole\.(log|debug|info)\(/,
    folders: ["src"],
    codeOnly: true,
    example: 'console.log("here");',
  },
  {
    name: "unfinished work",
    pattern: /\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b/,
    folders: everything,
    example: "// TO\u0044O later",
  },
  {
    name: "a look at what may still be moving in (seen() waits for it)",
    pattern: /await [e]xpect\(.*\.toBeVisible\(/,
    folders: ["stories"],
    codeOnly: true,
    example: 'await \u0065xpect(canvas.getByText("Hello")).toBeVisible();',
  },
  {
    name: "a path of one machine",
    pattern: /["'`\s(=](file:\/\/)?\/(work|root|Users|home\/\w+|tmp\/plan)\/(?!\*)/,
    folders: everything,
    example: 'const path = "\u002froot/lobbykit";',
  },
];

function findings(rule: Rule, sources: Sources): string[] {
  return Object.entries(sources).flatMap(([path, source]) =>
    (rule.codeOnly ? withoutComments(source) : source)
      .split("\n")
      .flatMap((line, index) => (rule.pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
}

const endings = [".ts", ".tsx", ".mjs", ".css", ".md", ".mdx", ".json"];
const ignored = /\/(\.next|dist|data|__snapshots__)\/|next-env\.d\.ts$/;

function read(folder: string): Sources {
  if (folder === ".") {
    const present = documents.filter((name) => existsSync(join(root, name)));
    return Object.fromEntries(present.map((name) => [name, readFileSync(join(root, name), "utf8")]));
  }
  return Object.fromEntries(Object.entries(readSources(folder, endings)).filter(([path]) => !ignored.test(path)));
}

test.each(rules)("the sources hold no $name", (rule) => {
  expect(rule.folders.flatMap((folder) => findings(rule, read(folder)))).toEqual([]);
});

test.each(rules)("the rule against $name finds an example of it", (rule) => {
  expect(findings(rule, { "src/example.ts": `const a = 1;\n${rule.example}` })).toHaveLength(1);
});

test("a rule about code lets a comment speak of it", () => {
  const [markup] = rules;
  expect(markup && findings(markup, { "src/example.ts": `// never ${markup.example}` })).toEqual([]);
});

const privateRegistry = /https?:\/\/(?!registry\.npmjs\.org\/)[^\s"]*\/-\/|localhost|127\.0\.0\.1|^registry\s*=/m;

test("the lock file and npm's settings name no private registry", () => {
  const resolved = readFileSync(join(root, "package-lock.json"), "utf8")
    .split("\n")
    .filter((line) => line.includes('"resolved"'));
  const settings = readFileSync(join(root, ".npmrc"), "utf8");
  expect([...resolved, settings].filter((text) => privateRegistry.test(text))).toEqual([]);
  expect(privateRegistry.test('"resolved": "http://mirror.example/react/-/react-19.0.0.tgz"')).toBe(true);
  expect(privateRegistry.test('"resolved": "https://registry.npmjs.org/react/-/react-19.0.0.tgz"')).toBe(false);
});
