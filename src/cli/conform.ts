import { defined } from "../contract/defined.js";
import { LobbyError } from "../contract/lobbyError.js";
import { type Capabilities, guaranteeLevel } from "../protocols/protocol.js";
import { checkChat } from "./chatChecks.js";
import { checkDomains } from "./domainChecks.js";
import { type CheckId, createLedger, type Ledger } from "./ledger.js";
import { type Arrival, createProbe, type Probe } from "./probe.js";
import type { ConformLatency, ConformReport } from "./report.js";
import { surfaceOf } from "./surface.js";
import { type ConformAccount, type ConformOptions, createTrial, inWords, type Trial } from "./trial.js";

/** What decides how much can be promised, and the check that shows it. */
const deciding = {
  hello: "connection.hello",
  acks: "chat.acks",
  dedupe: "chat.dedupe",
  sequences: "chat.sequences",
  catchUp: "chat.catchUp",
} as const satisfies Partial<Record<keyof Capabilities, CheckId>>;

/**
 * Tries on a running server what a protocol says of it, with the real client. Nothing is sent that others than the tester's own accounts see unless the options allow it.
 * Leaves no connection and no timer behind, however it ends.
 *
 * @throws LobbyError `conform-unreachable` when nobody answers, `conform-refused` when the server does not want an account; `bad-url`, `bad-id`
 */
export async function conform(options: ConformOptions): Promise<ConformReport> {
  const { protocol, account, timeoutMs = 5_000 } = options;
  const ledger = createLedger(protocol);
  const probeOf = (own: ConformAccount) =>
    createProbe({ url: options.url, apiUrl: options.apiUrl, protocol, timeoutMs, ...defined({ ...own }) });
  const first = probeOf(account);
  const second = options.second === undefined ? null : probeOf(options.second);
  try {
    await enter(ledger, options.url, first);
    if (second !== null) await enter(ledger, options.url, second);
    const trial = createTrial(options, { ledger, first, second, timeoutMs });
    await checkConnection(trial);
    await checkChat(trial);
    await checkDomains(trial);
    // Others have seen the line being cut; where nobody could write, it is cut all the same.
    if (trial.talk === null) await checkComingBack(trial);
    await checkRefusal(trial, probeOf);
    checkWire(trial);
    return reportOf(trial);
  } finally {
    first.close();
    second?.close();
  }
}

async function enter(ledger: Ledger, url: string, probe: Probe): Promise<void> {
  const arrival = await probe.arrive();
  if (arrival.kind === "live")
    return ledger.passed("connection.enter", `as ${probe.user.id}, in ${Math.round(arrival.afterMs)} ms`);
  throw notIn(url, probe.user.id, arrival);
}

function notIn(url: string, userId: string, { kind, why }: Exclude<Arrival, { kind: "live" }>): LobbyError {
  if (kind === "unreachable")
    return new LobbyError(
      "conform-unreachable",
      `${url} could not be reached.`,
      `It was said: ${why}.`,
      "See that the server runs, that this is its Socket.IO address, and that the protocol's connect.path and connect.transports are its own.",
    );
  return new LobbyError(
    "conform-refused",
    `The server did not let ${userId} in.`,
    kind === "refused" ? `It was said: ${why}.` : `It turned the connection away each time, with the words: ${why}.`,
    "See that the token is of this user, has not run out and is meant for this server.",
  );
}

async function checkConnection(trial: Trial): Promise<void> {
  const { ledger, first, options } = trial;
  if (ledger.claims("connection.hello")) {
    const session = first.session();
    if (session?.hello != null) ledger.passed("connection.hello", `version ${session.hello.proto}`);
    else ledger.failed("connection.hello", "no answer: guarantees are reduced");
  }
  if (ledger.claims("connection.reauthenticate")) {
    const { token } = options.account;
    if (token === null) ledger.untried("connection.reauthenticate", "there is no token", "--token");
    else {
      const outcome = await first.execute("reauthenticate", { token });
      if (!outcome.ok) ledger.failed("connection.reauthenticate", inWords(outcome.failure));
      else ledger.passed("connection.reauthenticate", "the same token once more was taken");
    }
  }
  const health = await first.query("health", {});
  if (health.ok) ledger.passed("connection.health", "it answers");
  else if (health.failure.code === "UNSUPPORTED")
    ledger.missing("connection.health", "the protocol has no word for it");
  else ledger.failed("connection.health", inWords(health.failure), "See --api, and what http.health asks for.");
}

async function checkComingBack({ ledger, first, timeoutMs }: Trial): Promise<void> {
  first.tap.cut()();
  const isBack = await first.until(
    () => first.lobby.store.getState().lobby.connection.status === "live",
    2 * timeoutMs,
  );
  if (isBack) ledger.passed("connection.back", "it is back");
  else ledger.failed("connection.back", "it did not come back");
}

/** Last of all: some servers shut those out who come with a wrong token. */
async function checkRefusal({ ledger, options }: Trial, probeOf: (account: ConformAccount) => Probe): Promise<void> {
  if (options.account.token === null) return ledger.untried("connection.refuses", "there is no token", "--token");
  const stranger = probeOf({ ...options.account, cookie: undefined, token: "lobbykit-conform-is-no-token" });
  try {
    const { kind } = await stranger.arrive();
    const isClaimed = options.protocol.connect.refusal !== undefined;
    if (kind === "refused") ledger.passed("connection.refuses", "and the client is told why");
    else if (kind === "live" && isClaimed)
      ledger.failed(
        "connection.refuses",
        "the server let it in",
        "Let the server check the token of every connection.",
      );
    else if (kind === "live") ledger.missing("connection.refuses", "the server let it in");
    else if (isClaimed) ledger.failed("connection.refuses", "it did not get in, but the client does not know why");
    else
      ledger.missing(
        "connection.refuses",
        "it did not get in, but the client does not know why",
        'Give the protocol a connect.refusal that answers { kind: "unauthenticated" } to what this server says.',
      );
  } finally {
    stranger.close();
  }
}

function probesOf({ first, second }: Trial): readonly Probe[] {
  return second === null ? [first] : [first, second];
}

function droppedBy(trial: Trial): ConformReport["dropped"] {
  const all = new Map<string, ConformReport["dropped"][number]>();
  for (const probe of probesOf(trial))
    for (const [key, one] of probe.dropped) all.set(key, { ...one, count: one.count + (all.get(key)?.count ?? 0) });
  return [...all.values()];
}

function checkWire(trial: Trial): void {
  const { ledger } = trial;
  const dropped = droppedBy(trial);
  const names = [...new Set(dropped.map(({ event }) => event))];
  if (names.length === 0) ledger.passed("wire.readable", "nothing was dropped");
  else ledger.failed("wire.readable", `dropped: ${names.join(", ")}`);
  const unmapped = unmappedBy(trial);
  if (unmapped.length === 0) ledger.passed("wire.known", "no event was new to it");
  else
    ledger.missing(
      "wire.known",
      `not known: ${unmapped.join(", ")}`,
      "Give each an entry in incoming, () => null for what is of no use.",
    );
}

function unmappedBy(trial: Trial): readonly string[] {
  return [...new Set(probesOf(trial).flatMap((probe) => [...probe.unmapped]))].sort();
}

function reportOf(trial: Trial): ConformReport {
  const { ledger, options, protocol, first } = trial;
  const claimed = protocol.capabilities;
  const checks = ledger.checks();
  const strict = options.strict ?? false;
  const unmapped = unmappedBy(trial);
  const failed = checks.some(({ status }) => status === "failed");
  const open = checks.some(({ status }) => status === "not-tried") || unmapped.length > 0;
  const seen = (id: CheckId) => ledger.statusOf(id) === "passed";
  const observed: Capabilities = {
    ...claimed,
    hello: seen(deciding.hello),
    acks: seen(deciding.acks),
    dedupe: seen(deciding.dedupe),
    sequences: seen(deciding.sequences),
    catchUp: seen(deciding.catchUp) ? claimed.catchUp : "none",
  };
  const untried = Object.entries(deciding).flatMap(([claim, id]) =>
    ledger.statusOf(id) === "not-tried" ? [claim] : [],
  );
  const probes = probesOf(trial);
  return {
    version: 1,
    url: options.url,
    protocol: protocol.name,
    user: first.user.id,
    secondUser: trial.second?.user.id ?? null,
    conforms: !failed && !(strict && open),
    strict,
    claimed,
    checks,
    guarantees: { claimed: guaranteeLevel(claimed), observed: guaranteeLevel(observed), untried },
    latency: {
      socket: latencyOf(probes.flatMap(({ tap }) => tap.roundTrips)),
      http: latencyOf(probes.flatMap(({ requests }) => requests.flatMap(({ ms }) => ms ?? []))),
    },
    unmapped,
    dropped: droppedBy(trial),
    sent: sentBy(probes),
    surface: surfaceOf(without(claimed, ledger.lost())),
  };
}

/** What is left of the claims when those that have turned out wrong are taken back. */
function without(claimed: Capabilities, lost: readonly (keyof Capabilities)[]): Capabilities {
  const no = (claim: keyof Capabilities) => (typeof claimed[claim] === "boolean" ? false : "none");
  return {
    ...claimed,
    ...Object.fromEntries(lost.map((claim) => [claim, claim === "notifications" ? false : no(claim)])),
  };
}

function latencyOf(times: readonly number[]): ConformLatency | null {
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  const slowest = sorted.at(-1);
  if (median === undefined || slowest === undefined) return null;
  return { samples: sorted.length, median: Math.round(median), slowest: Math.round(slowest) };
}

function sentBy(probes: readonly Probe[]): ConformReport["sent"] {
  const counts = new Map<string, number>();
  const add = (event: string, count: number) => counts.set(event, (counts.get(event) ?? 0) + count);
  for (const { tap, requests } of probes) {
    for (const [event, count] of tap.sent) add(event, count);
    for (const { name } of requests) add(name, 1);
  }
  return [...counts].map(([event, count]) => ({ event, count }));
}
