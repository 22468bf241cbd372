import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPages, writeExamples } from "../docs/markdown.js";
import { startElearningServer } from "../servers/elearning.js";
import { importGraph, reachable, readSources, type Sources } from "../support/importGraph.js";
import { type Consumer, codeEntries, createConsumer, manifest, root } from "./consumer.js";

const reactFamily = /^(react|react-dom|react-redux|react-hot-toast|react-icons|framer-motion)(\/|$)/;

let consumer: Consumer;
let modules: Sources;

beforeAll(async () => {
  consumer = await createConsumer([
    ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
    "@types/react",
    "@types/react-dom",
    "@types/node",
    "next",
    "vitest",
  ]);
  const javascript = consumer.files.filter((file) => file.endsWith(".js"));
  modules = Object.fromEntries(javascript.map((file) => [file, readFileSync(join(consumer.installed, file), "utf8")]));
});
afterAll(() => consumer?.remove());

describe("the tarball", () => {
  test("holds the built package and nothing else", () => {
    const unexpected = consumer.files.filter(
      (file) =>
        !/^(dist\/.+\.(js|d\.ts|css)|package\.json|README\.md|LICENSE)$/.test(file) || /\.(test|stories)\./.test(file),
    );
    expect(unexpected).toEqual([]);
    expect(consumer.files).toContain("dist/styles.css");
    expect(consumer.files).toContain("README.md");
  });

  test("holds what the manifest's exports name", () => {
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === "string" ? [target] : [target.types, target.default],
    );
    const missing = targets.filter((target) =>
      target.includes("*")
        ? !consumer.files.some((file) => matchesPattern(file, target.slice(2)))
        : !existsSync(join(consumer.installed, target)),
    );
    expect(missing).toEqual([]);
  });

  test('keeps "use client" as the first line of every module whose source has it', () => {
    const marked = Object.entries({ ...readSources("src/react"), ...readSources("src/components") })
      .filter(([, source]) => source.startsWith('"use client"'))
      .map(([path]) => path.replace(/^src\//, "dist/").replace(/\.tsx?$/, ".js"));
    expect(marked).not.toEqual([]);
    expect(marked.filter((path) => !modules[path]?.startsWith('"use client"'))).toEqual([]);
  });

  test("imports only packages that it declares", () => {
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const undeclared = [...importGraph(modules)].flatMap(([path, imports]) =>
      imports
        .filter(({ specifier, target }) => target === undefined && !specifier.startsWith("node:"))
        .filter(({ specifier }) => !declared.some((name) => specifier === name || specifier.startsWith(`${name}/`)))
        .map(({ specifier }) => `${path} → ${specifier}`),
    );
    expect(undeclared).toEqual([]);
  });

  test("satisfies publint", async () => {
    const { messages, pkg } = await publint({ pkgDir: consumer.installed, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test("satisfies Are The Types Wrong for ES modules", () => {
    const cli = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
    const args = [cli, consumer.tarball, "--profile", "esm-only", "--no-definitely-typed", "--no-color", "--no-emoji"];
    const stylesheet = ["--exclude-entrypoints", "styles.css"];
    const { status, stdout, stderr } = spawnSync(process.execPath, [...args, ...stylesheet], { encoding: "utf8" });
    expect(status, `${stdout}${stderr}`).toBe(0);
    for (const entry of codeEntries) expect(stdout).toContain(`"${entry}"`);
  });
});

describe("an app that installed it", () => {
  test.each(["nodenext", "bundler"])("compiles against every entry with module resolution %s", (resolution) => {
    const imports = codeEntries.map((entry, index) => `import * as entry${index} from ${JSON.stringify(entry)};`);
    const uses = codeEntries.map((_, index) => `entry${index}`);
    writeFileSync(
      join(consumer.folder, "app.mts"),
      `${imports.join("\n")}\nexport const all = [${uses.join(", ")}];\n`,
    );
    const options = [
      ["--module", resolution === "bundler" ? "esnext" : "nodenext"],
      ["--moduleResolution", resolution],
      ["--target", "es2022"],
      ["--types", "node"],
    ].flat();
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "--strict", "--skipLibCheck", ...options, "app.mts"],
      { cwd: consumer.folder, encoding: "utf8" },
    );
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  test("compiles every example of the README and the docs as written", () => {
    const names = readPages().flatMap(({ path, text }) => writeExamples(consumer.folder, path, text));
    expect(names).not.toEqual([]);
    const options = ["--strict", "--skipLibCheck", "--jsx", "react-jsx", "--module", "esnext", "--target", "es2022"];
    // A bundler takes `import "lobbykit/styles.css"`; the compiler has no declaration of it.
    const resolution = ["--moduleResolution", "bundler", "--noUncheckedSideEffectImports", "false", "--types", "node"];
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(root, "node_modules/typescript/bin/tsc"), "--noEmit", ...options, ...resolution, ...names],
      { cwd: consumer.folder, encoding: "utf8" },
    );
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  test("has the README whose examples these are", () => {
    expect(readFileSync(join(consumer.installed, "README.md"), "utf8")).toBe(
      readFileSync(join(root, "README.md"), "utf8"),
    );
  });

  test("can import the stylesheet's path", () => {
    const { status, stdout } = node(["-e", 'console.log(import.meta.resolve("lobbykit/styles.css"))']);
    expect(status).toBe(0);
    expect(stdout.trim()).toMatch(/dist\/styles\.css$/);
  });

  test("imports the main entry in Node, as server rendering does", () => {
    const { status, stderr } = node(["-e", 'await import("lobbykit")']);
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});

describe("the command", () => {
  /** Runs it in a project as npx does: by the link that npm makes of the manifest's `bin`. */
  async function npx(folder: string, ...argv: string[]) {
    const child = spawn("npx", ["--no", "--", "lobbykit", ...argv], {
      cwd: folder,
      shell: process.platform === "win32",
    });
    const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    return { status: status as number | null, out, err };
  }
  async function withCommand(packages: readonly string[], work: (folder: string) => Promise<void>) {
    const project = await createConsumer(packages);
    try {
      const target = join(project.installed, manifest.bin.lobbykit);
      const bin = join(project.folder, "node_modules/.bin");
      mkdirSync(bin, { recursive: true });
      chmodSync(target, 0o755);
      symlinkSync(target, join(bin, "lobbykit"));
      writeFileSync(join(project.folder, "package.json"), "{}");
      await work(project.folder);
    } finally {
      project.remove();
    }
  }

  test("runs with two peers alone, tries a server and ends", async () => {
    const server = await startElearningServer();
    try {
      await withCommand(["socket.io-client", "@reduxjs/toolkit"], async (folder) => {
        const help = await npx(folder, "--help");
        expect(help.out).toMatch(/^lobbykit conform <url>/);
        expect(help.status).toBe(0);
        const token = await server.token("an");
        const argv = [server.url, "--protocol", "elearning", "--api", server.apiUrl, "--token", token];
        const { status, out } = await npx(folder, "conform", ...argv, "--second-token", await server.token("binh"));
        expect(out).toContain("Every claim that was tried holds.");
        expect(status).toBe(0);
      });
    } finally {
      await server.stop();
    }
  });

  test("takes a protocol that the app wrote with defineProtocol", async () => {
    const server = await startElearningServer();
    try {
      await withCommand(["socket.io-client", "@reduxjs/toolkit"], async (folder) => {
        const code =
          'import { elearning } from "lobbykit/protocols";\nexport default { ...elearning, name: "mine" };\n';
        writeFileSync(join(folder, "mine.mjs"), code);
        const argv = ["--protocol", "mine.mjs", "--api", server.apiUrl, "--token", await server.token("an"), "--json"];
        const { status, out } = await npx(folder, "conform", server.url, ...argv);
        expect(JSON.parse(out)).toMatchObject({ protocol: "mine", user: "an", conforms: true });
        expect(status).toBe(0);
      });
    } finally {
      await server.stop();
    }
  });

  test.each(["socket.io-client", "@reduxjs/toolkit"])("says that %s is missing", async (missing) => {
    const others = ["socket.io-client", "@reduxjs/toolkit"].filter((name) => name !== missing);
    await withCommand(others, async (folder) => {
      const { status, err } = await npx(folder, "--help");
      expect(err).toContain(`${missing} is not installed. Install it: npm install`);
      expect(status).toBe(2);
    });
  });

  test("leads to no module that needs React", () => {
    const { modules: reached, packages } = reachable(importGraph(modules), "dist/cli/main.js");
    expect([...packages].filter((name) => reactFamily.test(name) || name.endsWith("/query/react"))).toEqual([]);
    expect([...reached].filter((path) => /^dist\/(react|components|server)\//.test(path))).toEqual([]);
    expect([...reached]).toContain("dist/cli/conform.js");
  });
});

describe("without React", () => {
  const frameworkFree = ["client", "protocols", "server"];

  test.each([...frameworkFree, "vue"])("dist/exports/%s.js leads to no module that needs React", (entry) => {
    const { modules: reached, packages } = reachable(importGraph(modules), `dist/exports/${entry}.js`);
    expect([...packages].filter((name) => reactFamily.test(name) || name.endsWith("/query/react"))).toEqual([]);
    expect([...reached].filter((path) => /^dist\/(react|components)\//.test(path))).toEqual([]);
    expect([...reached].filter((path) => !(path in modules))).toEqual([]);
  });

  test("finds React in the graph of the main entry, so it would find it there", () => {
    expect([...reachable(importGraph(modules), "dist/exports/index.js").packages]).toContain("react");
  });

  test("a Server Component imports client, protocols and server where React is not installed", async () => {
    const bare = await createConsumer(["@reduxjs/toolkit", "socket.io-client", "socket.io", "@libsql/client", "jose"]);
    try {
      const code = frameworkFree.map((entry) => `await import("lobbykit/${entry}");`).join("");
      const { status, stderr } = node(["--conditions", "react-server", "-e", code], bare.folder);
      expect(stderr).toBe("");
      expect(status).toBe(0);
    } finally {
      bare.remove();
    }
  });
});

function node(args: string[], cwd = consumer.folder) {
  return spawnSync(process.execPath, ["--input-type=module", ...args], { cwd, encoding: "utf8", timeout: 30_000 });
}

function matchesPattern(file: string, pattern: string): boolean {
  const [before = "", after = ""] = pattern.split("*");
  return file.startsWith(before) && file.endsWith(after);
}
