import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { findChromium } from "./scripts/chromium.mjs";
import { sourceAliases } from "./scripts/sourceAliases.mjs";

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const react18 = fromRoot("test/react-18/node_modules");
const setupFiles = [fromRoot("test/support/setup.ts")];
const domSetupFiles = [...setupFiles, fromRoot("test/support/setupDom.ts")];

/** Long, for it ends only what hangs: no test may depend on how fast the machine is, or on what else it does. */
const patience = { testTimeout: 300_000, hookTimeout: 300_000 };

/** ES modules that import React. Inlined, so that the alias to React 18 reaches inside them. */
const reactDependents = [/react-redux/, /framer-motion/, /react-hot-toast/, /react-icons/, /goober/];

/**
 * Whether a run concerns the project named: `--project` is absent or names it. The browser is looked up, and Storybook
 * loaded, only for runs that use them, so that `vitest --project unit` starts in a second on a machine without a browser.
 */
function wanted(project: string, args = process.argv.slice(2)): boolean {
  const named = args.flatMap((arg, index) => {
    if (arg.startsWith("--project=")) return [arg.slice("--project=".length)];
    return arg === "--project" ? [args[index + 1] ?? ""] : [];
  });
  return named.length === 0 || named.some((name) => name === project || name.includes("*"));
}

/** Chromium as Vitest drives it. */
async function chromiumBrowser() {
  const [{ playwright }, chromium] = await Promise.all([import("@vitest/browser-playwright"), findChromium()]);
  return {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: playwright({
      launchOptions: {
        executablePath: chromium.executablePath,
        args: chromium.args,
        env: { ...process.env, ...chromium.env },
      },
    }),
    instances: [{ browser: "chromium" as const }],
  };
}

/** Layout, scrolling and focus, which jsdom has none of. */
async function browserProject(): Promise<TestProjectConfiguration[]> {
  if (!wanted("browser") || !existsSync(fromRoot("test/browser"))) return [];
  return [
    {
      resolve: { alias: sourceAliases() },
      optimizeDeps: {
        include: ["react", "react/jsx-runtime", "react/jsx-dev-runtime", "react-dom", "react-dom/client"],
      },
      cacheDir: fromRoot("node_modules/.cache/vite-browser"),
      test: {
        name: "browser",
        setupFiles: [fromRoot("test/browser/setup.ts")],
        include: ["test/browser/**/*.test.{ts,tsx}"],
        testTimeout: 300_000,
        browser: { ...(await chromiumBrowser()), viewport: { width: 800, height: 700 } },
      },
    },
  ];
}

async function storybookProject(): Promise<TestProjectConfiguration[]> {
  if (!wanted("storybook") || !existsSync(fromRoot("stories"))) return [];
  const { storybookTest } = await import("@storybook/addon-vitest/vitest-plugin");
  return [
    {
      plugins: [storybookTest({ configDir: fromRoot(".storybook") })],
      test: {
        name: "storybook",
        setupFiles: [fromRoot(".storybook/vitest.setup.ts")],
        testTimeout: 300_000,
        browser: await chromiumBrowser(),
      },
    },
  ];
}

export default defineConfig(async () => ({
  test: {
    projects: [
      {
        resolve: { alias: sourceAliases() },
        test: {
          name: "unit",
          ...patience,
          environment: "node",
          setupFiles,
          include: ["test/**/*.test.ts"],
          exclude: [
            "test/integration/**",
            "test/e2e/**",
            "test/package/**",
            "test/react/**",
            "test/browser/**",
            "**/node_modules/**",
          ],
        },
      },
      {
        resolve: { alias: sourceAliases() },
        test: {
          name: "dom",
          ...patience,
          environment: "jsdom",
          setupFiles: domSetupFiles,
          include: ["test/react/**/*.test.{ts,tsx}", "test/**/*.test.tsx"],
          exclude: ["test/integration/**", "test/e2e/**", "test/browser/**", "**/node_modules/**"],
        },
      },
      {
        resolve: {
          alias: [
            ...sourceAliases(),
            { find: /^react$/, replacement: `${react18}/react/index.js` },
            { find: /^react\/(.+?)(\.js)?$/, replacement: `${react18}/react/$1.js` },
            { find: /^react-dom$/, replacement: `${react18}/react-dom/index.js` },
            { find: /^react-dom\/(.+?)(\.js)?$/, replacement: `${react18}/react-dom/$1.js` },
          ],
        },
        test: {
          name: "react18",
          ...patience,
          environment: "jsdom",
          setupFiles: [fromRoot("test/support/setupReact18.ts"), ...domSetupFiles],
          include: ["test/react/**/*.test.tsx"],
          exclude: ["**/node_modules/**"],
          env: { LOBBYKIT_REACT: "18" },
          server: { deps: { inline: reactDependents } },
        },
      },
      {
        resolve: { alias: sourceAliases() },
        test: {
          name: "integration",
          environment: "node",
          setupFiles: [...setupFiles, fromRoot("test/support/setupSockets.ts")],
          include: ["test/integration/**/*.test.{ts,tsx}"],
          ...patience,
        },
      },
      {
        test: {
          name: "package",
          environment: "node",
          include: ["test/package/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      ...(await browserProject()),
      ...(await storybookProject()),
    ],
  },
}));
