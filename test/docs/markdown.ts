import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const root = join(import.meta.dirname, "../..");

/** A page of the documentation. */
export interface Page {
  /** From the repository's root: `docs/protocols/nest.md`. */
  readonly path: string;
  readonly text: string;
}

/** A fence of a page. */
export interface Block {
  readonly language: string;
  /** What the other blocks of the page import it by: "```ts title="protocol.ts"" gives `protocol.ts`. */
  readonly title: string | undefined;
  readonly code: string;
}

/** The README and everything under docs. */
export function readPages(): Page[] {
  const files = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
  const docs = files.filter((file) => file.endsWith(".md")).map((file) => `docs/${file.replaceAll("\\", "/")}`);
  return ["README.md", ...docs.toSorted()].map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** The fences of a Markdown text, in order. */
export function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w*)([^\n]*)\n([\s\S]*?)^```/gm)].map(
    ([, language = "", info = "", code = ""]) => ({
      language,
      title: /title="([^"]+)"/.exec(info)?.[1],
      code,
    }),
  );
}

/** The fences that are code of ours to be: TypeScript and JavaScript. */
export function codeOf(markdown: string): Block[] {
  return blocksOf(markdown).filter(({ language }) => /^[tj]sx?$/.test(language));
}

/**
 * Writes a page's code into a folder of its own, each block as a module, under its title if it has one, so that the blocks of a page can import each other.
 *
 * @returns the files' paths, from `folder`
 */
export function writeExamples(folder: string, path: string, markdown: string): string[] {
  const own = path.replace(/\.md$/, "").replaceAll("/", "-");
  mkdirSync(join(folder, own), { recursive: true });
  return codeOf(markdown).map(({ title, code }, index) => {
    const name = `${own}/${title ?? `example${index + 1}.tsx`}`;
    writeFileSync(join(folder, name), `${code}\nexport {};\n`, { flag: "wx" });
    return name;
  });
}

/** A link of a page to something in this repository. */
export interface Link {
  readonly from: string;
  /** From the repository's root; the page itself for `#anchor`. */
  readonly to: string;
  readonly anchor: string | undefined;
}

/** The links of a page that lead to no other site. */
export function linksOf({ path, text }: Page): Link[] {
  const targets = [...text.replaceAll(/^```[\s\S]*?^```/gm, "").matchAll(/\]\((?![a-z]+:)([^)\s]*)\)/g)];
  return targets.map(([, target = ""]) => {
    const [file = "", anchor] = target.split("#");
    const to = file === "" ? path : relative(root, join(root, dirname(path), decodeURI(file))).replaceAll("\\", "/");
    return { from: path, to, anchor };
  });
}

/** The anchors that a page's headings can be linked to by, as GitHub names them. */
export function anchorsOf(markdown: string): string[] {
  const headings = [...markdown.replaceAll(/^```[\s\S]*?^```/gm, "").matchAll(/^#{1,6} +(.+)$/gm)];
  const seen = new Map<string, number>();
  return headings.map(([, heading = ""]) => {
    const slug = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(/\s/g, "-");
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}

/** What stands under a heading of the second level; `undefined` without it. */
export function sectionOf(markdown: string, title: string): string | undefined {
  return markdown.split(/^## /m).find((section) => section.split("\n", 1)[0] === title);
}
