import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeOnce } from "../../scripts/digest.mjs";

let folder = "";
const at = (path: string) => join(folder, path);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lobbykit-digest-"));
  mkdirSync(at("src"));
  writeFileSync(at("src/a.ts"), "one");
  writeFileSync(at("settings.json"), "{}");
});
afterEach(() => rmSync(folder, { recursive: true }));

let made = 0;
const make = () =>
  makeOnce([at("src"), at("settings.json")], at("dist"), at("cache/stamp"), async () => {
    made++;
    mkdirSync(at("dist"), { recursive: true });
    writeFileSync(at("dist/a.js"), readFileSync(at("src/a.ts")));
  });

test("is made again when a source or what was made is changed or gone, and only then", async () => {
  made = 0;
  await make();
  await make();
  expect(made).toBe(1);
  const changes = [
    () => writeFileSync(at("src/a.ts"), "two"),
    () => writeFileSync(at("settings.json"), "[]"),
    () => writeFileSync(at("dist/a.js"), "spoilt"),
    () => rmSync(at("dist"), { recursive: true }),
  ];
  for (const [index, change] of changes.entries()) {
    change();
    await make();
    await make();
    expect(made).toBe(index + 2);
    expect(readFileSync(at("dist/a.js"), "utf8")).toBe("two");
  }
});

test("what failed half-way is made again", async () => {
  made = 0;
  await make();
  writeFileSync(at("src/a.ts"), "two");
  const failing = makeOnce([at("src"), at("settings.json")], at("dist"), at("cache/stamp"), () =>
    Promise.reject(new Error("half-way")),
  );
  await expect(failing).rejects.toThrow("half-way");
  writeFileSync(at("src/a.ts"), "one");
  await make();
  expect(made).toBe(2);
});
