import { expect, test } from "vitest";
import { createRegistry } from "../../../src/client/connection/registry.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";

function setUp() {
  const environment = createVirtualEnvironment();
  const disposed: string[] = [];
  let made = 0;
  const registry = createRegistry<string>({ timers: environment, dispose: (value) => disposed.push(value) });
  const make = () => `value-${++made}`;
  return { environment, disposed, registry, make };
}

test("the same key gives the same value, another key another", () => {
  const { registry, make } = setUp();
  expect(registry.obtain("a", make)).toBe("value-1");
  expect(registry.obtain("a", make)).toBe("value-1");
  expect(registry.obtain("b", make)).toBe("value-2");
});

test("what is never retained goes after the linger", () => {
  const { registry, make, environment, disposed } = setUp();
  registry.obtain("a", make);
  environment.advance(999);
  expect(registry.size).toBe(1);
  environment.advance(1);
  expect(registry.size).toBe(0);
  expect(disposed).toEqual(["value-1"]);
});

test("it lives while anybody retains it, and over StrictMode's release and retain", () => {
  const { registry, make, environment, disposed } = setUp();
  const value = registry.obtain("a", make);
  registry.retain("a", value)();
  const first = registry.retain("a", value);
  const second = registry.retain("a", value);
  first();
  first();
  environment.advance(60_000);
  expect(registry.obtain("a", make)).toBe("value-1");
  second();
  environment.advance(1_000);
  expect(registry.size).toBe(0);
  expect(disposed).toEqual(["value-1"]);
  expect(environment.pending.timers).toBe(0);
});

test("asking again within the linger prolongs it", () => {
  const { registry, make, environment } = setUp();
  registry.obtain("a", make);
  environment.advance(900);
  registry.obtain("a", make);
  environment.advance(900);
  expect(registry.size).toBe(1);
});

test("a mount later than the linger is shared again; beside a successor it keeps to itself", () => {
  const { registry, make, environment } = setUp();
  const late = registry.obtain("a", make);
  environment.advance(5_000);
  const release = registry.retain("a", late);
  expect(registry.obtain("a", make)).toBe(late);
  release();
  environment.advance(5_000);
  const successor = registry.obtain("a", make);
  const keep = registry.retain("a", successor);
  registry.retain("a", late)();
  environment.advance(5_000);
  expect(registry.obtain("a", make)).toBe(successor);
  keep();
});

test("what would lose something stays until it would not", () => {
  const environment = createVirtualEnvironment();
  const unsent = new Set(["kept"]);
  const registry = createRegistry<string>({ timers: environment, keep: (value) => unsent.has(value) });
  registry.retain(
    "a",
    registry.obtain("a", () => "kept"),
  )();
  registry.retain(
    "b",
    registry.obtain("b", () => "empty"),
  )();
  environment.advance(60_000);
  expect(registry.size).toBe(1);
  expect(registry.obtain("a", () => "another")).toBe("kept");
  unsent.clear();
  environment.advance(1_000);
  expect(registry.size).toBe(0);
  expect(environment.pending.timers).toBe(0);
});
