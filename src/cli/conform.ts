import { defined } from "../contract/defined.js";
import { LobbyError } from "../contract/lobbyError.js";
import { type Capabilities, guaranteeLevel } from "../protocols/protocol.js";
import { checkChat } from "./checks/chat.js";
import { checkComingBack, checkConnection, checkRefusal } from "./checks/connection.js";
import { checkGifts } from "./checks/gifts.js";
import { checkLive } from "./checks/live.js";
import { checkNotifications } from "./checks/notifications.js";
import { checkPresence } from "./checks/presence.js";
import { checkRooms } from "./checks/rooms.js";
import { checkSupport } from "./checks/support.js";
import { checkViewers } from "./checks/viewers.js";
import { checkWire, droppedBy, probesOf, unmappedBy } from "./checks/wire.js";
import { type CheckId, createLedger, type Ledger } from "./ledger.js";
import { type Arrival, createProbe, type Probe } from "./probe.js";
import type { ConformLatency, ConformReport } from "./report.js";
import { surfaceOf } from "./surface.js";
import { type ConformAccount, type ConformOptions, createTrial, steady, type Trial } from "./trial.js";

/** What decides how much can be promised, and the check that shows it. */
const deciding = {
  hello: "connection.hello",
  acks: "chat.acks",
  dedupe: "chat.dedupe",
  sequences: "chat.sequences",
  catchUp: "chat.catchUp",
} as const satisfies Partial<Record<keyof Capabilities, CheckId>>;

/** What is tried beside connection and chat, each in the file of its domain. To leave the viewers is to leave the room on some servers, so that comes last. */
const domainChecks = [checkRooms, checkNotifications, checkPresence, checkGifts, checkLive, checkSupport, checkViewers];

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
    const arriving = [first, ...(second === null ? [] : [second])].map(
      async (probe) => [probe, await probe.arrive()] as const,
    );
    for (const [probe, arrival] of await Promise.all(arriving)) enter(ledger, options.url, probe, arrival);
    const trial = createTrial(options, { ledger, first, second, timeoutMs });
    await checkConnection(trial);
    await checkChat(trial);
    for (const check of domainChecks) {
      await steady(trial);
      await check(trial);
    }
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

function enter(ledger: Ledger, url: string, probe: Probe, arrival: Arrival): void {
  if (arrival.kind !== "live") throw notIn(url, probe.user.id, arrival);
  ledger.passed("connection.enter", `as ${probe.user.id}, in ${Math.round(arrival.afterMs)} ms`);
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
