/**
 * Keeps a part of a view the object it was while all its fields are the same: `const share = createSharing(); share("chat", { … })`.
 */
export function createSharing(): <T extends object>(name: string, next: T) => T {
  const parts = new Map<string, object>();
  return <T extends object>(name: string, next: T): T => {
    // By its name a part only ever meets its own kind.
    const before = parts.get(name) as T | undefined;
    if (before !== undefined && isSame(before, next)) return before;
    parts.set(name, next);
    return next;
  };
}

function isSame<T extends object>(a: T, b: T): boolean {
  const keys = Object.keys(b) as (keyof T)[];
  return keys.length === Object.keys(a).length && keys.every((key) => Object.is(a[key], b[key]));
}

/** Answers the same as the last time while it is asked the same. */
export function sameAsLast<A extends readonly unknown[], R>(run: (...args: A) => R): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | null = null;
  return (...args) => {
    if (last === null || args.some((arg, index) => arg !== last?.args[index])) last = { args, result: run(...args) };
    return last.result;
  };
}
