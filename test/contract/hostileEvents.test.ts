import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/contract/errors.js";
import { errorCodes } from "../../src/contract/errors.js";
import { parse } from "../../src/contract/schema.js";
import { type DecodedEvent, decodeEvent } from "../../src/protocols/decodeEvent.js";
import { elearning } from "../../src/protocols/elearning/elearning.js";
import { messageSchema } from "../../src/protocols/elearning/wire.js";
import { livestream as livestreamOf } from "../../src/protocols/livestream/livestream.js";
import { nativeByeName, nativeEventsName } from "../../src/protocols/native/envelope.js";
import { type NativeCommand, nativeCommands } from "../../src/protocols/native/wire.js";
import type { Protocol, ProtocolContext } from "../../src/protocols/protocol.js";
import { payloadsLike, watchPrototypes } from "../support/fuzz.js";
import { wholeNative } from "../support/wholeNative.js";
import {
  elearningPayloads,
  livestreamPayloads,
  nativeEventList,
  nativeInputs,
  nativeResults,
} from "../support/wireArbitraries.js";

const me = "an";
const context: ProtocolContext = {
  user: { id: me },
  now: () => 1_700_000_000_000,
  newId: () => "made",
  events: wholeNative.events,
};
const runs = { numRuns: 10_000, seed: 20_260_302 };
const bye = fc.record({ code: fc.constantFrom("restart", "kicked"), retryAfterMs: fc.nat({ max: 60_000 }) });

const events: readonly { protocol: Protocol; name: string; valid: fc.Arbitrary<unknown> }[] = [
  { protocol: wholeNative, name: nativeEventsName, valid: nativeEventList(me) },
  { protocol: wholeNative, name: nativeByeName, valid: bye },
  ...Object.entries(elearningPayloads(me)).map(([name, valid]) => ({ protocol: elearning, name, valid })),
];

const livestream = livestreamOf({ gifts: [{ id: "rose", name: "Rose", price: 1, animation: "hearts" }] });
const livestreamEvents = Object.entries(livestreamPayloads(me)).map(([name, valid]) => ({ name, valid }));

test("every incoming event of these protocols is among those fuzzed", () => {
  for (const protocol of [wholeNative, elearning]) {
    const fuzzed = events.filter((one) => one.protocol === protocol).map(({ name }) => name);
    expect(fuzzed.sort()).toEqual(Object.keys(protocol.incoming).sort());
  }
  expect(livestreamEvents.map(({ name }) => name).sort()).toEqual(Object.keys(livestream.incoming).sort());
});

describe.each(events)("$protocol.name", ({ protocol, name, valid }) => {
  test(`10,000 payloads of ${name} neither throw nor pollute, and what is dropped is counted`, () => {
    const polluted = watchPrototypes();
    let kept = 0;
    let refused = 0;
    fc.assert(
      fc.property(payloadsLike(valid), ({ make }) => {
        const payload = make();
        const decoded = decodeEvent(protocol, name, payload, context);
        expectSane(decoded);
        kept += decoded.events.length;
        refused += decoded.issues.length;
        const counted = decoded.events.length + decoded.issues.length;
        // Each of a list is read for itself; a list that can't even be walked is refused whole.
        if (name === nativeEventsName && isReadableList(payload) && counted === payload.length) return true;
        // A message between others is the one thing dropped in silence.
        return counted === 1 || (name === "newMessage" && counted === 0 && isReadable(payload));
      }),
      runs,
    );
    expect(polluted()).toEqual([]);
    // The payloads are of both sorts, else this proves nothing.
    expect(kept).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(2_000);
  });
});

/** Answers that came too late, and a heartbeat's: whatever is in them, nothing is made of it but a count. */
const ignored = /^(connected|authSuccess|.*Error|joinedRoom|.*Sent|viewerPong)$/;

describe.each(livestreamEvents)("livestream", ({ name, valid }) => {
  test(`10,000 payloads of ${name} neither throw nor pollute, and what is dropped is counted`, () => {
    const polluted = watchPrototypes();
    let kept = 0;
    let refused = 0;
    fc.assert(
      fc.property(payloadsLike(valid), ({ make }) => {
        const decoded = decodeEvent(livestream, name, make(), context);
        expectSane(decoded);
        kept += decoded.events.length;
        refused += decoded.issues.length;
        // All of it is taken or none.
        if (decoded.issues.length > 0) return decoded.events.length === 0 && decoded.issues.length === 1;
        // An update of a room may tell nothing that is new.
        return decoded.events.length > 0 || ignored.test(name) || name.startsWith("room");
      }),
      runs,
    );
    expect(polluted()).toEqual([]);
    if (ignored.test(name)) expect(kept).toBeGreaterThanOrEqual(name === "viewerPong" ? 500 : 0);
    else expect(kept).toBeGreaterThan(500);
    if (!ignored.test(name) && !/^auth|^token/.test(name)) expect(refused).toBeGreaterThan(2_000);
  });
});

describe.each(["sendMessage", "sendGift", "openConversation", "watchRoom", "joinViewers", "reauthenticate"] as const)(
  "livestream's answer to %s",
  (name) => {
    test("is read as an outcome, whatever it is", () => {
      const input = {
        conversationId: "room:hall",
        roomId: "hall",
        viewableId: "hall",
        clientId: "c",
        body: { kind: "text", text: "x" },
        giftId: "rose",
        quantity: 1,
        receiverId: "binh",
        token: "t",
      };
      const acknowledge = (livestream.outgoing[name] as (input: unknown, context: ProtocolContext) => Encoded)(
        input,
        context,
      )?.acknowledge;
      if (acknowledge === undefined) throw new Error("no answer is read");
      const answers = livestreamPayloads(me);
      const names = fc.constantFrom("joinedRoom", "messageSent", "sendMessageError", "sendGiftError", "authFailed");
      const polluted = watchPrototypes();
      fc.assert(
        fc.property(payloadsLike(fc.oneof(answers.messageSent, answers.joinedRoom)), names, ({ make }, event) =>
          expectOutcome(acknowledge({ event, payload: make() })),
        ),
        runs,
      );
      expect(polluted()).toEqual([]);
    });
  },
);

test("event names of Object.prototype are unmapped", () => {
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"])
    for (const protocol of [wholeNative, elearning, livestream])
      expect(decodeEvent(protocol, name, {}, context)).toEqual({ events: [], issues: [], unmapped: true });
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

describe.each([wholeNative, elearning])("$name over HTTP", ({ http }) => {
  const input = { conversationId: "direct:an:binh", cursor: null, limit: 50 };
  const pages = fc.oneof(
    fc.record({ success: fc.boolean(), messages: fc.array(elearningPayloads(me).newMessage, { maxLength: 5 }) }),
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

/** Whether it is a message at all: only such may be dropped without a word. */
function isReadable(payload: unknown): boolean {
  return parse(messageSchema, payload).ok;
}
