import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isRecord } from "../contract/schema.js";
import type { Protocol } from "../protocols/protocol.js";
import { UsageError } from "./usageError.js";

type Maker = (options: object) => Protocol;

/** The protocols that lobbykit brings, each loaded only when it is named. */
const presets: Readonly<Record<string, () => Promise<unknown>>> = {
  native: async () => (await import("../protocols/native/native.js")).native,
  elearning: async () => (await import("../protocols/elearning/elearning.js")).elearning,
  livestream: async () => (await import("../protocols/livestream/livestream.js")).livestream,
  rooms: async () => (await import("../protocols/rooms/rooms.js")).rooms,
  shop: async () => (await import("../protocols/shop/shop.js")).shop,
};

/** The names that `--protocol` takes beside a file. */
export const presetNames: readonly string[] = Object.keys(presets);

/**
 * Finds a protocol: a preset by its name, or what a module exports. A function is called with the options.
 *
 * @param named a preset, or a path to a module; `path#name` where it exports several
 * @throws UsageError when there is none, or it can't be loaded
 */
export async function loadProtocol(named: string, options: object | undefined): Promise<Protocol> {
  const preset = Object.hasOwn(presets, named) ? presets[named] : undefined;
  const found = preset === undefined ? await fromFile(named) : await preset();
  if (isProtocol(found)) {
    if (options === undefined) return found;
    throw new UsageError(`${named} is a protocol and takes no --options.`);
  }
  let made: unknown;
  try {
    made = (found as Maker)(options ?? {});
  } catch (error) {
    throw new UsageError(`${named} could not be made: ${messageOf(error)}`);
  }
  if (isProtocol(made)) return made;
  throw new UsageError(`${named} is a function that makes no protocol. Let it return what defineProtocol returns.`);
}

async function fromFile(named: string): Promise<unknown> {
  const [path = "", name] = named.split("#");
  const file = resolve(path);
  if (!existsSync(file))
    throw new UsageError(`There is no protocol ${named}: it is neither a file nor one of ${presetNames.join(", ")}.`);
  let module: Readonly<Record<string, unknown>>;
  try {
    module = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    if (isRecord(error) && error.code === "ERR_UNKNOWN_FILE_EXTENSION")
      throw new UsageError(
        `${path} can't be loaded by this Node (${process.version}). Compile it to .mjs, use Node 22.18 or newer, or run it with a loader: NODE_OPTIONS="--import tsx".`,
      );
    throw new UsageError(`${path} could not be loaded: ${messageOf(error)}`);
  }
  if (name !== undefined) {
    if (isUsable(module[name])) return module[name];
    throw new UsageError(`${path} exports no protocol ${name}.`);
  }
  if (isUsable(module.default)) return module.default;
  const usable = Object.keys(module).filter((key) => isUsable(module[key]));
  // A function may be anything: a protocol is taken before one.
  const protocols = usable.filter((key) => isProtocol(module[key]));
  const candidates = protocols.length > 0 ? protocols : usable;
  const [only] = candidates;
  if (only === undefined)
    throw new UsageError(
      `${path} exports no protocol. Export what defineProtocol returns, or a function that returns it.`,
    );
  if (candidates.length > 1)
    throw new UsageError(
      `${path} exports several protocols. Say which: ${candidates.map((key) => `${path}#${key}`).join(", ")}.`,
    );
  return module[only];
}

function isUsable(value: unknown): boolean {
  return typeof value === "function" || isProtocol(value);
}

function isProtocol(value: unknown): value is Protocol {
  return (
    isRecord(value) &&
    typeof value.name === "string" &&
    isRecord(value.capabilities) &&
    isRecord(value.connect) &&
    isRecord(value.incoming) &&
    isRecord(value.outgoing) &&
    isRecord(value.http)
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
