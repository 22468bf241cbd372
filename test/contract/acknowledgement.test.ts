import fc from "fast-check";
import { expect, test } from "vitest";
import { acknowledgementSchema, errorCodes, failure, isRetryable } from "../../src/contract/errors.js";
import { integer, object, parse } from "../../src/contract/schema.js";
import { payloadsLike } from "../support/fuzz.js";

const schema = acknowledgementSchema(object({ seq: integer() }));

test("reads yes with a value, no with a code, and refuses everything else", () => {
  expect(schema({ ok: true, seq: 4, extra: 1 })).toEqual({ ok: true, value: { ok: true, value: { seq: 4 } } });
  expect(schema({ ok: false, code: "FORBIDDEN", message: "banned" })).toEqual({
    ok: true,
    value: { ok: false, failure: { code: "FORBIDDEN", message: "banned" } },
  });
  expect(schema({ ok: true }).ok).toBe(false);
  expect(schema({ ok: false, code: "WHATEVER" }).ok).toBe(false);
  expect(schema({ ok: 1, seq: 4 }).ok).toBe(false);
});

test("is total: whatever comes is a value, a failure of a known code, or an issue", () => {
  const valid = fc.oneof(
    fc.record({ ok: fc.constant(true), seq: fc.nat() }),
    fc.record({ ok: fc.constant(false), code: fc.constantFrom(...errorCodes) }),
  );
  fc.assert(
    fc.property(payloadsLike(valid), ({ make }) => {
      const parsed = parse(schema, make());
      if (!parsed.ok) return typeof parsed.issue === "string";
      return parsed.value.ok ? parsed.value.value.seq >= 0 : errorCodes.includes(parsed.value.failure.code);
    }),
    { seed: 20_260_302, numRuns: 10_000 },
  );
});

test("every code is either terminal or passing, and a failure made here survives the wire", () => {
  const passing = errorCodes.filter(isRetryable);
  expect(passing).toEqual(["RATE_LIMITED", "UNAVAILABLE", "TIMEOUT", "UNAUTHENTICATED"]);
  for (const code of errorCodes) {
    const refusal = failure(code, "why", 1_000);
    expect(schema({ ok: false, ...refusal })).toEqual({ ok: true, value: { ok: false, failure: refusal } });
  }
});
