import fc from "fast-check";
import { expect, test } from "vitest";
import { createRetryPlan, flapAllowance, retryBound } from "../../../src/client/connection/backoff.js";
import { defaultTimings } from "../../../src/client/timings.js";

const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

test("every wait is from 0 to the bound, which doubles up to the longest", () => {
  fc.assert(
    fc.property(fc.array(random, { minLength: 1, maxLength: 2_000 }), (draws) => {
      let index = 0;
      const plan = createRetryPlan(defaultTimings, () => draws[index] ?? 0);
      for (; index < draws.length; index++) {
        const wait = plan.failed();
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(30_000, 1_000 * 2 ** index));
      }
    }),
  );
  expect(retryBound(0, defaultTimings)).toBe(1_000);
  expect(retryBound(4, defaultTimings)).toBe(16_000);
  expect(retryBound(5_000, defaultTimings)).toBe(30_000);
});

test("waits spread over the whole range, so that a crowd comes back thinly", () => {
  let seed = 1;
  const plan = createRetryPlan(defaultTimings, () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  });
  for (let step = 0; step < 6; step++) plan.failed();
  const waits = Array.from({ length: 3_000 }, () => plan.failed());
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = waits.filter((wait) => wait >= tenth * 3_000 && wait < (tenth + 1) * 3_000).length / waits.length;
    expect(share).toBeGreaterThan(0.07);
    expect(share).toBeLessThan(0.13);
  }
});

test("short lives begin at the first wait ten times; a stable one gives them back", () => {
  const plan = createRetryPlan(defaultTimings, () => 0.999_999);
  for (let flap = 0; flap < flapAllowance; flap++) {
    expect(plan.lost(500, false)).toBeLessThan(1_000);
    plan.failed();
  }
  expect(plan.lost(500, false)).toBeGreaterThan(1_000);
  expect(plan.lost(500, true)).toBeGreaterThan(1_000);
  expect(plan.lost(10_000, false)).toBeLessThan(1_000);
  expect(plan.lost(500, true)).toBe(0);
});
