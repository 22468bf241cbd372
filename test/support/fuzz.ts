import { inspect } from "node:util";
import fc from "fast-check";

/**
 * What a faulty, old or hostile other end may send, for tests that feed it to everything that reads from outside.
 * Wider than a wire allows: getters, proxies and prototypes can't travel as JSON, but readers have to stand them too.
 */

/** Names that have crashed or polluted readers of objects elsewhere. */
export const dangerousKeys = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "toJSON",
  "then",
  "length",
  "map",
] as const;

/** Ids that must never be let in. */
export const badIds: readonly unknown[] = [
  "",
  " ",
  "a b",
  "a:b",
  "a/b",
  "../etc/passwd",
  "a.b",
  "a%2Fb",
  "é",
  "пользователь",
  "\u0000",
  "a\n",
  "a".repeat(65),
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "isPrototypeOf",
  "__defineGetter__",
  0,
  1,
  Number.NaN,
  true,
  null,
  undefined,
  [],
  ["a"],
  {},
  { toString: () => "a" },
  Symbol("a"),
  10n,
];

/** Ids that must always be let in: of MongoDB, UUIDs, nanoids, plain numbers, and names. */
export const goodIds: readonly string[] = [
  "a",
  "1",
  "65a1f0c2d4e5f60718293a4b",
  "018f3c2e-7b1a-7c3d-9e4f-0123456789ab",
  "V1StGXR8_Z5jdHi6B-myT",
  "an_binh-2",
  "proto",
  "a".repeat(64),
];

/** An id that is let in. */
export const anId = () =>
  fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/).filter((id) => id.length <= 64 && !(id in Object.prototype));

/** Makes a value when it is used: fast-check itself looks into what it generates, and would step into the traps. */
export interface Recipe {
  readonly make: () => unknown;
}

const recipe = (make: () => unknown): Recipe =>
  Object.assign({ make }, { [fc.toStringMethod]: () => inspect(make(), { depth: 6, maxStringLength: 80 }) });

const throwing = (thrown: unknown) => () => {
  throw thrown;
};

/** What a trap throws; some of it can't even be turned into text. */
const thrown: readonly unknown[] = [
  new Error("trap"),
  "trap",
  null,
  Symbol("trap"),
  Object.create(null),
  { toString: throwing(new Error("again")) },
];
const trappedKeys = ["type", "_id", "content", "ok", "message", "code", "success"] as const;

/** Values that bite when touched. */
function traps(): fc.Arbitrary<Recipe> {
  const error = fc.nat({ max: thrown.length - 1 }).map((index) => throwing(thrown[index]));
  return fc.oneof(
    error.map((bite) => recipe(() => new Proxy({}, { get: bite, has: bite, ownKeys: bite }))),
    error.map((bite) => recipe(() => new Proxy([], { get: bite }))),
    error.map((bite) => recipe(() => new Proxy({}, { getOwnPropertyDescriptor: bite }))),
    fc
      .tuple(fc.constantFrom(...trappedKeys), error)
      .map(([key, bite]) => recipe(() => Object.defineProperty({}, key, { enumerable: true, get: bite }))),
    fc.constant(
      recipe(() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      }),
    ),
  );
}

/** Own `__proto__` and its like, as `JSON.parse` makes them. */
const polluting = [
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"type":"messageReceived","message":{"__proto__":{"polluted":true}}}',
  '[{"type":"__proto__","polluted":true}]',
  '{"type":"constructor"}',
  '{"_id":"__proto__","content":"x","sender":{"__proto__":{"polluted":true}},"recipient":"constructor"}',
  '{"ok":true,"__proto__":{"ok":false,"polluted":true}}',
];

function nested(depth: number, list: boolean): unknown {
  let value: unknown = "bottom";
  for (let level = 0; level < depth; level++) value = list ? [value] : { data: value };
  return value;
}

// Far beyond every limit, and not so far that to write them as JSON takes longer than to refuse them.
const huge = "x".repeat(200_000);
const endless = new Array(20_000);
const oddities: readonly (() => unknown)[] = [
  ...badIds.map((id) => () => id),
  () => Number.POSITIVE_INFINITY,
  () => -0,
  () => 2 ** 53,
  () => -1,
  () => 0.5,
  () => () => 0,
  () => new Date(Number.NaN),
  () => new Map(),
  () => new Uint8Array(8),
];
const large: readonly (() => unknown)[] = [
  () => huge,
  () => [huge],
  () => ({ content: huge }),
  () => new Array(501).fill(null),
  () => endless,
];

/** One of so many, drawn once: what takes long is to draw them, and every event of every protocol is tried with ten thousand. */
function pooled<T>(arbitrary: fc.Arbitrary<T>, size: number): fc.Arbitrary<T> {
  const pool = fc.sample(arbitrary, size);
  return fc.nat({ max: size - 1 }).map((at) => pool[at] as T);
}

let hostile: fc.Arbitrary<Recipe> | undefined;

/** Anything at all. */
export function hostileValue(): fc.Arbitrary<Recipe> {
  hostile ??= pooled(anyValue(), 10_000);
  return hostile;
}

function anyValue(): fc.Arbitrary<Recipe> {
  const anything = fc.anything({ maxDepth: 3, withBigInt: true, withNullPrototype: true, withObjectString: true });
  return fc.oneof(
    { weight: 6, arbitrary: anything.map((value) => recipe(() => value)) },
    { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((value) => recipe(() => value)) },
    { weight: 2, arbitrary: fc.constantFrom(...oddities).map(recipe) },
    { weight: 2, arbitrary: traps() },
    { weight: 1, arbitrary: fc.constantFrom(...polluting).map((text) => recipe(() => JSON.parse(text))) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 10, max: 5_000 }), fc.boolean())
        .map(([depth, list]) => recipe(() => nested(depth, list))),
    },
    { weight: 1, arbitrary: fc.constantFrom(...large).map(recipe) },
  );
}

/** A well-formed payload with one or more places, at any depth, turned into something hostile. */
export function spoilt(valid: fc.Arbitrary<unknown>): fc.Arbitrary<Recipe> {
  const change = fc.record({
    at: fc.nat(),
    value: hostileValue(),
    how: fc.constantFrom("replace", "delete", "add"),
    key: fc.constantFrom(...dangerousKeys),
  });
  return fc.tuple(pooled(valid, 1_000), fc.array(change, { minLength: 1, maxLength: 3 })).map(([payload, changes]) =>
    recipe(() => {
      const copy = structuredClone(payload);
      const places: Place[] = [];
      collect(copy, places);
      for (const { at, value, how, key } of changes) {
        const place = places[at % Math.max(1, places.length)];
        if (place === undefined) return value.make();
        if (how === "replace") place.holder[place.key] = value.make();
        else if (how === "delete") delete place.holder[place.key];
        else define(place.holder, key, value.make());
      }
      return copy;
    }),
  );
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** As an own property: assignment would run the setter of `__proto__`. */
function define(holder: object, key: string, value: unknown): void {
  if (Array.isArray(holder) && key === "length") return;
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function collect(value: unknown, places: Place[]): void {
  if (typeof value !== "object" || value === null) return;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    places.push({ holder, key });
    collect(holder[key], places);
  }
}

/** A payload of an event: mostly nearly right, sometimes anything, sometimes right. */
export function payloadsLike(valid: fc.Arbitrary<unknown>): fc.Arbitrary<Recipe> {
  return fc.oneof(
    { weight: 5, arbitrary: spoilt(valid) },
    { weight: 4, arbitrary: hostileValue() },
    { weight: 1, arbitrary: valid.map((payload) => recipe(() => payload)) },
  );
}

const builtIns = [Object.prototype, Array.prototype, Function.prototype, String.prototype] as const;

/** Watches the built-in prototypes; the function returned tells what was put on them since. */
export function watchPrototypes(): () => string[] {
  const before = builtIns.map((prototype) => new Set(Reflect.ownKeys(prototype)));
  return () =>
    builtIns.flatMap((prototype, index) =>
      Reflect.ownKeys(prototype).flatMap((key) => (before[index]?.has(key) ? [] : [String(key)])),
    );
}
