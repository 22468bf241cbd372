import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Patch, topicLimits, topicStateSchema } from "../../src/contract/live.js";
import { applyPatches } from "../../src/contract/patches.js";
import type { JsonValue } from "../../src/contract/schema.js";

const apply = (state: JsonValue, ...patches: Patch[]) => {
  const patched = applyPatches(state, patches);
  if (!patched.ok) throw new Error(patched.issue);
  return patched.state;
};
const issue = (state: JsonValue, ...patches: Patch[]) => {
  const patched = applyPatches(state, patches);
  return patched.ok ? null : patched.issue;
};
const set = (path: string[], value?: JsonValue): Patch =>
  value === undefined ? { op: "set", path } : { op: "set", path, value };
const remove = (...path: string[]): Patch => ({ op: "delete", path });

describe("patches", () => {
  test("set and delete by a path of keys, making objects that are missing on the way", () => {
    expect(apply(null, set(["a", "b"], 1))).toEqual({ a: { b: 1 } });
    expect(apply({ a: { b: 1, c: 2 } }, remove("a", "b"))).toEqual({ a: { c: 2 } });
    expect(apply({ a: 1 }, set([], { b: 2 }))).toEqual({ b: 2 });
    expect(apply({ a: 1 }, set(["a"]))).toEqual({ a: null });
  });

  test("reach into lists by index, append at the length, and close the hole of what is deleted", () => {
    expect(apply({ list: [1, 2] }, set(["list", "2"], 3), set(["list", "0"], 0))).toEqual({ list: [0, 2, 3] });
    expect(apply({ list: [1, 2, 3] }, remove("list", "1"))).toEqual({ list: [1, 3] });
    for (const place of ["4", "-1", "01", "1.5", "length", "a"])
      expect(issue({ list: [1, 2, 3] }, set(["list", place], 0))).toMatch(/no such place/);
  });

  test("that delete what is not there change nothing, not even which object it is", () => {
    const state = { a: { b: 1 }, list: [1] };
    for (const gone of [remove("x"), remove("x", "y"), remove("a", "x"), remove("list", "1")])
      expect(apply(state, gone)).toBe(state);
  });

  test("leave the given state alone, and what they don't touch the same objects", () => {
    const state = { a: { b: { c: 1 } }, untouched: { d: [1] } };
    const before = structuredClone(state);
    const after = apply(state, set(["a", "b", "c"], 2), set(["a", "e"], 3)) as typeof state;
    expect(state).toEqual(before);
    expect(after.untouched).toBe(state.untouched);
    expect(after.a).not.toBe(state.a);
  });

  test("apply all or none", () => {
    const state = { count: 1 };
    expect(applyPatches(state, [set(["count"], 2), set(["count", "x"], 3)])).toMatchObject({ ok: false });
    expect(state).toEqual({ count: 1 });
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("refuse the name %s", (name) => {
    for (const path of [[name], [name, "polluted"], ["a", name], ["a", name, "polluted"]]) {
      expect(issue({ a: {} }, set(path, 1))).toMatch(/forbidden name/);
      expect(issue({ a: {} }, remove(...path))).toMatch(/forbidden name/);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("refuse what would grow beyond the limits of a topic", () => {
    const wide = Object.fromEntries(Array.from({ length: topicLimits.width }, (_, at) => [`k${at}`, at]));
    expect(issue(wide, set(["k0"], 1))).toBeNull();
    expect(issue(wide, set(["one-more"], 1))).toBe("too many keys");
    expect(issue(Object.values(wide), set([`${topicLimits.width}`], 1))).toBe("the list is too long");
    const deep = (levels: number): JsonValue => (levels === 0 ? 1 : { a: deep(levels - 1) });
    expect(issue(null, set(["a", "b"], deep(topicLimits.depth - 2)))).toBeNull();
    expect(issue(null, set(["a", "b"], deep(topicLimits.depth - 1)))).toBe("too deep");
    expect(issue(null, set([], deep(topicLimits.depth + 1)))).toBe("too deep");
    expect(issue(null, set(Array.from("abcdefg"), 1))).toBe("the path is too long");
    expect(issue({ a: "text" }, set(["a", "b"], 1))).toMatch(/no parts/);
    expect(issue({ a: 1 }, remove())).toMatch(/can't be deleted/);
  });

  test("never throw, never pollute, and lead to a state that a client can read again", () => {
    const key = fc.constantFrom("a", "b", "0", "1", "2", "__proto__", "constructor", "length", "");
    const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
    const patch = fc.record(
      { op: fc.constantFrom("set" as const, "delete" as const), path: fc.array(key, { maxLength: 7 }), value },
      { requiredKeys: ["op", "path"] },
    ) as fc.Arbitrary<Patch>;
    fc.assert(
      fc.property(fc.constantFrom<JsonValue>(null, {}, { a: [1, { b: 2 }] }), fc.array(patch), (state, patches) => {
        const before = JSON.stringify(state);
        const patched = applyPatches(state, patches);
        expect(JSON.stringify(state)).toBe(before);
        expect(Object.keys(Object.prototype)).toEqual([]);
        if (!patched.ok) return;
        const names = JSON.stringify(patched.state).match(/"(__proto__|constructor)":/);
        // A whole value may hold such names if its sender's schema let it; a path never makes one.
        if (names === null) expect(topicStateSchema(patched.state)).toEqual({ ok: true, value: patched.state });
      }),
      { numRuns: 500 },
    );
  });
});
