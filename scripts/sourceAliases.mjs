// @ts-check
import { fileURLToPath } from "node:url";

const fromRoot = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * Maps the package's public import paths to their sources, for tests and stories. Users' code, and the demo, resolve
 * the same paths through `exports` in package.json to what the build wrote.
 *
 * @returns {{ find: RegExp, replacement: string }[]} in the form Vite's `resolve.alias` takes
 */
export function sourceAliases() {
  return [
    { find: /^lobbykit$/, replacement: fromRoot("src/exports/index.ts") },
    { find: /^lobbykit\/styles\.css$/, replacement: fromRoot("src/styles/index.css") },
    { find: /^lobbykit\/styles\/([\w-]+\.css)$/, replacement: fromRoot("src/styles/sheets/$1") },
    { find: /^lobbykit\/(locales\/[\w-]+)$/, replacement: fromRoot("src/$1.ts") },
    { find: /^lobbykit\/([\w-]+)$/, replacement: fromRoot("src/exports/$1.ts") },
  ];
}
