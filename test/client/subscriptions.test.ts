import { describe, expect, test } from "vitest";
import { createSubscriptions } from "../../src/client/subscriptions.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";

function counted({ batch = 500, ready = true } = {}) {
  const environment = createVirtualEnvironment();
  const told: string[] = [];
  const subscriptions = createSubscriptions({
    environment,
    lingerMs: 1_000,
    batch,
    join: (keys) => told.push(`join ${keys.join(",")}`),
    leave: (keys) => told.push(`leave ${keys.join(",")}`),
    forget: (keys) => told.push(`forget ${keys.join(",")}`),
  });
  if (ready) subscriptions.ready();
  return { environment, subscriptions, told, wait: (ms = 0) => environment.advanceAsync(ms) };
}

describe("what is held in one go", () => {
  test("goes in one command, whoever holds it", async () => {
    const { subscriptions, told, wait } = counted();
    for (const key of ["a", "b", "a", "c"]) subscriptions.hold([key]);
    expect(told).toEqual([]);
    await wait();
    expect(told).toEqual(["join a,b,c"]);
    subscriptions.hold(["b", "d", "d"]);
    await wait();
    expect(told).toEqual(["join a,b,c", "join d"]);
  });

  test("goes in commands of a bounded size", async () => {
    const { subscriptions, told, wait } = counted({ batch: 2 });
    subscriptions.hold(["a", "b", "c", "d", "e"]);
    await wait();
    expect(told).toEqual(["join a,b", "join c,d", "join e"]);
  });

  test("waits for a session, and every session begins with all of it", async () => {
    const { subscriptions, told, wait } = counted({ ready: false });
    subscriptions.hold(["a"]);
    await wait();
    expect(told).toEqual([]);
    subscriptions.ready();
    expect(told).toEqual(["join a"]);
    subscriptions.down();
    subscriptions.hold(["b"]);
    await wait();
    expect(told).toEqual(["join a"]);
    subscriptions.ready();
    expect(told).toEqual(["join a", "join a,b"]);
  });
});

describe("what is released", () => {
  test("is left a second after its last holder, once", async () => {
    const { subscriptions, told, wait, environment } = counted();
    const [first, second] = [subscriptions.hold(["a"]), subscriptions.hold(["a"])];
    await wait();
    first();
    first();
    await wait(5_000);
    expect(subscriptions.isHeld("a")).toBe(true);
    expect(told).toEqual(["join a"]);
    second();
    expect(subscriptions.isHeld("a")).toBe(false);
    await wait(999);
    expect(told).toEqual(["join a"]);
    await wait(1);
    expect(told).toEqual(["join a", "leave a", "forget a"]);
    expect(environment.pending.timers).toBe(0);
  });

  test("is left in one command by a list of a thousand that unmounts over some milliseconds", async () => {
    const { subscriptions, told, wait, environment } = counted({ batch: 1_000 });
    const releases = Array.from({ length: 1_000 }, (_, index) => subscriptions.hold([`user-${index}`]));
    await wait();
    for (const [index, release] of releases.entries()) {
      if (index % 100 === 0) environment.advance(5);
      release();
    }
    expect(environment.pending.timers).toBe(1);
    await wait(2_000);
    expect(told.map((line) => line.slice(0, 5))).toEqual(["join ", "leave", "forge"]);
    expect(told[1]?.split(",")).toHaveLength(1_000);
  });

  test("and held again within that second is never left, and the others released with it are", async () => {
    const { subscriptions, told, wait } = counted();
    const release = subscriptions.hold(["a", "b"]);
    await wait();
    release();
    await wait(500);
    subscriptions.hold(["a"]);
    await wait(5_000);
    expect(told).toEqual(["join a,b", "leave b", "forget b"]);
  });

  test("in StrictMode's way, mounted twice in a row, leaves no timer and asks once", async () => {
    const { subscriptions, told, wait, environment } = counted();
    subscriptions.hold(["a"])();
    subscriptions.hold(["a"]);
    await wait(5_000);
    expect(told).toEqual(["join a"]);
    expect(environment.pending.timers).toBe(0);
  });

  test("while there is no session is forgotten without a command", async () => {
    const { subscriptions, told, wait } = counted();
    const release = subscriptions.hold(["a"]);
    await wait();
    subscriptions.down();
    release();
    await wait(2_000);
    subscriptions.ready();
    expect(told).toEqual(["join a", "forget a"]);
  });

  test("before it was asked for is never asked for", async () => {
    const { subscriptions, told, wait } = counted();
    subscriptions.hold(["a"])();
    await wait(2_000);
    expect(told).toEqual(["forget a"]);
  });
});

test("what was refused for now is asked for again later, if somebody still wants it", async () => {
  const { subscriptions, told, wait } = counted();
  subscriptions.hold(["a"]);
  const release = subscriptions.hold(["b"]);
  await wait();
  subscriptions.again(["a", "b"], 3_000);
  release();
  await wait(2_999);
  expect(told).toEqual(["join a,b", "forget b"]);
  await wait(1);
  expect(told).toEqual(["join a,b", "forget b", "join a"]);
});

test("names what is held now", () => {
  const { subscriptions } = counted();
  subscriptions.hold(["a", "b"]);
  subscriptions.hold(["b"]);
  expect(subscriptions.held()).toEqual(["a", "b"]);
});
