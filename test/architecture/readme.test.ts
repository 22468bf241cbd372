import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
/** The tables' first column: a name and where its story is. */
const rows = [...readme.matchAll(/^\| \[`(\w+)[^`]*`\]\(([^)]+)\) \|/gm)].map(([, name = "", story = ""]) => ({
  name,
  story,
}));

test("the README lists every component and hook once", async () => {
  const exported = Object.keys(await import("../../src/exports/index.js"));
  const shown = exported.filter((name) => /^(use)?[A-Z]/.test(name) && name !== "LobbyError");
  expect(rows.map(({ name }) => name).toSorted()).toEqual(shown.toSorted());
});

test("each of them leads to a story that exists, a hook's to one of stories/hooks", () => {
  expect(rows.filter(({ story }) => !existsSync(join(root, story)))).toEqual([]);
  const hooks = rows.filter(({ name }) => name.startsWith("use"));
  expect(hooks).not.toEqual([]);
  const elsewhere = hooks.filter(
    ({ name, story }) =>
      !story.startsWith("stories/hooks/") ||
      !new RegExp(`\\b${name}(<\\w+>)?\\(`).test(readFileSync(join(root, story), "utf8")),
  );
  expect(elsewhere.map(({ name }) => name)).toEqual([]);
});

test("every file of the repository that the README links to exists", () => {
  const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, target = ""]) => target);
  expect(links).not.toEqual([]);
  expect(links.filter((target) => !existsSync(join(root, target)))).toEqual([]);
});
