import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadProtocol, presetNames } from "../../src/cli/loadProtocol.js";
import * as exported from "../../src/exports/protocols.js";

const protocol = (name: string) =>
  `{ name: ${JSON.stringify(name)}, capabilities: {}, connect: {}, incoming: {}, outgoing: {}, http: {} }`;
let folder = "";
const file = (name: string, source: string) => {
  const path = join(folder, name);
  writeFileSync(path, source);
  return path;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lobbykit-protocols-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a preset", () => {
  test.each(presetNames)("%s is found by the name it is exported under", async (name) => {
    expect(Object.keys(exported)).toContain(name);
    expect((await loadProtocol(name, undefined)).name).toBe(name);
  });

  test("is made with the options", async () => {
    const rose = { id: "rose", name: "Rose", price: 10, animation: "hearts" };
    expect((await loadProtocol("livestream", { gifts: [rose] })).capabilities.gifts).toBe(true);
    expect((await loadProtocol("livestream", undefined)).capabilities.gifts).toBe(false);
  });

  test("that takes none says so", async () => {
    await expect(loadProtocol("native", {})).rejects.toThrow("takes no --options");
  });
});

describe("a file", () => {
  test.each([
    ["its default export", "default.mjs", `export default ${protocol("mine")};`],
    ["its only export", "named.mjs", `export const mine = ${protocol("mine")};`],
    ["a function that makes one", "made.mjs", `export default (options) => (${protocol("mine")});`],
    [
      "a protocol before a function",
      "both.mjs",
      `export const helper = () => 1; export const mine = ${protocol("mine")};`,
    ],
  ])("%s", async (_what, name, source) => {
    expect((await loadProtocol(file(name, source), undefined)).name).toBe("mine");
  });

  test("one of several, by its name", async () => {
    const path = file("several.mjs", `export const one = ${protocol("one")}; export const two = ${protocol("two")};`);
    expect((await loadProtocol(`${path}#two`, undefined)).name).toBe("two");
    await expect(loadProtocol(path, undefined)).rejects.toThrow(`${path}#one, ${path}#two`);
    await expect(loadProtocol(`${path}#three`, undefined)).rejects.toThrow("exports no protocol three");
  });

  test("a function is given the options", async () => {
    const path = file("options.mjs", `export default ({ name }) => ({ ...${protocol("")}, name });`);
    expect((await loadProtocol(path, { name: "told" })).name).toBe("told");
  });

  test.each([
    ["empty.mjs", "export const one = 1;", "exports no protocol"],
    ["broken.mjs", "throw new Error('not today');", "could not be loaded: not today"],
    ["wrong.mjs", "export default () => 1;", "makes no protocol"],
    ["thrown.mjs", "export default () => { throw new Error('no gifts'); };", "could not be made: no gifts"],
  ])("%s says what is wrong", async (name, source, words) => {
    await expect(loadProtocol(file(name, source), undefined)).rejects.toThrow(
      expect.objectContaining({ name: "UsageError", message: expect.stringContaining(words) }),
    );
  });

  test("that is none", async () => {
    await expect(loadProtocol("nativ", undefined)).rejects.toThrow(/neither a file nor one of native, elearning/);
    await expect(loadProtocol("toString", undefined)).rejects.toThrow(/neither a file/);
  });
});
