import { createConnection } from "../../../src/client/connection/connection.js";
import type { ConnectionOptions, ConnectionPatch, Session } from "../../../src/client/connection/connectionTypes.js";
import type { Report } from "../../../src/client/settings.js";
import { defaultTimings } from "../../../src/client/timings.js";
import { native } from "../../../src/protocols/native/native.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "./scriptedTransport.js";

/** The native server's answer to hello. */
export function helloAnswer(userId = "an") {
  return {
    ok: true,
    proto: 1,
    userId,
    features: [],
    limits: { maxBytes: 65_536, messageLength: 4_000, rate: { perSecond: 10, burst: 20 } },
    serverTime: 0,
    epoch: "e1",
  };
}

/** A token with times, in seconds, as a server would sign it. */
export function makeToken(iat: number, exp: number, salt = ""): string {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll("=", "");
  return `${part({ alg: "HS256" })}.${part({ sub: "an", iat, exp, salt })}.signature`;
}

/** A connection of user `an` to a scripted server, on a virtual clock. */
export function setUp(overrides: Partial<ConnectionOptions> = {}, seed = 1) {
  const environment = createVirtualEnvironment({ seed });
  const server = createScriptedServer(environment);
  server.answer("lobby:hello", () => helloAnswer());
  server.answer("lobby:heads", () => ({ ok: true, heads: [] }));
  server.answer("lobby:reauth", () => ({ ok: true }));
  const patches: ConnectionPatch[] = [];
  const statuses: string[] = [];
  const reports: Report[] = [];
  const events: { readonly event: string; readonly payload: unknown }[] = [];
  const sessions: Session[] = [];
  const counts = { down: 0 };
  const connection = createConnection({
    url: "https://chat.example.com",
    apiUrl: "https://chat.example.com/api/lobby",
    protocol: native,
    user: { id: "an" },
    auth: "token-1",
    environment,
    timings: defaultTimings,
    transport: server.factory,
    report: (report) => reports.push(report),
    onState: (patch) => {
      patches.push(patch);
      if (patch.status !== undefined) statuses.push(patch.status);
    },
    onEvent: (event, payload) => events.push({ event, payload }),
    onOpenSession: async (session) => {
      sessions.push(session);
    },
    onDown: () => {
      counts.down += 1;
    },
    ...overrides,
  });
  return { environment, server, connection, patches, statuses, reports, events, sessions, counts };
}

/** The same, wanted and live. */
export async function setUpLive(overrides: Partial<ConnectionOptions> = {}, seed = 1) {
  const all = setUp(overrides, seed);
  const release = all.connection.retain();
  await all.environment.advanceAsync(100);
  return { ...all, release };
}
