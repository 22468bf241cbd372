import { type ImportGraph, type Sources, withoutComments } from "../support/importGraph.js";

/** What each layer may import besides itself. `types` marks a layer of which only types may be imported. */
const layers: Readonly<Record<string, readonly { layer: string; types?: true }[]>> = {
  contract: [],
  locales: [{ layer: "contract" }],
  protocols: [{ layer: "contract" }],
  client: [{ layer: "contract" }, { layer: "protocols" }],
  vue: [{ layer: "contract" }, { layer: "protocols" }, { layer: "client" }],
  react: [{ layer: "contract" }, { layer: "protocols" }, { layer: "client" }, { layer: "locales" }],
  components: [
    { layer: "contract" },
    { layer: "client", types: true },
    { layer: "react" },
    { layer: "locales" },
    { layer: "protocols", types: true },
  ],
  server: [{ layer: "contract" }, { layer: "protocols" }],
  cli: [{ layer: "contract" }, { layer: "protocols" }, { layer: "client" }],
};

/** These may import every layer: the published test kit, and the entries. */
const unrestricted = new Set(["testing", "exports"]);

/** Folders of these names, wherever they are, are siblings that know nothing of each other. `room`, `support` and `livestream` put them together, and may import each. */
const domains = new Set(["connection", "chat", "notifications", "presence", "viewers", "gifts", "live"]);

const reactPackages = /^(react|react-dom|react-redux|react-hot-toast|react-icons|framer-motion)(\/|$)/;

const layerOf = (path: string): string => path.split("/")[1] ?? "";
const domainOf = (path: string): string | undefined =>
  path
    .split("/")
    .slice(2, -1)
    .find((folder) => domains.has(folder));

/** Imports that go against the direction contract ← protocols ← client ← react ← components, contract ← … ← server. */
export function wrongDirections(graph: ImportGraph): string[] {
  return eachImport(graph, (path, { target, typeOnly }) => {
    const [from, to] = [layerOf(path), target === undefined ? undefined : layerOf(target)];
    if (to === undefined || from === to) return undefined;
    if (to === "cli" && !typeOnly) return "cli is a command: nothing imports it";
    if (unrestricted.has(from)) return undefined;
    const allowed = layers[from]?.find(({ layer }) => layer === to);
    if (allowed === undefined) return `${from} must not import ${to}`;
    return allowed.types && !typeOnly ? `${from} may import types of ${to} only` : undefined;
  });
}

/** Imports of one domain's folder from another's in the same layer. */
export function siblingImports(graph: ImportGraph): string[] {
  return eachImport(graph, (path, { target }) => {
    if (target === undefined || layerOf(path) !== layerOf(target) || unrestricted.has(layerOf(path))) return undefined;
    const [from, to] = [domainOf(path), domainOf(target)];
    if (from === undefined || to === undefined || from === to) return undefined;
    return `the domain ${from} must not import its sibling ${to}: move what they share up`;
  });
}

/** Packages imported where the design has no place for them. */
export function misplacedPackages(graph: ImportGraph): string[] {
  return eachImport(graph, (path, { specifier, target }) => {
    if (target !== undefined) return undefined;
    const layer = layerOf(path);
    if (/^lobbykit(\/|$)/.test(specifier)) return "a source imports the package it is part of";
    if (/^socket\.io-client(\/|$)/.test(specifier) && !path.startsWith("src/client/connection/")) {
      return "socket.io-client is imported in src/client/connection only";
    }
    if (/^(framer-motion|motion|react-icons)(\/|$)/.test(specifier) && layer !== "components") {
      return `${specifier} is imported in src/components only`;
    }
    if (/^(vue|@vue)(\/|$)/.test(specifier) && layer !== "vue") return `${specifier} is imported in src/vue only`;
    const frameworkFree = ["contract", "protocols", "client", "vue", "server", "locales", "cli"].includes(layer);
    if (frameworkFree && (reactPackages.test(specifier) || specifier === "@reduxjs/toolkit/query/react")) {
      return `${layer} is free of React`;
    }
    if (specifier.startsWith("node:") && !["server", "testing", "cli"].includes(layer)) {
      return `${layer} runs in browsers, where ${specifier} does not exist`;
    }
    return undefined;
  });
}

/** Modules of react and components that a Server Component would run, for want of "use client" in their first line. */
export function missingUseClient(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(([path]) => path.startsWith("src/react/") || path.startsWith("src/components/"))
    .filter(([path, source]) => needsClient(path, withoutComments(source)))
    .filter(([, source]) => !/^["']use client["'];?\s*(\n|$)/.test(source))
    .map(([path]) => `${path}: uses hooks or JSX, so its first line must be "use client"`);
}

function needsClient(path: string, code: string): boolean {
  return path.endsWith(".tsx") || /\buse([A-Z]\w*)?\s*(<[^>()]*>)?\(/.test(code) || /\bcreateContext\s*[<(]/.test(code);
}

/** Modules outside exports/ that pass other modules' exports on. */
export function barrels(sources: Sources): string[] {
  return Object.entries(sources).flatMap(([path, source]) => {
    if (path.startsWith("src/exports/")) return [];
    const code = withoutComments(source);
    if (/\bexport\s+(type\s+)?\*/.test(code)) return [`${path}: export * outside src/exports`];
    const own = code
      .replace(/["']use client["'];?/g, "")
      .replace(/\b(import|export)\s+(type\s+)?([\w$*\s,]|\{[^}]*\})*?\sfrom\s*["'][^"']+["'];?/g, "")
      .replace(/\bexport\s+(type\s+)?\{[^}]*\};?/g, "");
    const passesOn = /\bexport\s+(type\s+)?\{/.test(code);
    return passesOn && own.trim() === "" ? [`${path}: consists of re-exports only, which is for src/exports`] : [];
  });
}

/** Files of src/react that export more than one hook. */
export function crowdedHookFiles(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(([path]) => path.startsWith("src/react/"))
    .flatMap(([path, source]) => {
      const hooks = new Set(
        [...withoutComments(source).matchAll(/\bexport\s+(?:function|const)\s+(use[A-Z]\w*)/g)].map(([, name]) => name),
      );
      return hooks.size > 1 ? [`${path}: exports ${[...hooks].join(", ")}; one exported hook a file`] : [];
    });
}

function eachImport(
  graph: ImportGraph,
  judge: (path: string, found: NonNullable<ReturnType<ImportGraph["get"]>>[number]) => string | undefined,
): string[] {
  return [...graph].flatMap(([path, imports]) =>
    imports.flatMap((found) => {
      const fault = judge(path, found);
      return fault === undefined ? [] : [`${path} → ${found.specifier}: ${fault}`];
    }),
  );
}
