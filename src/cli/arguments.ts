import { parseArgs } from "node:util";
import type { User } from "../contract/connection.js";
import { defined } from "../contract/defined.js";
import { isHttpUrl, isId } from "../contract/ids.js";
import { type Patch, patchSchema, topicLimits } from "../contract/live.js";
import { array, isRecord } from "../contract/schema.js";
import { supportTopicSchema } from "../contract/support.js";
import type { ConformAccount, ConformOptions } from "./trial.js";
import { UsageError } from "./usageError.js";

/** What the command was told to do. */
export type Invocation =
  | { readonly kind: "help" }
  | {
      readonly kind: "conform";
      /** A preset or a file, and what it is made with. */
      readonly protocol: { readonly named: string; readonly options: object | undefined };
      /** What it is made with for the second account, where that is something else. */
      readonly secondOptions: object | undefined;
      /** All but the protocol, which has to be loaded. */
      readonly options: Omit<ConformOptions, "protocol">;
      readonly json: boolean;
      readonly color: boolean | undefined;
    };

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

const known = {
  protocol: text,
  options: text,
  token: text,
  "token-env": text,
  cookie: text,
  "cookie-env": text,
  user: text,
  api: text,
  "second-token": text,
  "second-token-env": text,
  "second-cookie": text,
  "second-cookie-env": text,
  "second-user": text,
  "second-options": text,
  room: text,
  to: text,
  write: flag,
  viewable: text,
  topic: text,
  change: text,
  symbol: { type: "string", multiple: true },
  gift: text,
  support: text,
  "image-url": text,
  timeout: text,
  json: flag,
  strict: flag,
  "no-color": flag,
  help: { type: "boolean", short: "h" },
} as const;

/**
 * Reads the command's arguments.
 *
 * @param env where `--token-env` looks
 * @throws UsageError for what can't work; no message holds a token
 */
export function readArguments(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Invocation {
  const { values, positionals } = parsed(argv);
  const [command, url, ...rest] = positionals;
  if (values.help === true || (command === undefined && argv.length === 0)) return { kind: "help" };
  if (command !== "conform")
    throw new UsageError(
      command === undefined
        ? "Say what to do: lobbykit conform <url>."
        : `There is no command ${command}: it is "conform".`,
    );
  if (url === undefined) throw new UsageError("The server's address is missing: lobbykit conform <url>.");
  if (rest.length > 0) throw new UsageError(`One address is enough: what is ${rest[0]}?`);
  if (!isHttpUrl(url)) throw new UsageError(`${url} is no address. It begins with http:// or https://.`);
  if (values.protocol === undefined)
    throw new UsageError("Say which protocol the server speaks: --protocol <name or file>.");
  if (values.api !== undefined && !isHttpUrl(values.api))
    throw new UsageError(`${values.api} is no address of an API. It begins with http:// or https://.`);

  const account = accountOf("", values, env);
  if (account === null) throw new UsageError("Say who you are: --token (or --token-env), --user, or both.");
  const second = accountOf("second-", values, env);
  if (second?.user.id === account.user.id)
    throw new UsageError(`The second account is ${account.user.id} too: it must be another one.`);
  if (second === null && values["second-options"] !== undefined)
    throw new UsageError("--second-options are those of a second account: add --second-token or --second-user.");
  if (values.to === account.user.id) throw new UsageError("--to names the own account: name somebody else.");
  for (const name of ["room", "to", "viewable", "topic", "gift"] as const) checkId(name, values[name]);
  for (const symbol of values.symbol ?? []) for (const one of symbol.split(",")) checkId("symbol", one);
  if (values.change !== undefined && values.topic === undefined)
    throw new UsageError("--change is one to a topic: add --topic.");
  if (values.support !== undefined && !supportTopicSchema(values.support).ok)
    throw new UsageError("--support is what help is asked for with: 1 to 64 characters, like general.");
  if (values["image-url"] !== undefined && !isHttpUrl(values["image-url"]))
    throw new UsageError(`${values["image-url"]} is no address of a picture.`);

  return {
    kind: "conform",
    protocol: { named: values.protocol, options: jsonOf("options", values.options) },
    secondOptions: jsonOf("second-options", values["second-options"]),
    options: defined({
      url,
      apiUrl: values.api,
      account,
      second: second ?? undefined,
      room: values.room,
      to: values.to,
      write: values.write,
      viewable: values.viewable,
      topic: values.topic,
      symbols: values.symbol?.flatMap((one) => one.split(",")),
      change: patchesOf(values.change),
      gift: values.gift,
      support: values.support,
      imageUrl: values["image-url"],
      timeoutMs: timeoutOf(values.timeout),
      strict: values.strict,
    }),
    json: values.json ?? false,
    color: values["no-color"] === true ? false : undefined,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: known, allowPositionals: true });
  } catch (error) {
    // Only the first sentence: what follows is about Node's own ways.
    const [first = ""] = (error instanceof Error ? error.message : "").split(/\. |\n/);
    throw new UsageError(`${first.replace(/\.$/, "")}.`);
  }
}

const patchesSchema = array(patchSchema, { max: topicLimits.patches });

type Which = "" | "second-";
type Secret = `${Which}${"token" | "cookie"}`;
type Texts = Readonly<Partial<Record<Secret | `${Secret}-env` | `${Which}user`, string>>>;
type Env = Readonly<Record<string, string | undefined>>;

/** What nobody else should read: as given, or out of the environment. */
function secretOf(option: Secret, values: Texts, env: Env): string | null {
  const given = values[option];
  const name = values[`${option}-env`];
  if (name === undefined) {
    if (given === "") throw new UsageError(`--${option} is empty.`);
    return given ?? null;
  }
  if (given !== undefined) throw new UsageError(`Give --${option} or --${option}-env, not both.`);
  const found = env[name];
  if (found === undefined || found === "") throw new UsageError(`The environment has no ${name}.`);
  return found;
}

/** Who that is: as told, or as the token says. */
function accountOf(which: Which, values: Texts, env: Env): ConformAccount | null {
  const told = values[`${which}user`];
  const token = secretOf(`${which}token`, values, env);
  const cookie = secretOf(`${which}cookie`, values, env);
  if (told === undefined && token === null && cookie === null) return null;
  const [id = "", ...name] = told?.split(":") ?? [idIn(token) ?? ""];
  if (id === "")
    throw new UsageError(
      token === null
        ? `A cookie does not say whose it is: add --${which}user <id>.`
        : `The ${which === "" ? "" : "second "}token does not say whose it is: add --${which}user <id>.`,
    );
  checkId(`${which}user`, id);
  const user: User = name.length === 0 ? { id } : { id, name: name.join(":") };
  return defined({ user, token, cookie: cookie ?? undefined });
}

/** The user's id in the token, if it is a JWT that names one. It is read, not believed: the server checks it. */
function idIn(token: string | null): string | null {
  const [, payload = ""] = token?.split(".") ?? [];
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
    if (!isRecord(claims)) return null;
    const id = claims.sub ?? claims.id ?? claims.userId ?? claims._id;
    return typeof id === "string" || typeof id === "number" ? String(id) : null;
  } catch {
    return null;
  }
}

function checkId(option: string, id: string | undefined): void {
  if (id === undefined || isId(id)) return;
  throw new UsageError(`--${option} ${JSON.stringify(id)} can't be an id: 1 to 64 of A-Z a-z 0-9 _ -.`);
}

function jsonOf(name: string, options: string | undefined): object | undefined {
  if (options === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(options);
  } catch {
    value = null;
  }
  if (isRecord(value)) return value;
  throw new UsageError(`--${name} must be an object in JSON, like '{"gifts":[]}'.`);
}

function patchesOf(told: string | undefined): readonly Patch[] | undefined {
  if (told === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(told);
  } catch {
    value = null;
  }
  const parsed = patchesSchema(Array.isArray(value) ? value : [value], "");
  if (parsed.ok && parsed.value.length > 0) return parsed.value;
  throw new UsageError(
    `--change must be a patch in JSON, or a list of them: '{"op":"set","path":["count"],"value":3}'.`,
  );
}

function timeoutOf(told: string | undefined): number | undefined {
  if (told === undefined) return undefined;
  const ms = Number(told);
  if (Number.isInteger(ms) && ms >= 100 && ms <= 120_000) return ms;
  throw new UsageError("--timeout is in milliseconds, from 100 to 120000.");
}
