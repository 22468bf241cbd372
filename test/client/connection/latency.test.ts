import { expect, test } from "vitest";
import { createLatencyMeter } from "../../../src/client/connection/latency.js";

test("tells the median of the last five round trips, whole and never negative, every 5 s", () => {
  let now = 0;
  const meter = createLatencyMeter(() => now);
  expect(meter.add(-3)).toBe(0);
  for (const ms of [900, 20.4, 30, 40, 50]) expect(meter.add(ms)).toBeNull();
  now = 5_000;
  expect(meter.add(10)).toBe(30);
  expect(meter.add(10)).toBeNull();
});
