import { expect, test } from "vitest";
import { anchorsOf, blocksOf, codeOf, linksOf, sectionOf } from "./markdown.js";

const text = `# One & two

See [the other](../a/b.md#some-part), [here](#one--two), [there](https://example.com) and ![a picture](c.png).

\`\`\`ts title="first.ts"
const link = "[not](one.md)";
\`\`\`

\`\`\`sh
# no heading
\`\`\`

## \`Second\` (again)

Words.

## \`Second\` (again)
`;

test("fences are found with their language and title", () => {
  expect(blocksOf(text).map(({ language, title }) => [language, title])).toEqual([
    ["ts", "first.ts"],
    ["sh", undefined],
  ]);
  expect(codeOf(text).map(({ code }) => code)).toEqual(['const link = "[not](one.md)";\n']);
});

test("links are found outside of fences, from the root, those to other sites not", () => {
  expect(linksOf({ path: "docs/x/y.md", text })).toEqual([
    { from: "docs/x/y.md", to: "docs/a/b.md", anchor: "some-part" },
    { from: "docs/x/y.md", to: "docs/x/y.md", anchor: "one--two" },
    { from: "docs/x/y.md", to: "docs/x/c.png", anchor: undefined },
  ]);
});

test("headings have the anchors that GitHub gives them", () => {
  expect(anchorsOf(text)).toEqual(["one--two", "second-again", "second-again-1"]);
});

test("a section ends where the next begins", () => {
  expect(sectionOf(text, "`Second` (again)")).toBe("`Second` (again)\n\nWords.\n\n");
  expect(sectionOf(text, "Third")).toBeUndefined();
});
