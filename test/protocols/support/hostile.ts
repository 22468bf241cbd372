import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { healthFeature } from "../../../src/client/connection/healthFeature.js";
import { createLobby } from "../../../src/client/createLobby.js";
import type { Feature } from "../../../src/client/feature.js";
import { giftsFeature } from "../../../src/client/gifts/giftsFeature.js";
import { liveFeature } from "../../../src/client/live/liveFeature.js";
import type { LobbyState } from "../../../src/client/lobbyState.js";
import { notificationsFeature } from "../../../src/client/notifications/notificationsFeature.js";
import { presenceFeature } from "../../../src/client/presence/presenceFeature.js";
import { roomFeature } from "../../../src/client/room/roomFeature.js";
import type { Report } from "../../../src/client/settings.js";
import { supportFeature } from "../../../src/client/support/supportFeature.js";
import { viewersFeature } from "../../../src/client/viewers/viewersFeature.js";
import type { CommandInput, CommandName } from "../../../src/contract/commands.js";
import { errorCodes, type Outcome } from "../../../src/contract/errors.js";
import type { QueryInput, QueryName } from "../../../src/contract/queries.js";
import { type DecodedEvent, decodeEvent } from "../../../src/protocols/decodeEvent.js";
import type { Emission, Encoded, Protocol, ProtocolContext } from "../../../src/protocols/protocol.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "../../client/connection/scriptedTransport.js";
import { payloadsLike, type Recipe, watchPrototypes } from "../../support/fuzz.js";
import { nativeInputs } from "../../support/wireArbitraries.js";

/** Who everything is said to in these samples. */
export const me = "an";

/** What a server says when all is well: everything hostile is made of it. */
export interface HostileSamples {
  /** Payloads of every event that comes in, by its name, as said to {@link me}. */
  readonly events: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** Names of the events of which nothing may be made although nothing is wrong with them: late answers, what is said to others. */
  readonly silent?: readonly string[];
  /** What each query is asked and answered: bodies of a 2xx. */
  readonly answers?: {
    readonly [K in QueryName]?: { readonly input: QueryInput<K>; readonly body: fc.Arbitrary<unknown> };
  };
  /** What each query over the socket is asked, and the payload of the event that answers it. */
  readonly asked?: {
    readonly [K in QueryName]?: {
      readonly input: QueryInput<K>;
      readonly raw: fc.Arbitrary<unknown>;
      readonly event: string;
    };
  };
  /** What each command that is answered is given, and what it is answered: the acknowledgement, the body of a 2xx, or the payload of the events that answer. */
  readonly acknowledgements?: {
    readonly [N in CommandName]?: AcknowledgementSample<N>;
  };
  /** What the server says after the connect until the connection counts as open. */
  readonly greet?: (push: (event: string, payload: unknown) => void) => void;
}

interface AcknowledgementSample<N extends CommandName> {
  readonly input: CommandInput<N>;
  readonly raw: fc.Arbitrary<unknown>;
  /** Names of the events that answer (`answeredBy`), the one that means yes first: what is hostile then is their payload. */
  readonly events?: readonly string[];
}

const context: ProtocolContext = { user: { id: me }, now: () => 1_700_000_000_000, newId: () => "made" };
const runs = { numRuns: 10_000, seed: 20_260_302 };
const features = [
  giftsFeature,
  healthFeature,
  liveFeature,
  notificationsFeature,
  presenceFeature,
  roomFeature,
  supportFeature,
  viewersFeature,
];

/**
 * Registers the tests that every protocol must stand: 10,000 malformed, hostile and truncated payloads for each of its events, answers over HTTP and acknowledgements
 * throw nothing, pollute nothing, leave the state as it was, and are counted and reported by the event's name. What has no samples fails.
 */
export function hostileTo(protocol: Protocol, samples: HostileSamples): void {
  const { answers = {}, asked = {}, acknowledgements = {}, silent = [] } = samples;

  describe(`what a hostile server says to ${protocol.name}`, () => {
    test("may bear names of Object.prototype, for which there is no word", () => {
      for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"])
        expect(decodeEvent(protocol, name, {}, context)).toEqual({ events: [], issues: [], unmapped: true });
    });

    test("is tried with everything that is read from outside", () => {
      expect(Object.keys(samples.events).sort()).toEqual(Object.keys(protocol.incoming).sort());
      expect(Object.keys(answers).sort()).toEqual(
        Object.keys(protocol.http)
          .filter((name) => name !== "failure")
          .sort(),
      );
      expect(Object.keys(asked).sort()).toEqual(Object.keys(protocol.asked ?? {}).sort());
      for (const name of Object.keys(protocol.outgoing) as CommandName[]) {
        if (Object.hasOwn(acknowledgements, name)) continue;
        for (const input of inputsOf(name)) expect(acknowledgeOf(protocol, name, input), name).toBeUndefined();
      }
    });

    test.each(Object.entries(samples.events))(
      "%s: neither throws nor pollutes, what is dropped changes nothing, and is counted and reported by name",
      async (name, valid) => {
        const polluted = watchPrototypes();
        const [spared, flooded] = [await arrive(protocol, samples), await arrive(protocol, samples)];
        const before = spared.slices();
        let kept = 0;
        let refused = 0;
        fc.assert(
          fc.property(payloadsLike(valid), ({ make }: Recipe) => {
            const decoded = decodeEvent(protocol, name, make(), context);
            expectSane(decoded);
            flooded.push(name, make());
            if (decoded.events.length > 0) kept += 1;
            else {
              spared.push(name, make());
              refused += decoded.issues.length;
              if (decoded.issues.length === 0 && !silent.includes(name)) throw new Error("dropped without a word");
            }
          }),
          runs,
        );
        expect(polluted()).toEqual([]);
        // The payloads are of both sorts, else this proves nothing.
        if (!silent.includes(name)) expect(Math.min(kept, 200)).toBe(200);
        for (const { environment } of [spared, flooded]) await environment.advanceAsync(100);
        for (const [slice, held] of Object.entries(spared.slices()))
          expect(held === before[slice as keyof LobbyState], `${slice} has changed`).toBe(true);
        expect(spared.lobby.store.getState().lobby.connection.dropped[name] ?? 0).toBe(refused);
        expect(spared.reports).toHaveLength(refused);
        expect(new Set(spared.reports.map(({ kind, subject }) => `${kind} ${subject}`))).toEqual(
          new Set(refused > 0 ? [`malformed ${name}`] : []),
        );
        // Whatever got in, the page goes on and its state can be kept.
        for (const { lobby } of [spared, flooded]) JSON.stringify(lobby.store.getState().lobby);
        // Nothing of ours failed by it; that the only token there is runs out may be said.
        expect(flooded.reports.filter(({ kind }) => kind !== "malformed" && kind !== "auth")).toEqual([]);
      },
    );

    test.each(Object.entries(answers))("the answer to %s over HTTP is an outcome, whatever it is", (name, sample) => {
      const query = protocol.http[name as QueryName];
      const { input, body } = sample as { readonly input: never; readonly body: fc.Arbitrary<unknown> };
      if (query === undefined) throw new Error("there is no such query");
      const polluted = watchPrototypes();
      fc.assert(
        fc.property(payloadsLike(body), ({ make }: Recipe) => expectOutcome(query.read(make(), input, context))),
        runs,
      );
      expect(polluted()).toEqual([]);
      expectBoth(body, (raw) => query.read(raw, input, context));
    });

    test("refusals over HTTP are read, whatever they are", () => {
      const polluted = watchPrototypes();
      const valid = fc.oneof(fc.record({ message: fc.string() }), ...Object.values(answers).map(({ body }) => body));
      fc.assert(
        fc.property(payloadsLike(valid), fc.integer({ min: 300, max: 599 }), ({ make }: Recipe, status) => {
          const read = protocol.http.failure?.(make(), status);
          if (read !== undefined && !errorCodes.includes(read.code)) throw new Error(`code ${read.code}`);
        }),
        runs,
      );
      expect(polluted()).toEqual([]);
    });

    test.each(Object.entries(acknowledgements))("the answer to %s is an outcome, whatever it is", (name, sample) => {
      const acknowledge = acknowledgeOf(protocol, name as CommandName, sample.input);
      if (acknowledge === undefined) throw new Error("nothing reads its answer");
      const { raw, events = [""] } = sample;
      const answer = (event: string | undefined, payload: unknown) =>
        acknowledge(sample.events === undefined ? payload : { event, payload });
      const polluted = watchPrototypes();
      fc.assert(
        fc.property(payloadsLike(raw), fc.constantFrom(...events), ({ make }: Recipe, event) =>
          expectOutcome(answer(event, make())),
        ),
        runs,
      );
      expect(polluted()).toEqual([]);
      expectBoth(raw, (payload) => answer(events[0], payload));
    });

    test.each(Object.entries(asked))(
      "the answer to %s over the socket is an outcome, whatever it is",
      (name, sample) => {
        const ask = protocol.asked?.[name as QueryName] as (
          input: unknown,
          context: ProtocolContext,
        ) => Emission<unknown>;
        const { input, raw, event } = sample as { input: unknown; raw: fc.Arbitrary<unknown>; event: string };
        const read = (payload: unknown) =>
          ask(input, context).acknowledge?.({ event, payload }) ?? { ok: true as const, value: undefined };
        const polluted = watchPrototypes();
        fc.assert(
          fc.property(payloadsLike(raw), ({ make }: Recipe) => expectOutcome(read(make()))),
          runs,
        );
        expect(polluted()).toEqual([]);
        expectBoth(raw, read);
      },
    );

    test("is told to a developer once for each event", async () => {
      vi.stubEnv("NODE_ENV", "development");
      onTestFinished(() => void vi.unstubAllEnvs());
      const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
      onTestFinished(() => void warned.mockRestore());
      const { push, environment } = await arrive(protocol, samples);
      const wrong = [null, 7, [], "x", {}];
      const refused = Object.keys(protocol.incoming).filter((name) =>
        wrong.some((payload) => decodeEvent(protocol, name, payload, context).issues.length > 0),
      );
      for (const name of refused) for (const payload of wrong) push(name, payload);
      await environment.advanceAsync(100);
      const lines = warned.mock.calls.map(([line]) => String(line)).filter((line) => line.includes("malformed"));
      expect(lines.map((line) => /^lobbykit: malformed (\S+): ./.exec(line)?.[1]).sort()).toEqual(refused.sort());
      expect(refused.length).toBeGreaterThan(0);
    });
  });
}

/** A client whose connection is open, with all its features. */
export async function arrive(protocol: Protocol, { greet }: Pick<HostileSamples, "greet">) {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const reports: Report[] = [];
  const lobby = createLobby({
    url: "http://server",
    apiUrl: "http://server/api",
    user: { id: me, name: "An" },
    auth: "token",
    protocol,
    environment,
    transport: server.factory,
    fetch: () => Promise.reject(new Error("There is no API here.")),
    onReport: (report) => reports.push(report),
  });
  onTestFinished(lobby.disconnect);
  for (const feature of features) lobby.use(feature as Feature<object>);
  lobby.retain();
  await environment.advanceAsync(50);
  greet?.(server.push);
  await environment.advanceAsync(50);
  if (lobby.store.getState().lobby.connection.status !== "live") throw new Error("The connection is not open.");
  reports.length = 0;
  const slices = (): Partial<LobbyState> => {
    const { connection: _counts, ...rest } = lobby.store.getState().lobby;
    return rest;
  };
  return { environment, lobby, reports, slices, push: server.push };
}

function inputsOf(name: CommandName): readonly unknown[] {
  const arbitrary = (nativeInputs() as Readonly<Record<string, fc.Arbitrary<unknown>>>)[name];
  return arbitrary === undefined ? [] : fc.sample(arbitrary, { numRuns: 20, seed: 7 });
}

type Acknowledge = (raw: unknown) => Outcome<unknown>;

/** What reads the answer; `undefined` where none is awaited. */
function acknowledgeOf(protocol: Protocol, name: CommandName, input: unknown): Acknowledge | undefined {
  const encode = protocol.outgoing[name] as
    | ((input: unknown, context: ProtocolContext) => Encoded<unknown>)
    | undefined;
  let way: Encoded<unknown> | undefined;
  try {
    way = encode?.(input, context);
  } catch {
    // A conversation of a kind that this server has not.
    return undefined;
  }
  if (way?.via === "socket") return way.acknowledge;
  if (way?.via !== "http") return undefined;
  const { acknowledge } = way;
  return (raw) => acknowledge(raw, 200);
}

function expectSane({ events, issues, unmapped }: DecodedEvent): void {
  if (unmapped) throw new Error("unmapped");
  for (const event of events) {
    if (typeof event.type !== "string" || Object.getPrototypeOf(event) !== Object.prototype) throw new Error("event");
    // Whatever was let in is plain data.
    JSON.stringify(event);
  }
  for (const issue of issues) if (typeof issue !== "string" || issue.length > 400) throw new Error("issue");
}

function expectOutcome(outcome: Outcome<unknown>): void {
  if (outcome.ok ? outcome.value === undefined : !errorCodes.includes(outcome.failure.code))
    throw new Error(`outcome ${JSON.stringify(outcome)}`);
}

/** What is well-formed is taken, else that nothing throws would prove nothing. */
function expectBoth(valid: fc.Arbitrary<unknown>, read: Acknowledge): void {
  const taken = fc.sample(valid, { numRuns: 200, seed: 7 }).filter((raw) => read(raw).ok);
  expect(taken.length).toBeGreaterThan(20);
}
