import { either, number, type Schema } from "../contract/schema.js";

/** Milliseconds since the epoch, from a number or from a date as JSON writes it. */
export const timeSchema: Schema<number> = /* @__PURE__ */ either(number({ min: 0 }), (input, path) => {
  const time = typeof input === "string" && input.length <= 40 ? Date.parse(input) : Number.NaN;
  return time >= 0 ? { ok: true, value: time } : { ok: false, issue: `${path ?? "time"}: expected a date or a number` };
});
