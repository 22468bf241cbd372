import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** Source text by path, relative to the repository and with forward slashes: `src/client/lobby.ts`. */
export type Sources = Readonly<Record<string, string>>;

export interface Import {
  /** As written: `./reducer.js`, `react`. */
  readonly specifier: string;
  /** The file of ours it leads to; undefined for a package. */
  readonly target: string | undefined;
  /** `import type` and `export type` vanish when compiled. */
  readonly typeOnly: boolean;
}

/** Each module's imports, re-exports and dynamic imports, in the order written. */
export type ImportGraph = ReadonlyMap<string, readonly Import[]>;

const root = join(import.meta.dirname, "../..");

/** Reads every file under a folder of the repository whose name ends in one of the endings; none where it is missing. */
export function readSources(folder: string, endings: readonly string[] = [".ts", ".tsx"]): Sources {
  const sources: Record<string, string> = {};
  if (!existsSync(join(root, folder))) return sources;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !endings.some((ending) => entry.name.endsWith(ending))) continue;
    const path = join(entry.parentPath, entry.name);
    if (path.includes("node_modules")) continue;
    sources[path.slice(root.length + 1).replaceAll("\\", "/")] = readFileSync(path, "utf8");
  }
  return sources;
}

/**
 * Blanks comments, so that an import written in an example is not taken for one. Strings are stepped over: `https://`
 * in one begins no comment.
 */
export function withoutComments(source: string): string {
  const token = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return source.replace(token, (text) => (text.startsWith("/") ? text.replace(/[^\n]/g, " ") : text));
}

const statement =
  /(?:^|[;}\n])\s*(?:import|export)\s+(type\s)?(?:(?:[\w$*\s,]|\{[^}]*\})*?\sfrom\s*)?["']([^"']+)["']|\bimport\s*\(\s*["']([^"']+)["']/g;

/** The import graph of the sources given, by reading alone: relative specifiers are resolved among these sources. */
export function importGraph(sources: Sources): ImportGraph {
  const graph = new Map<string, Import[]>();
  for (const [path, source] of Object.entries(sources)) {
    const imports: Import[] = [];
    for (const [, type, named, dynamic] of withoutComments(source).matchAll(statement)) {
      const specifier = named ?? dynamic ?? "";
      imports.push({ specifier, target: resolve(path, specifier, sources), typeOnly: type !== undefined });
    }
    graph.set(path, imports);
  }
  return graph;
}

function resolve(from: string, specifier: string, sources: Sources): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  const withoutExtension = path.replace(/\.js$/, "");
  return [path, `${withoutExtension}.ts`, `${withoutExtension}.tsx`].find((candidate) => candidate in sources) ?? path;
}

/** Every module reachable from the entry by imports that survive compilation, the entry included. */
export function reachable(graph: ImportGraph, entry: string): { modules: Set<string>; packages: Set<string> } {
  const modules = new Set([entry]);
  const packages = new Set<string>();
  for (const module of modules) {
    for (const { specifier, target, typeOnly } of graph.get(module) ?? []) {
      if (typeOnly) continue;
      if (target === undefined) packages.add(specifier);
      else modules.add(target);
    }
  }
  return { modules, packages };
}

/** The import cycles, each once, as the modules passed through; type-only imports count, for they couple as well. */
export function findCycles(graph: ImportGraph): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const visit = (module: string, path: string[]): void => {
    const start = path.indexOf(module);
    if (start >= 0) {
      cycles.push([...path.slice(start), module]);
      return;
    }
    if (done.has(module)) return;
    for (const { target } of graph.get(module) ?? []) {
      if (target !== undefined && graph.has(target)) visit(target, [...path, module]);
    }
    done.add(module);
  };
  for (const module of graph.keys()) visit(module, []);
  return cycles;
}
