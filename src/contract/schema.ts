/**
 * Tiny validators for everything that crosses the wire.
 *
 * A schema is a function from `unknown` to a {@link Parsed}: it copies the known fields into a fresh object, drops
 * unknown keys and never throws, so that a payload from outside can neither crash nor pollute what it is read into.
 */

/** The outcome of reading an untrusted value: the typed copy, or where and why it was refused. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issue: string };

/** Reads an untrusted value. `path` names the field in the issue text. */
export type Schema<T> = (input: unknown, path?: string) => Parsed<T>;

/** The type that a schema produces. */
export type Infer<S> = S extends Schema<infer T> ? T : never;

const good = <T>(value: T): Parsed<T> => ({ ok: true, value });
const bad = (path: string | undefined, expected: string): Parsed<never> => ({
  ok: false,
  issue: `${path === undefined || path === "" ? "payload" : path}: expected ${expected}`,
});

/** A string of `min` to `max` UTF-16 code units (default 0 to 4,000). The length is checked before any pattern. */
export function string(options: { min?: number; max?: number; pattern?: RegExp } = {}): Schema<string> {
  const min = options.min ?? 0;
  const max = options.max ?? 4_000;
  return (input, path) => {
    if (typeof input !== "string" || input.length < min || input.length > max)
      return bad(path, `a string of ${min} to ${max} characters`);
    if (options.pattern !== undefined && !options.pattern.test(input)) return bad(path, `text like ${options.pattern}`);
    return good(input);
  };
}

/** A finite number within `min` and `max`. */
export function number(options: { min?: number; max?: number } = {}): Schema<number> {
  const min = options.min ?? -Number.MAX_SAFE_INTEGER;
  const max = options.max ?? Number.MAX_SAFE_INTEGER;
  return (input, path) =>
    typeof input === "number" && Number.isFinite(input) && input >= min && input <= max
      ? good(input)
      : bad(path, `a number from ${min} to ${max}`);
}

/** A whole number within `min` and `max` (default 0 to `Number.MAX_SAFE_INTEGER`). */
export function integer(options: { min?: number; max?: number } = {}): Schema<number> {
  const inRange = number({ min: options.min ?? 0, max: options.max ?? Number.MAX_SAFE_INTEGER });
  return (input, path) => (Number.isInteger(input) ? inRange(input, path) : bad(path, "a whole number"));
}

/** `true` or `false`. */
export const boolean: Schema<boolean> = (input, path) =>
  typeof input === "boolean" ? good(input) : bad(path, "true or false");

/** One of the given strings or numbers. */
export function oneOf<const T extends readonly (string | number | boolean | null)[]>(...values: T): Schema<T[number]> {
  return (input, path) =>
    values.includes(input as T[number]) ? good(input as T[number]) : bad(path, values.map(String).join(" or "));
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
    if (typeof input !== "object" || input === null || Array.isArray(input)) return bad(path, "an object");
    const out: Record<string, unknown> = {};
    for (const [key, schema] of fields) {
      const field = Object.hasOwn(input, key) ? (input as Record<string, unknown>)[key] : undefined;
      const parsed = schema(field, path === undefined || path === "" ? key : `${path}.${key}`);
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
    if (typeof input !== "object" || input === null || Array.isArray(input)) return bad(path, "an object");
    const name = Object.hasOwn(input, tag) ? (input as Record<string, unknown>)[tag] : undefined;
    if (typeof name !== "string" || !Object.hasOwn(members, name))
      return bad(path === undefined ? tag : `${path}.${tag}`, Object.keys(members).join(" or "));
    const parsed = (members[name] as Schema<object>)(input, path);
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
