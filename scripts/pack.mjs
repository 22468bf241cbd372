// @ts-check
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { root } from "./run.mjs";

/**
 * Packs the package as it would be published; dist must have been built.
 *
 * @param {string} folder where to put the tarball
 * @returns {{ path: string, files: string[] }} the tarball's path, and the paths inside it without `package/`
 */
export function pack(folder) {
  mkdirSync(folder, { recursive: true });
  const npm = process.env.npm_execpath;
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [command, first] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const { status, stdout, stderr } = spawnSync(command, [...first, ...args], {
    cwd: root,
    encoding: "utf8",
    shell: command === "npm" && process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm pack failed:\n${stderr}`);
  const report = JSON.parse(stdout);
  // npm 11 answers with a list, later ones with an object by package name.
  const [{ filename, files }] = Array.isArray(report) ? report : Object.values(report);
  return { path: join(folder, filename), files: files.map((/** @type {{ path: string }} */ { path }) => path) };
}

/**
 * Unpacks a tarball of `npm pack` into a folder, which is emptied first.
 *
 * npm writes plain ustar archives of regular files under `package/`, which is all that is read here.
 *
 * @param {string} tarball
 * @param {string} folder becomes the package's folder, e.g. `node_modules/lobbykit`
 */
export function unpack(tarball, folder) {
  rmSync(folder, { recursive: true, force: true });
  const archive = gunzipSync(readFileSync(tarball));
  for (let offset = 0; offset + 512 <= archive.length; ) {
    const header = archive.subarray(offset, offset + 512);
    const field = (/** @type {number} */ start, /** @type {number} */ length) =>
      header.toString("utf8", start, start + length).replace(/\0.*$/s, "");
    const name = [field(345, 155), field(0, 100)].filter(Boolean).join("/");
    if (name === "") break;
    const size = Number.parseInt(field(124, 12), 8);
    const type = field(156, 1);
    const body = archive.subarray(offset + 512, offset + 512 + size);
    if (type === "0" || type === "") {
      const path = join(folder, name.replace(/^package\//, ""));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, body);
    } else {
      throw new Error(`${tarball}: the entry ${name} is of the type ${type}, which is not expected of npm pack.`);
    }
    offset += 512 + Math.ceil(size / 512) * 512;
  }
}
