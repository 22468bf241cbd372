import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/contract/errors.js";
import { errorCodes } from "../../src/contract/errors.js";
import { type DecodedEvent, decodeEvent } from "../../src/protocols/decodeEvent.js";
import { nativeByeName, nativeEventsName } from "../../src/protocols/native/envelope.js";
import { type NativeCommand, nativeCommands } from "../../src/protocols/native/wire.js";
import type { ProtocolContext } from "../../src/protocols/protocol.js";
import { payloadsLike, watchPrototypes } from "../support/fuzz.js";
import { wholeNative } from "../support/wholeNative.js";
import { nativeEventList, nativeInputs, nativeResults } from "../support/wireArbitraries.js";

/** The native wire under hostile input; that of the presets is in test/protocols/hostile.test.ts. */

const me = "an";
const context: ProtocolContext = {
  user: { id: me },
  now: () => 1_700_000_000_000,
  newId: () => "made",
  events: wholeNative.events,
};
const runs = { numRuns: 10_000, seed: 20_260_302 };
const bye = fc.record({ code: fc.constantFrom("restart", "kicked"), retryAfterMs: fc.nat({ max: 60_000 }) });

const events: readonly { name: string; valid: fc.Arbitrary<unknown> }[] = [
  { name: nativeEventsName, valid: nativeEventList(me) },
  { name: nativeByeName, valid: bye },
];

test("every incoming event is among those fuzzed", () => {
  expect(events.map(({ name }) => name).sort()).toEqual(Object.keys(wholeNative.incoming).sort());
});

describe.each(events)("$name", ({ name, valid }) => {
  test(`10,000 payloads of ${name} neither throw nor pollute, and what is dropped is counted`, () => {
    const polluted = watchPrototypes();
    let kept = 0;
    let refused = 0;
    fc.assert(
      fc.property(payloadsLike(valid), ({ make }) => {
        const payload = make();
        const decoded = decodeEvent(wholeNative, name, payload, context);
        expectSane(decoded);
        kept += decoded.events.length;
        refused += decoded.issues.length;
        const counted = decoded.events.length + decoded.issues.length;
        // Each of a list is read for itself; a list that can't even be walked is refused whole.
        if (name === nativeEventsName && isReadableList(payload) && counted === payload.length) return true;
        return counted === 1;
      }),
      runs,
    );
    expect(polluted()).toEqual([]);
    // The payloads are of both sorts, else this proves nothing.
    expect(kept).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(2_000);
  });
});

test("event names of Object.prototype are unmapped", () => {
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"])
    expect(decodeEvent(wholeNative, name, {}, context)).toEqual({ events: [], issues: [], unmapped: true });
});

const commands = Object.keys(nativeCommands) as NativeCommand[];

describe.each(commands)("the acknowledgement of %s", (name) => {
  test("is read as an outcome, whatever it is", () => {
    const encoder = wholeNative.outgoing[name] as (input: unknown, context: ProtocolContext) => Encoded;
    const [input] = fc.sample(nativeInputs()[name] as fc.Arbitrary<unknown>, { numRuns: 1, seed: 7 });
    const acknowledge = encoder(input, context)?.acknowledge;
    if (acknowledge === undefined) return expect(name).toBe("setTyping");
    const good = (nativeResults(me)[name] as fc.Arbitrary<object>).map((value) => ({ ok: true, ...value }));
    const refusal = fc.record({ ok: fc.constant(false), code: fc.constantFrom(...errorCodes) });
    const polluted = watchPrototypes();
    fc.assert(
      fc.property(payloadsLike(fc.oneof(good, refusal)), ({ make }) => expectOutcome(acknowledge(make()))),
      { ...runs, numRuns: 2_000 },
    );
    expect(polluted()).toEqual([]);
  });
});

interface Encoded {
  readonly acknowledge?: (raw: unknown) => Outcome<unknown>;
}

describe("native over HTTP", () => {
  const { http } = wholeNative;
  const input = { conversationId: "direct:an:binh", cursor: null, limit: 50 };
  const pages = fc.oneof(
    fc.record({
      conversationId: fc.constant(input.conversationId),
      epoch: fc.constant("e"),
      messages: fc.constant([]),
      head: fc.nat(),
      hasMore: fc.boolean(),
      receipts: fc.constant([]),
    }),
    fc.record({ conversations: fc.constant([]), nextCursor: fc.constant(null) }),
  );

  test("answers are read as outcomes, whatever they are", () => {
    const polluted = watchPrototypes();
    fc.assert(
      fc.property(payloadsLike(pages), fc.integer({ min: 300, max: 599 }), ({ make }, status) => {
        const raw = make();
        if (http.history !== undefined) expectOutcome(http.history.read(raw, input, context));
        if (http.conversations !== undefined) expectOutcome(http.conversations.read(raw, input, context));
        const failure = http.failure?.(raw, status);
        if (failure !== undefined && !errorCodes.includes(failure.code)) throw new Error(`code ${failure.code}`);
      }),
      runs,
    );
    expect(polluted()).toEqual([]);
  });
});

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

function isReadableList(payload: unknown): payload is unknown[] {
  try {
    return Array.isArray(payload) && payload.length <= 500;
  } catch {
    return false;
  }
}
