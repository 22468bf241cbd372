import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inputsDigest } from "../../scripts/demo.mjs";
import { unpack } from "../../scripts/pack.mjs";
import { freePort } from "../../scripts/ports.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lobbykit-demo-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

test("the demo is built again when a source of it or the package changes, and only then", () => {
  write("demo/app/page.tsx", "one");
  write("package/dist/index.js", "one");
  const digest = () => inputsDigest(join(folder, "demo"), join(folder, "package"));
  const first = digest();
  write("demo/.next/build", "output");
  write("demo/data/lobby.db", "rows");
  expect(digest()).toBe(first);
  write("demo/app/page.tsx", "two");
  const second = digest();
  expect(second).not.toBe(first);
  write("package/dist/index.js", "two");
  expect(digest()).not.toBe(second);
});

test("a file that only changes its name changes the digest", () => {
  write("demo/a.ts", "x");
  write("package/dist/index.js", "");
  const before = inputsDigest(join(folder, "demo"), join(folder, "package"));
  rmSync(join(folder, "demo/a.ts"));
  write("demo/b.ts", "x");
  expect(inputsDigest(join(folder, "demo"), join(folder, "package"))).not.toBe(before);
});

test("takes the next port when the one asked for is in use", async () => {
  const server = createServer();
  const taken = await new Promise<number>((resolve) => {
    server.listen(0, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  try {
    expect(await freePort(taken)).toBeGreaterThan(taken);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A tar archive of one entry. */
function tar(name: string, type: string, body: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${body.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write(type, 156);
  const content = Buffer.alloc(Math.ceil(body.length / 512) * 512);
  content.write(body);
  return gzipSync(Buffer.concat([header, content, Buffer.alloc(1024)]));
}

test("unpacks a tarball's files below the folder, in place of what was there", () => {
  write("installed/stale.js", "old");
  writeFileSync(join(folder, "a.tgz"), tar("package/dist/index.js", "0", "x".repeat(600)));
  unpack(join(folder, "a.tgz"), join(folder, "installed"));
  expect(readFileSync(join(folder, "installed/dist/index.js"), "utf8")).toHaveLength(600);
  expect(() => readFileSync(join(folder, "installed/stale.js"))).toThrow("ENOENT");
});

test("refuses a tarball with an entry it does not understand", () => {
  writeFileSync(join(folder, "a.tgz"), tar("package/link", "2", ""));
  expect(() => unpack(join(folder, "a.tgz"), join(folder, "installed"))).toThrow("not expected of npm pack");
});
