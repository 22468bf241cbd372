import { isRecord } from "../contract/schema.js";

/** What may stand where something else is expected. */
const strangers: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  "",
  "__proto__",
  "constructor",
  "a b",
  "x".repeat(100_000),
  [],
  [[[[[[[[]]]]]]]],
  {},
  { length: 1e9 },
  Object.freeze({ toString: null, valueOf: null }),
];

/** An object whose own key is `__proto__`, as JSON can write it. */
const polluting = (): unknown =>
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');

/** An object that resists being read. */
const resisting = (): unknown =>
  new Proxy(
    {},
    {
      get: () => {
        throw new Error("There is nothing to be read here.");
      },
    },
  );

/**
 * What a faulty, old or hostile server may send in place of a payload: for each part of it, at any depth, copies in which that part is missing, of another type, too long, or dangerous;
 * and payloads that are nothing of the sort. Always the same list for the same payload, to run a protocol's `incoming` and `acknowledge` through: none of them may throw, and
 * none of those in which something needed is wrong may get in.
 *
 * @param valid what the server sends when all is well: JSON data
 *
 * @example
 * for (const payload of spoiled({ id: "m1", from: { id: "binh" }, text: "Hello" })) decodeEvent(myProtocol, "said", payload, context);
 */
export function spoiled(valid: unknown): unknown[] {
  return [...strangers, polluting(), resisting(), ...partsOf(valid), ...bloated(valid)];
}

/** Copies with one part replaced or gone. */
function partsOf(value: unknown): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => spoiledPart(item).map((other) => value.with(index, other)));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const { [key]: _gone, ...rest } = value;
    return [rest, ...spoiledPart(part).map((other) => ({ ...value, [key]: other }))];
  });
}

function spoiledPart(part: unknown): unknown[] {
  return [...strangers, polluting(), resisting(), ...partsOf(part), ...bloated(part)];
}

/** More of the same than anybody needs. */
function bloated(value: unknown): unknown[] {
  if (Array.isArray(value)) return [Array.from({ length: 2_000 }, () => value[0])];
  return isRecord(value)
    ? [{ ...value, ...Object.fromEntries(Array.from({ length: 2_000 }, (_, key) => [`k${key}`, key])) }]
    : [];
}
