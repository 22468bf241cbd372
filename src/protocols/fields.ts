import { idSchema } from "../contract/ids.js";
import * as limits from "../contract/limits.js";
import { optional, type Schema, string } from "../contract/schema.js";

// Fields as servers write them.

/** The server's own id, be it text or a number; none where it is of another form than ours. */
export const ownId = /* @__PURE__ */ optional<string | undefined>((input, path) => {
  const parsed = idSchema(typeof input === "number" ? String(input) : input, path);
  return parsed.ok ? parsed : { ok: true, value: undefined };
});

/** What somebody or something is called, if told. */
export const name = /* @__PURE__ */ optional(/* @__PURE__ */ string({ max: limits.nameLength }));

/** An address, if told; whether it may be followed is another question. */
export const url = /* @__PURE__ */ optional(/* @__PURE__ */ string({ max: limits.urlLength }));

/** A list of whatever, copied. Its items are read one by one. */
export const listSchema: Schema<readonly unknown[]> = (input, path) =>
  Array.isArray(input)
    ? { ok: true, value: Array.from(input) }
    : { ok: false, issue: `${path ?? "payload"}: expected a list` };
