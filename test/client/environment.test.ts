import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createBrowserEnvironment } from "../../src/client/browserEnvironment.js";
import { createIdMaker } from "../../src/client/uuid.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("ids", () => {
  test("are UUIDs of version 7 whose order is the order of making, whatever the clock does", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 47 }), { minLength: 1, maxLength: 20 }), (clock) => {
        let now = 0;
        const newId = createIdMaker(
          () => now,
          (bytes) => bytes.fill(0xff),
        );
        const ids = clock.flatMap((at) => {
          now = at;
          return [newId(), newId()];
        });
        expect(ids.every((id) => uuid7.test(id))).toBe(true);
        expect(ids).toEqual([...new Set(ids)].sort());
      }),
    );
  });

  test("stay ordered beyond 4,096 in a millisecond", () => {
    const newId = createIdMaker(
      () => 1_760_000_000_000,
      (bytes) => bytes.fill(0),
    );
    const ids = Array.from({ length: 10_000 }, newId);
    expect(ids).toEqual([...new Set(ids)].sort());
  });
});

describe("the browser's environment on a server", () => {
  test("can be made and used without a page", async () => {
    const environment = createBrowserEnvironment();
    expect([environment.isHidden(), environment.isOnline()]).toEqual([false, true]);
    expect(environment.newId()).toMatch(uuid7);
    environment.onSignal(() => {})();
    await new Promise<void>((resolve) => environment.requestFrame(resolve));
    environment.requestFrame(() => expect.unreachable())();
    environment.clearTimeout(environment.setTimeout(() => expect.unreachable(), 2 ** 40));
  });
});

describe("the virtual environment", () => {
  test("runs timers in order of time, and those set meanwhile", () => {
    const environment = createVirtualEnvironment();
    const start = environment.now();
    const log: [string, number][] = [];
    const note = (name: string) => log.push([name, environment.now() - start]);
    environment.setTimeout(() => note("late"), 30);
    environment.setTimeout(() => {
      note("early");
      environment.setTimeout(() => note("nested"), 5);
    }, 10);
    environment.clearTimeout(environment.setTimeout(() => note("never"), 20));
    environment.requestFrame(() => note("frame"));
    environment.advance(30);
    expect(log).toEqual([
      ["early", 10],
      ["nested", 15],
      ["frame", 16],
      ["late", 30],
    ]);
  });

  test("the same seed gives the same chance and the same ids", () => {
    const draw = (seed: number) => {
      const { random, newId } = createVirtualEnvironment({ seed });
      return [random(), random(), newId()];
    };
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });

  test("frames can be run by hand, and timers that fell due in a sleep run late", () => {
    const environment = createVirtualEnvironment();
    let ran = 0;
    environment.requestFrame(() => ran++);
    environment.runFrame();
    expect(ran).toBe(1);
    environment.setTimeout(() => ran++, 10);
    environment.sleep(1_000);
    expect(ran).toBe(1);
    environment.advance(0);
    expect(ran).toBe(2);
  });
});
