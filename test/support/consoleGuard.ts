import { format } from "node:util";

const methods = ["error", "warn"] as const;
type Method = (typeof methods)[number];
type Pattern = RegExp | string;

interface Watch {
  readonly allowed: Pattern[];
  readonly unexpected: string[];
  readonly originals: Record<Method, Console[Method]>;
  readonly outer: Watch | undefined;
}

// Kept on the global object: the setup file and a test may each get an own instance of this module.
const key = Symbol.for("lobbykit.test.consoleGuard");
const slot = globalThis as { [key]?: Watch | undefined };

function matches(text: string, pattern: Pattern): boolean {
  return typeof pattern === "string" ? text.includes(pattern) : pattern.test(text);
}

/** Begins to collect what is written with console.error and console.warn. */
export function watchConsole(): void {
  const watch: Watch = {
    allowed: [],
    unexpected: [],
    originals: { error: console.error, warn: console.warn },
    outer: slot[key],
  };
  slot[key] = watch;
  for (const method of methods) {
    console[method] = (...args: unknown[]) => {
      const text = format(...args);
      if (watch.allowed.some((pattern) => matches(text, pattern))) return;
      watch.unexpected.push(`console.${method}: ${text}`);
    };
  }
}

/**
 * Puts the console back.
 *
 * @throws Error listing what was written and not allowed by {@link allowConsole}
 */
export function assertConsoleQuiet(): void {
  const watch = slot[key];
  if (watch === undefined) return;
  slot[key] = watch.outer;
  for (const method of methods) console[method] = watch.originals[method];
  if (watch.unexpected.length > 0) {
    throw new Error(
      `Unexpected console output. Mend its cause, or expect it with allowConsole(pattern).\n${watch.unexpected.join("\n")}`,
    );
  }
}

/** Lets console.error and console.warn write what matches, until the running test ends. */
export function allowConsole(pattern: Pattern): void {
  const watch = slot[key];
  if (watch === undefined) throw new Error("allowConsole was called outside a test: call it inside the test's body.");
  watch.allowed.push(pattern);
}
