import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../src/styles");
const files = readdirSync(folder).filter((name) => name.endsWith(".css"));
const sources = new Map(
  files.map((name) => [name, readFileSync(join(folder, name), "utf8").replace(/\/\*[\s\S]*?\*\//g, "")]),
);
const families = files.filter((name) => name !== "index.css");
const sheets = readdirSync(join(folder, "sheets"));
const layers = (/@layer ([^{;]+);/.exec(sources.get("tokens.css") ?? "")?.[1] ?? "").split(", ");
/** The families that a stylesheet is made of, in their order. */
const importedBy = (path: string) =>
  [...readFileSync(join(folder, path), "utf8").matchAll(/@import "\.{1,2}\/([\w-]+\.css)"/g)].map(
    ([, name = ""]) => name,
  );

/** Preludes of all style rules: what stands before a `{` that is not an at-rule or a step of keyframes. */
function selectors(css: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  for (const [, prelude = "", mark] of css.matchAll(/([^{};]*)([{};])/g)) {
    if (mark === "}") open.pop();
    if (mark !== "{") continue;
    const text = prelude.trim().replace(/\s+/g, " ");
    if (!text.startsWith("@") && !open.some((outer) => outer.startsWith("@keyframes"))) found.push(text);
    open.push(text);
  }
  return found;
}

describe.each(families)("%s", (name) => {
  const css = sources.get(name) ?? "";

  test("is in the layer as a whole", () => {
    // The tokens, which every sheet begins with, say the order of the layers.
    const body = name === "tokens.css" ? css.replace(/^\s*@layer [^{;]+;/, "") : css;
    const [, layer] = /^@layer (lobbykit\.\w+) \{[\s\S]*\}$/.exec(body.trim()) ?? [];
    expect(layers).toContain(layer);
  });

  test("has no specificity: every selector is inside :where()", () => {
    expect(selectors(css).length + (css.match(/@keyframes/g)?.length ?? 0)).toBeGreaterThan(0);
    // A comma between two such parts, and a pseudo-element behind one, are all that may stand outside.
    const part = /:where\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g;
    for (const selector of selectors(css)) {
      expect(selector.replace(part, "W"), selector).toMatch(/^W+(::[\w-]+)?(, W+(::[\w-]+)?)*$/);
    }
  });

  test("speaks of start and end, never of left and right, and sets no font and nothing by force", () => {
    expect(css).not.toMatch(/(^|[\s;{])(left|right|(margin|padding|border)-(left|right)|float|font-family)\s*:/);
    expect(css).not.toMatch(/text-align:\s*(left|right)|!important/);
  });

  test("uses no token that is neither declared nor given a fallback", () => {
    const all = [...sources.values()].join("\n");
    const declared = new Set([...all.matchAll(/(--lobby-[\w-]+)\s*:/g)].map((match) => match[1]));
    // Set on the element by the part itself.
    for (const own of ["person", "image-ratio", "wait"]) declared.add(`--lobby-${own}`);
    const used = [...css.matchAll(/var\((--lobby-[\w-]+)\s*\)/g)].map((match) => match[1]);
    expect(used.filter((token) => !declared.has(token))).toEqual([]);
  });
});

test("the stylesheet imports every family once, the tokens first and the reduction of motion last", () => {
  const imported = importedBy("index.css");
  expect(imported.toSorted()).toEqual(families.toSorted());
  expect(imported[0]).toBe("tokens.css");
  expect(imported.at(-1)).toBe("motion.css");
});

/** The components of which a domain's pages are made. */
const roots: Readonly<Record<string, readonly string[]>> = {
  "chat.css": ["chat/ChatRoom", "chat/ConversationList", "inbox/Inbox", "connection/ConnectionStatus"],
  "presence.css": ["presence/OnlineStatus", "presence/PresenceAvatar", "presence/AvatarStack", "viewers/ActiveViewers"],
  "notifications.css": ["notifications/NotificationCenter", "notifications/LobbyToaster"],
  "gifts.css": ["gifts/GiftPicker", "gifts/GiftStage", "gifts/GiftHistory", "gifts/GiftLeaderboard"],
  "live.css": ["live/PriceTicker", "live/PriceBoard", "live/CourseRating", "live/CommentFeed"],
  "support.css": ["support/SupportChat", "support/SupportConsole"],
  "room.css": ["room/LiveRoom", "room/RoomMoves", "room/Roster", "room/LiveBadge"],
};

/** Class names in a component and all that it imports, at once or later. */
function classesOf(components: readonly string[]): ReadonlySet<string> {
  const classes = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    const source = [".tsx", ".ts"].map((end) => readIfThere(path + end)).find((text) => text !== undefined) ?? "";
    // One behind a dot is looked for in the page, not rendered.
    for (const [name] of source.matchAll(/(?<![\w.-])lobby-[\w-]+/g)) classes.add(name);
    for (const [, to = ""] of source.matchAll(/(?:from|import\()\s*"(\.[^"]+)\.js"/g)) {
      const next = resolve(dirname(path), to);
      if (next.includes("/src/components/")) visit(next);
    }
  };
  for (const component of components) visit(join(folder, "../components", component));
  expect(classes.size).toBeGreaterThan(5);
  return classes;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

describe.each(sheets)("the sheet %s", (name) => {
  const imported = importedBy(`sheets/${name}`);
  const has = (family: string) => imported.includes(family);
  const css = imported.map((family) => sources.get(family)).join("\n");

  test("has its families in the order of the whole, the tokens first and the reduction of motion last", () => {
    expect(imported).toEqual(importedBy("index.css").filter(has));
    expect([imported[0], imported.at(-1)]).toEqual(["tokens.css", "motion.css"]);
  });

  test("has every rule of what its components render, and every animation that it uses", () => {
    const rendered = classesOf(roots[name] ?? []);
    const outside = families
      .filter((family) => !has(family))
      .flatMap((family) => selectors(sources.get(family) ?? ""))
      // Rules for parts inside each other: all of them must be there for the rule to match.
      .filter((selector) => {
        const named = [...selector.matchAll(/\.(lobby-[\w-]+)/g)].map(([, one = ""]) => one);
        return named.length > 0 && named.every((one) => rendered.has(one));
      });
    expect(outside).toEqual([]);
    const defined = new Set([...css.matchAll(/@keyframes ([\w-]+)/g)].map((match) => match[1]));
    const used = [...css.matchAll(/animation: (lobby-[\w-]+)/g)].map((match) => match[1]);
    expect(used.filter((one) => !defined.has(one))).toEqual([]);
  });
});

test("marks of presence are painted each by itself, so that a thousand may change all the time", () => {
  expect(sources.get("avatar.css")).toMatch(/:where\(\.lobby-presence\) \{[^}]*contain: strict;/);
});

test("minified and gzipped it is 15.4 kB at most", () => {
  const { outputFiles } = buildSync({
    entryPoints: [join(folder, "index.css")],
    bundle: true,
    minify: true,
    write: false,
    target: "esnext",
  });
  expect(gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length).toBeLessThanOrEqual(15_400);
});
