import Module, { createRequire } from "node:module";
import { join } from "node:path";

// The alias in vitest.config.ts gives React 18 to ES modules. CommonJS ones (Testing Library, use-sync-external-store)
// load React by `require`, which is directed here. Without it a test would run two Reacts and fail at the first hook.
type Resolve = (request: string, ...rest: unknown[]) => string;
const loader = Module as unknown as { _resolveFilename: Resolve };
const requireReact18 = createRequire(join(import.meta.dirname, "../react-18/package.json"));
const resolveFilename = loader._resolveFilename;

// `scheduler` is not among them: react-dom finds its own version by its place.
const paths = new Map(
  ["react", "react/jsx-runtime", "react/jsx-dev-runtime", "react-dom", "react-dom/client", "react-dom/test-utils"].map(
    (request) => [request, requireReact18.resolve(request)],
  ),
);

loader._resolveFilename = (request, ...rest) => paths.get(request) ?? resolveFilename(request, ...rest);
