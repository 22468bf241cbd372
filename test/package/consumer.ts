import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "../../scripts/build.mjs";
import { pack, unpack } from "../../scripts/pack.mjs";

export const root = join(import.meta.dirname, "../..");

export interface Consumer {
  /** A project's folder with `node_modules/lobbykit` unpacked from the tarball. */
  readonly folder: string;
  /** The package's folder in it. */
  readonly installed: string;
  readonly tarball: string;
  readonly files: readonly string[];
  remove(): void;
}

/**
 * Packs the package and unpacks it in a project of its own, as `npm install` would.
 *
 * The packages named are linked beside it and nothing else is there, so that an import of anything undeclared fails.
 */
export async function createConsumer(packages: readonly string[]): Promise<Consumer> {
  if (!existsSync(join(root, "dist/exports/index.js"))) await build();
  const folder = mkdtempSync(join(tmpdir(), "lobbykit-consumer-"));
  const { path: tarball, files } = pack(folder);
  const installed = join(folder, "node_modules/lobbykit");
  unpack(tarball, installed);
  for (const name of packages) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link, "junction");
  }
  return { folder, installed, tarball, files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The package's manifest. */
export const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  bin: { lobbykit: string };
  exports: Record<string, string | { types: string; default: string }>;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
};

/** The import paths of the entries that are code: `lobbykit`, `lobbykit/client`, … */
export const codeEntries = Object.entries(manifest.exports)
  .filter(([path, target]) => typeof target !== "string" && !path.includes("*"))
  .map(([path]) => `lobbykit${path.slice(1)}`);
