import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { personHues } from "../../src/components/personHue.js";
import { contrast, oklchToLinear, type Rgb } from "./oklch.js";

const css = readFileSync(join(import.meta.dirname, "../../src/styles/tokens.css"), "utf8");

/** The declarations of the rule with this selector. */
function declarations(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  expect(start, `tokens.css has a rule ${selector}`).toBeGreaterThan(-1);
  const block = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  return new Map([...block.matchAll(/--lobby-([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

const light = declarations(':where(:root, [data-lobby-theme="light"])');
const darkBySystem = declarations(':where(:root:not([data-lobby-theme="light"]))');
const darkByName = declarations(':where([data-lobby-theme="dark"])');

function colour(tokens: Map<string, string>, name: string): Rgb {
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(tokens.get(name) ?? "");
  if (parts === null) throw new Error(`--lobby-${name} is no opaque oklch colour: ${tokens.get(name)}`);
  return oklchToLinear(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

function personColour(tokens: Map<string, string>, name: string, hue: number): Rgb {
  const [lightness = Number.NaN, chroma = Number.NaN] = (tokens.get(name) ?? "").split(" ").map(Number);
  return oklchToLinear(lightness, chroma, hue);
}

const surfaces = ["surface", "raised", "sunken", "hover"];
/** Text, and all that it stands on. 4.5:1. */
const texts: readonly (readonly [string, readonly string[]])[] = [
  ["text", [...surfaces, "accent-tint", "danger-tint", "warning-tint"]],
  ["muted", [...surfaces, "accent-tint"]],
  ["accent-text", [...surfaces, "accent-tint", "danger-tint", "warning-tint"]],
  ["danger-text", [...surfaces, "danger-tint", "accent-tint"]],
  ["warning-text", ["surface", "raised", "warning-tint"]],
  ["on-accent", ["accent"]],
];
/** Marks that carry meaning. 3:1. */
const marks: readonly (readonly [string, readonly string[]])[] = [
  ["success", ["surface", "raised", "accent-tint"]],
  ["away", ["surface", "raised"]],
  ["danger", ["surface", "raised"]],
  ["live", ["surface", "raised"]],
  ["accent", ["surface"]],
];

describe.each([
  ["light", light],
  ["dark", darkByName],
])("in the %s theme", (_, tokens) => {
  test.each(texts.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    "%s on %s can be read",
    (text, ground) => {
      expect(contrast(colour(tokens, text), colour(tokens, ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(marks.flatMap(([mark, grounds]) => grounds.map((ground) => [mark, ground] as const)))(
    "%s on %s can be made out",
    (mark, ground) => {
      expect(contrast(colour(tokens, mark), colour(tokens, ground))).toBeGreaterThanOrEqual(3);
    },
  );

  test.each(personHues.map((hue) => [hue]))("names and initials of hue %i can be read", (hue) => {
    const name = personColour(tokens, "person-text", hue);
    for (const ground of ["surface", "hover"]) {
      expect(contrast(name, colour(tokens, ground)), ground).toBeGreaterThanOrEqual(4.5);
    }
    const [face, ink] = [personColour(tokens, "person-face", hue), personColour(tokens, "person-ink", hue)];
    expect(contrast(ink, face)).toBeGreaterThanOrEqual(4.5);
  });
});

test("the dark theme is the same by the system's wish and by name", () => {
  expect([...darkBySystem]).toEqual([...darkByName]);
});

test("a theme swaps the same meanings as the other, and none is missing in one", () => {
  expect([...darkByName.keys()]).toEqual([...light.keys()]);
});

test("black on white has the contrast that the standard gives as example", () => {
  expect(contrast(oklchToLinear(0, 0, 0), oklchToLinear(1, 0, 0))).toBeCloseTo(21, 1);
  // #777 on white, known as the grey that just fails: 4.48.
  expect(contrast(oklchToLinear(0.5693, 0, 0), oklchToLinear(1, 0, 0))).toBeCloseTo(4.48, 1);
});
