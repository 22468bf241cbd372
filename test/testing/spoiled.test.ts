import { describe, expect, test } from "vitest";
import { array, boolean, isRecord, object, parse, string } from "../../src/contract/schema.js";
import { spoiled } from "../../src/testing/spoiled.js";
import { watchPrototypes } from "../support/fuzz.js";

const valid = { id: "m1", from: { name: "An" }, tags: ["a", "b"], on: true };
const schema = object({
  id: string({ min: 1, max: 64 }),
  from: object({ name: string({ min: 1, max: 80 }) }),
  tags: array(string({ max: 10 }), { max: 10 }),
  on: boolean,
});
const readable = (payload: unknown): boolean => {
  try {
    return JSON.stringify(payload) !== undefined;
  } catch {
    return false;
  }
};

describe("payloads that are spoiled", () => {
  const payloads = spoiled(valid);
  const plain = payloads.filter(readable);
  const objects = plain.filter((one): one is Record<string, unknown> => isRecord(one));

  test.each(["id", "from", "tags", "on"])("leave out %s", (key) => {
    const { [key as keyof typeof valid]: _gone, ...rest } = valid;
    expect(plain).toContainEqual(rest);
  });

  test("spoil what is inside, each part for itself", () => {
    expect(plain).toContainEqual({ ...valid, from: { name: null } });
    expect(plain).toContainEqual({ ...valid, from: {} });
    expect(plain).toContainEqual({ ...valid, tags: ["a", 0] });
  });

  test("hold what pollutes, resists and bloats", () => {
    expect(objects.filter((one) => Object.hasOwn(one, "__proto__"))).not.toEqual([]);
    expect(payloads.some((one) => !readable(one))).toBe(true);
    expect(objects.filter((one) => Object.keys(one).length > 2_000)).toHaveLength(1);
  });

  test("are refused by a reader, but for those in which nothing needed is wrong", () => {
    const polluted = watchPrototypes();
    const read = payloads.map((payload) => parse(schema, payload));
    const taken = read.filter(({ ok }) => ok);
    expect(read.length).toBeGreaterThan(100);
    // Harmless words where a word is expected, more fields than needed, an empty list, `true` for `true`.
    expect(taken.length).toBeLessThan(read.length / 4);
    expect(polluted()).toEqual([]);
  });

  test("are the same each time", () => {
    expect(spoiled({ on: true }).filter(readable)).toEqual(spoiled({ on: true }).filter(readable));
  });

  test("are there for payloads that are no objects", () => {
    expect(spoiled(true).length).toBeGreaterThan(10);
    expect(spoiled([true]).filter(readable)).toContainEqual([null]);
  });
});
