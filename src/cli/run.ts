import { LobbyError } from "../contract/lobbyError.js";
import { type Invocation, readArguments } from "./arguments.js";
import { conform } from "./conform.js";
import { help } from "./help.js";
import { loadProtocol } from "./loadProtocol.js";
import { print } from "./print.js";
import type { ConformOptions } from "./trial.js";
import { UsageError } from "./usageError.js";

/** What the command has to do with its surroundings. */
export interface Surroundings {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether what is written to `out` is read on a terminal. */
  readonly terminal: boolean;
  out(text: string): void;
  err(text: string): void;
}

type Conform = Extract<Invocation, { kind: "conform" }>;

/** Shorter ones would take ordinary words with them. */
const shortestSecret = 4;

/** Runs the command. Never rejects: answers the exit status, 0 every claim holds, 1 a claim failed, 2 it could not run. */
export async function run({ argv, env, terminal, out, err }: Surroundings): Promise<0 | 1 | 2> {
  let hide = (text: string) => text;
  try {
    const invocation = readArguments(argv, env);
    if (invocation.kind === "help") {
      out(help);
      return 0;
    }
    hide = withoutTokens(invocation);
    const { named, options } = invocation.protocol;
    const protocol = await loadProtocol(named, options);
    const report = await conform({ ...invocation.options, ...(await secondOf(invocation)), protocol });
    const color = invocation.color ?? (terminal && !env.NO_COLOR);
    out(hide(invocation.json ? `${JSON.stringify(report, null, 2)}\n` : print(report, { color })));
    return report.conforms ? 0 : 1;
  } catch (error) {
    err(hide(`lobbykit: ${wordsOf(error)}\n`));
    return 2;
  }
}

/** The second account, with a protocol of its own where it was given options of its own. */
async function secondOf({ options, protocol, secondOptions }: Conform): Promise<Pick<ConformOptions, "second">> {
  const { second } = options;
  if (second === undefined || secondOptions === undefined) return { second };
  return { second: { ...second, protocol: await loadProtocol(protocol.named, secondOptions) } };
}

function wordsOf(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nlobbykit --help says more.`;
  if (error instanceof LobbyError) return error.message;
  // A fault of the command's own: where it happened helps to mend it.
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Servers may say a token back: whatever is printed is looked through for it. */
function withoutTokens({ options }: Conform): (text: string) => string {
  const { account, second } = options;
  const tokens = [account.token, account.cookie, second?.token, second?.cookie].filter(
    (token): token is string => typeof token === "string" && token.length >= shortestSecret,
  );
  return (text) => tokens.reduce((left, token) => left.replaceAll(token, "[token]"), text);
}
