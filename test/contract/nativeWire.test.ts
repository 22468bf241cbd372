import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Schema } from "../../src/contract/schema.js";
import { decodeEvent } from "../../src/protocols/decodeEvent.js";
import { nativeEventsName } from "../../src/protocols/native/envelope.js";
import { type NativeInput, nativeInputSchemas } from "../../src/protocols/native/inputs.js";
import { type NativeCommand, type NativeEvent, nativeCommands } from "../../src/protocols/native/wire.js";
import type { Emission, ProtocolContext } from "../../src/protocols/protocol.js";
import { wholeNative } from "../support/wholeNative.js";
import { nativeEvents, nativeInputs, nativeResults } from "../support/wireArbitraries.js";

const me = "an";
const context: ProtocolContext = { user: { id: me }, now: () => 0, newId: () => "made", events: wholeNative.events };
const seed = 20_260_302;
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe.each(Object.entries(nativeEvents(me)))("the event %s", (_type, arbitrary) => {
  test("arrives as it was sent", () => {
    fc.assert(
      fc.property(fc.array(arbitrary as fc.Arbitrary<NativeEvent>, { maxLength: 3 }), (events) => {
        const decoded = decodeEvent(wholeNative, nativeEventsName, overTheWire(events), context);
        expect(decoded).toEqual({ events: overTheWire(events), issues: [], unmapped: false });
      }),
      { seed, numRuns: 200 },
    );
  });
});

const commands = Object.keys(nativeCommands) as NativeCommand[];

describe.each(commands)("the command %s", (name) => {
  const encode = wholeNative.outgoing[name] as (input: unknown, context: ProtocolContext) => Emission<unknown>;

  test("is read by the server as it was meant by the client", () => {
    const read = nativeInputSchemas[name] as Schema<NativeInput<NativeCommand>>;
    fc.assert(
      fc.property(nativeInputs()[name] as fc.Arbitrary<unknown>, (input) => {
        const { event, payload } = encode(input, context);
        expect(event).toBe(nativeCommands[name]);
        expect(read(overTheWire(payload))).toEqual({ ok: true, value: overTheWire(input) });
      }),
      { seed, numRuns: 200 },
    );
  });

  test("is answered as the server meant it, good or bad", () => {
    const [input] = fc.sample(nativeInputs()[name] as fc.Arbitrary<unknown>, { numRuns: 1, seed });
    const { acknowledge } = encode(input, context);
    if (acknowledge === undefined) return expect(name).toBe("setTyping");
    fc.assert(
      fc.property(nativeResults(me)[name] as fc.Arbitrary<object>, (value) => {
        expect(acknowledge(overTheWire({ ok: true, ...value }))).toEqual({ ok: true, value: overTheWire(value) });
      }),
      { seed, numRuns: 200 },
    );
    expect(acknowledge({ ok: false, code: "RATE_LIMITED", retryAfterMs: 900 })).toEqual({
      ok: false,
      failure: { code: "RATE_LIMITED", retryAfterMs: 900 },
    });
    // An answer that can't be read says nothing of what was done: the outcome is unknown, and the command safe to repeat.
    expect(acknowledge({ ok: "yes" })).toMatchObject({ ok: false, failure: { code: "TIMEOUT" } });
  });
});

test("a client id is believed only on one's own messages", () => {
  const message = {
    id: "m1",
    conversationId: "direct:an:binh",
    seq: 1,
    clientId: "c1",
    senderId: "binh",
    createdAt: 1,
    body: { kind: "text", text: "x" },
  };
  const read = (senderId: string) => {
    const payload = [{ type: "messageReceived", epoch: "e", message: { ...message, senderId } }];
    return decodeEvent(wholeNative, nativeEventsName, payload, context).events[0];
  };
  expect(read(me)).toMatchObject({ message: { clientId: "c1" } });
  expect(read("binh")).not.toHaveProperty("message.clientId");
});

test("one bad event of a list is dropped and counted, the others are kept", () => {
  const typing = { type: "typingChanged", conversationId: "room:r1", userId: "binh", typing: true };
  const decoded = decodeEvent(wholeNative, nativeEventsName, [typing, { ...typing, typing: "yes" }, typing], context);
  expect(decoded.events).toEqual([typing, typing]);
  expect(decoded.issues).toEqual([expect.stringContaining("typing")]);
});
