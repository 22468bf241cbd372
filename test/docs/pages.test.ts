import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { guaranteeLevel } from "../../src/protocols/protocol.js";
import { anchorsOf, blocksOf, codeOf, linksOf, readPages, sectionOf } from "./markdown.js";
import { presets } from "./presets.js";
import { nestGateway } from "./quick-starts/nestGateway.js";

const root = join(import.meta.dirname, "../..");
const pages = readPages();
const textOf = (path: string) => pages.find((page) => page.path === path)?.text ?? "";

/** What every page of a server says, in this order. */
const sections = ["Quick start", "Options", "What works", "What it promises", "Beware"];

describe("links", () => {
  const links = pages.flatMap(linksOf);

  test("lead to files that exist", () => {
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter(({ to }) => !existsSync(join(root, to)))).toEqual([]);
  });

  test("lead to headings that exist", () => {
    const anchored = links.filter(({ anchor, to }) => anchor !== undefined && to.endsWith(".md"));
    expect(anchored.filter(({ to, anchor = "" }) => !anchorsOf(textOf(to)).includes(anchor))).toEqual([]);
  });

  test("lead to every page, from the README or the index", () => {
    const named = links.filter(({ from }) => from === "README.md" || from === "docs/README.md").map(({ to }) => to);
    const lonely = pages.filter(({ path }) => path !== "README.md" && !named.includes(path));
    expect(lonely.map(({ path }) => path)).toEqual([]);
  });
});

test("every protocol that is exported has its page", () => {
  const source = readFileSync(join(root, "src/exports/protocols.ts"), "utf8");
  // The name of a preset is that of its folder and its file. The native one is the README's.
  const exported = [...source.matchAll(/from "\.\.\/protocols\/(\w+)\/\1\.js"/g)].map(([, name = ""]) => name);
  expect(exported.filter((name) => !["native", "around"].includes(name) && presets[name] === undefined)).toEqual([]);
  expect(exported).toContain("elearning");
});

describe.each(Object.entries(presets))("docs/protocols/%s.md", (name, protocol) => {
  const text = textOf(`docs/protocols/${name}.md`);

  test("has the sections of every such page", () => {
    const titles = [...text.matchAll(/^## (.+)$/gm)].map(([, title = ""]) => title);
    expect(titles.filter((title) => sections.includes(title))).toEqual(sections);
  });

  test("begins with the quick start that is run by the tests, of some ten lines", () => {
    const [first] = blocksOf(text).filter(({ language }) => language === "tsx");
    const source = readFileSync(join(root, `test/docs/quick-starts/${name}.tsx`), "utf8");
    expect(first?.code).toBe(asPrinted(join(root, `test/docs/quick-starts/${name}.tsx`)));
    const lines = source.split("\n").filter((line) => line !== "" && !/^(import|"use client"|\/\/)/.test(line));
    expect(lines.length).toBeLessThanOrEqual(13);
  });

  test("says of every capability what it is", () => {
    const section = sectionOf(text, "What works") ?? "";
    const claimed = [...section.matchAll(/`(\w+): ([^`]+)`/g)].map(([, key = "", value = ""]) => [key, value]);
    const known = claimed.filter(([key = ""]) => key in protocol.capabilities);
    const real = Object.entries(protocol.capabilities).map(([key, value]) => [key, JSON.stringify(value)]);
    expect(Object.fromEntries(known)).toEqual(Object.fromEntries(real));
    expect(known).toHaveLength(real.length);
  });

  test("names the level of its guarantees", () => {
    expect(sectionOf(text, "What it promises")).toContain(`**${guaranteeLevel(protocol.capabilities)}**`);
  });
});

describe("the guide", () => {
  const guide = textOf("docs/write-your-own-protocol.md");

  test("says of every capability what it needs and what it switches on", () => {
    const named = [...(sectionOf(guide, "Capabilities") ?? "").matchAll(/^\| (`[^|]+) \|/gm)].join();
    expect(Object.keys(nestGateway.capabilities).filter((key) => !named.includes(`\`${key}\``))).toEqual([]);
  });

  test("says of every wrapper which symptom it is for", () => {
    const files = readdirSync(join(root, "src/protocols/around")).map((file) => file.replace(".ts", ""));
    const section = sectionOf(guide, "What a server needs beyond its words") ?? "";
    expect(files.filter((name) => !section.includes(name === "around" ? "`around(" : `| \`${name}\` |`))).toEqual([]);
    expect(files).toContain("answeredBy");
  });

  test("names every reader and word that is exported for it", () => {
    const source = readFileSync(join(root, "src/exports/protocols.ts"), "utf8");
    const lists = [
      ...source.matchAll(
        /export \{([^}]*)\} from "[^"]*(?:contract\/schema|protocols\/words|protocols\/conversations)\.js"/g,
      ),
    ];
    const names = lists.flatMap(([, list = ""]) => list.split(",").map((name) => name.trim()));
    const values = names.filter((name) => name !== "" && !name.startsWith("type "));
    expect(values).toContain("heard");
    expect(values.filter((name) => !new RegExp(`\\b${name}\\b`).test(guide))).toEqual([]);
  });
});

test("the index names the level of every server", () => {
  const rows = [...textOf("docs/README.md").matchAll(/^\| \[[^\]]+\]\(protocols\/(\w+)\.md\) \|.*?\| (L\d) \|/gm)];
  const levels = Object.fromEntries(rows.map(([, name = "", level]) => [name, level]));
  expect(levels).toEqual(
    Object.fromEntries(Object.entries(presets).map(([name, { capabilities }]) => [name, guaranteeLevel(capabilities)])),
  );
});

test("a block that bears the name of a file that is run by the tests is that file", () => {
  const folder = join(root, "test/docs/quick-starts");
  const titled = pages.flatMap(({ path, text }) => codeOf(text).map((block) => ({ path, ...block })));
  const named = titled.filter(({ title }) => title !== undefined && existsSync(join(folder, title)));
  expect(named.map(({ title }) => title)).toContain("nestGateway.ts");
  for (const { path, title = "", code } of named) expect(code, path).toBe(asPrinted(join(folder, title)));
});

/** Node's resolution, which the tests are compiled by, wants the extension that bundlers do without. */
function asPrinted(file: string): string {
  return readFileSync(file, "utf8").replaceAll(/from "(\.[^"]+)\.js"/g, 'from "$1"');
}

test("the index of the docs is a file that the README leads to", () => {
  expect(statSync(join(root, "docs/README.md")).isFile()).toBe(true);
  expect(linksOf({ path: "README.md", text: textOf("README.md") }).map(({ to }) => to)).toContain("docs/README.md");
});
