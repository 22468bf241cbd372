/**
 * Tiny validators for everything that crosses the wire.
 *
 * A schema is a function from `unknown` to a {@link Parsed}: it copies the known fields into a fresh object, drops
 * unknown keys and never throws, so that a payload from outside can neither crash nor pollute what it is read into.
 */

import { ownValue } from "./ownValue.js";

/** The outcome of reading an untrusted value: the typed copy, or where and why it was refused. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issue: string };

/** Reads an untrusted value. `path` names the field in the issue text. */
export type Schema<T> = (input: unknown, path?: string) => Parsed<T>;

/** The type that a schema produces. */
export type Infer<S> = S extends Schema<infer T> ? T : never;

const good = <T>(value: T): Parsed<T> => ({ ok: true, value });
/** Refuses a value: says where it was and what was expected there. */
export const bad = (path: string | undefined, expected: string): Parsed<never> => ({
  ok: false,
  issue: `${path || "payload"}: expected ${expected}`,
});

/** Reads what passes a test, as it is. */
export function passing<T>(test: (input: unknown) => boolean, expected: string): Schema<T> {
  return (input, path) => (test(input) ? good(input as T) : bad(path, expected));
}

/** A string of `min` to `max` UTF-16 code units (default 0 to 4,000). */
export function string({ min = 0, max = 4_000 } = {}) {
  return passing<string>(
    (input) => typeof input === "string" && input.length >= min && input.length <= max,
    `a string of ${min} to ${max} characters`,
  );
}

/** A finite number within `min` and `max`. */
export function number({ min = -Number.MAX_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = {}) {
  return passing<number>(
    (input) => typeof input === "number" && input >= min && input <= max,
    `a number from ${min} to ${max}`,
  );
}

/** A whole number within `min` and `max` (default 0 to `Number.MAX_SAFE_INTEGER`). */
export function integer({ min = 0, max = Number.MAX_SAFE_INTEGER } = {}) {
  return passing<number>(
    (input) => Number.isInteger(input) && (input as number) >= min && (input as number) <= max,
    `a whole number from ${min} to ${max}`,
  );
}

/** `true` or `false`. */
export const boolean: Schema<boolean> = (input, path) =>
  typeof input === "boolean" ? good(input) : bad(path, "true or false");

/** One of the given strings or numbers. */
export function oneOf<const T extends readonly (string | number | boolean | null)[]>(...values: T) {
  return passing<T[number]>((input) => values.includes(input as T[number]), values.join(" or "));
}

/** Whether a value has fields to be read. */
export function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}

/** An array of at most `max` (default 100) items, each read by `item`. One bad item refuses the whole. */
export function array<T>(item: Schema<T>, options: { max?: number } = {}): Schema<T[]> {
  const max = options.max ?? 100;
  return (input, path) => {
    if (!Array.isArray(input) || input.length > max) return bad(path, `a list of at most ${max}`);
    const out: T[] = [];
    for (let index = 0; index < input.length; index++) {
      const parsed = item(input[index], `${path ?? ""}[${index}]`);
      if (!parsed.ok) return parsed;
      out.push(parsed.value);
    }
    return good(out);
  };
}

/** A field that may be absent; `null` counts as absent, because servers send both. */
export interface OptionalSchema<T> extends Schema<T | undefined> {
  readonly optional: true;
}

/** Marks an object's field as one that may be absent. The key is then left out of the copy. */
export function optional<T>(schema: Schema<T>): OptionalSchema<T> {
  const read: Schema<T | undefined> = (input, path) =>
    input === undefined || input === null ? good(undefined) : schema(input, path);
  return Object.assign(read, { optional: true as const });
}

/** `null`, or what `schema` reads. */
export function nullable<T>(schema: Schema<T>): Schema<T | null> {
  return (input, path) => (input === null || input === undefined ? good(null) : schema(input, path));
}

type Shape = Record<string, Schema<unknown>>;
type OptionalKeys<S extends Shape> = {
  [K in keyof S]: S[K] extends OptionalSchema<unknown> ? K : never;
}[keyof S];
type Simplify<T> = { [K in keyof T]: T[K] } & {};
type ObjectOf<S extends Shape> = Simplify<
  { [K in Exclude<keyof S, OptionalKeys<S>>]: Infer<S[K]> } & {
    [K in OptionalKeys<S>]?: Exclude<Infer<S[K]>, undefined>;
  }
>;

/** An object with the given own fields; others are dropped, inherited ones are not read. */
export function object<S extends Shape>(shape: S): Schema<ObjectOf<S>> {
  const fields = Object.entries(shape);
  return (input, path) => {
    if (!isRecord(input)) return bad(path, "an object");
    const out: Record<string, unknown> = {};
    for (const [key, schema] of fields) {
      const parsed = schema(ownValue(input, key), path ? `${path}.${key}` : key);
      if (!parsed.ok) return parsed;
      if (parsed.value !== undefined) out[key] = parsed.value;
    }
    return good(out as ObjectOf<S>);
  };
}

/** Tagged objects: reads the string field `tag` and hands the whole to the schema of that name. */
export function tagged<K extends string, M extends Record<string, Schema<unknown>>>(
  tag: K,
  members: M,
): Schema<{ [N in keyof M]: Simplify<{ [P in K]: N } & Infer<M[N]>> }[keyof M]> {
  type Out = { [N in keyof M]: Simplify<{ [P in K]: N } & Infer<M[N]>> }[keyof M];
  return (input, path) => {
    const name = isRecord(input) ? ownValue(input, tag) : undefined;
    const schema = typeof name === "string" ? ownValue(members, name) : undefined;
    if (schema === undefined) return bad(path, `an object whose ${tag} is ${Object.keys(members).join(" or ")}`);
    const parsed = (schema as Schema<object>)(input, path);
    return parsed.ok ? good({ ...parsed.value, [tag]: name } as Out) : parsed;
  };
}

/** Reads with the first schema that accepts. */
export function either<A, B>(first: Schema<A>, second: Schema<B>): Schema<A | B> {
  return (input, path) => {
    const parsed = first(input, path);
    return parsed.ok ? parsed : second(input, path);
  };
}

/** Reads with `schema`, then turns the value into another one. `map` must not throw. */
export function mapped<A, B>(schema: Schema<A>, map: (value: A) => B): Schema<B> {
  return (input, path) => {
    const parsed = schema(input, path);
    return parsed.ok ? good(map(parsed.value)) : parsed;
  };
}

/**
 * Any JSON value, copied, at most `depth` levels (default 6) and `max` keys or items a level (default 100).
 * Keys that name a member of `Object.prototype` are dropped.
 */
export function json(options: { depth?: number; max?: number } = {}): Schema<JsonValue> {
  const max = options.max ?? 100;
  const read = (input: unknown, path: string, depth: number): Parsed<JsonValue> => {
    if (input === null || typeof input === "boolean") return good(input);
    if (typeof input === "number") return Number.isFinite(input) ? good(input) : bad(path, "a finite number");
    if (typeof input === "string") return input.length <= 4_000 ? good(input) : bad(path, "at most 4000 characters");
    if (typeof input !== "object" || depth === 0) return bad(path, "a JSON value of limited depth");
    if (Array.isArray(input)) {
      return array((item, at) => read(item, at ?? path, depth - 1), { max })(input, path);
    }
    const keys = Object.keys(input);
    if (keys.length > max) return bad(path, `at most ${max} keys`);
    const out: Record<string, JsonValue> = {};
    for (const key of keys) {
      if (key in Object.prototype) continue;
      const parsed = read((input as Record<string, unknown>)[key], `${path}.${key}`, depth - 1);
      if (!parsed.ok) return parsed;
      out[key] = parsed.value;
    }
    return good(out);
  };
  return (input, path) => read(input, path ?? "", options.depth ?? 6);
}

/** A value that JSON can carry. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** Runs a schema on a value that may even throw when read (a proxy, a getter). Never throws. */
export function parse<T>(schema: Schema<T>, input: unknown): Parsed<T> {
  try {
    return schema(input);
  } catch {
    return bad(undefined, "readable data");
  }
}
