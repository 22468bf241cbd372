// @ts-check
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder, without a trailing slash. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** @param {...string} parts */
export const fromRoot = (...parts) => join(root, ...parts);

/**
 * The script a dependency's command stands for, to be run with `process.execPath`: no shell, no shim, the same on
 * every platform.
 *
 * @param {string} path inside node_modules, e.g. `typescript/bin/tsc`
 */
export function tool(path) {
  const script = fromRoot("node_modules", path);
  if (!existsSync(script)) throw new Error(`${path} is not installed. Run \`npm ci\` in ${root} first.`);
  return script;
}

/**
 * Runs a command to its end, its output passed through.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, quiet?: boolean, timeoutMs?: number }} [options]
 *   `quiet` collects the output instead, to be part of the error when the command fails
 * @returns {Promise<string>} the collected output; rejects when the command fails or is killed
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", options.quiet ? "pipe" : "inherit", options.quiet ? "pipe" : "inherit"],
      timeout: options.timeoutMs ?? 0,
      shell: process.platform === "win32" && !command.includes("node"),
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
        output += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${[command, ...args].join(" ")} ended with ${signal ?? code}\n${output}`.trim()));
    });
  });
}

/**
 * Runs a script with this Node.
 *
 * @param {string} script
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export const runNode = (script, args, options) => run(process.execPath, [script, ...args], options);
