// @ts-check
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Adds a file, or the files of a folder, to a digest: by path and content.
 *
 * @param {import("node:crypto").Hash} hash
 * @param {string} base
 * @param {(path: string) => boolean} [counts] whether a file counts, by its path from the folder, with slashes; all do unless told otherwise
 */
export function addTo(hash, base, counts = () => true) {
  const paths = statSync(base).isFile()
    ? [""]
    : readdirSync(base, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(base.length + 1)
            .replaceAll("\\", "/"),
        )
        .filter(counts)
        .sort();
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(base, path)))
      .update("\0");
}

/** @param {readonly string[]} paths */
function digestOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) addTo(hash, path);
  return hash.digest("hex");
}

/**
 * Makes a folder, unless what lies there is what was made of the same files the last time.
 *
 * @param {readonly string[]} from files and folders
 * @param {string} folder
 * @param {string} stamp a file that remembers the last time
 * @param {() => Promise<unknown>} make
 */
export async function makeOnce(from, folder, stamp, make) {
  const sources = digestOf(from);
  const state = () => `${sources} ${digestOf([folder])}`;
  if (existsSync(stamp) && existsSync(folder) && readFileSync(stamp, "utf8") === state()) return;
  rmSync(stamp, { force: true });
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, state());
}
