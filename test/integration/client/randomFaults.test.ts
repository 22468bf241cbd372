import fc from "fast-check";
import { expect, it } from "vitest";
import { selectMessages } from "../../../src/client/chat/selectors.js";
import { arrive, createRealWorld, direct, isLive, shortTimings } from "./world.js";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const who = fc.constantFrom("an" as const, "binh" as const);
const fault = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("say" as const), who, count: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("cut" as const),
      who,
      how: fc.constantFrom("rst" as const, "fin" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom("drop-down" as const, "drop-up" as const, "refuse" as const), who }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("blackhole" as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("crash" as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("heal" as const), who }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("wait" as const), who, ms: fc.integer({ min: 5, max: 80 }) }) },
);

// How soon after healing is the simulation's to tell, on its own clock.
it("whatever the network does: nothing lost, doubled or out of order, and all is equal after healing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { minLength: 8, maxLength: 24 }), async (faults) => {
      const world = await createRealWorld({ pingMs: 250 });
      try {
        const timings = shortTimings;
        const people = { an: await world.person("an", { timings }), binh: await world.person("binh", { timings }) };
        await Promise.all([arrive(people.an), arrive(people.binh)]);
        const composed: string[] = [];
        for (const one of faults) {
          const { proxy, say } = people[one.who];
          if (one.kind === "say") {
            for (let index = 0; index < one.count; index++) {
              const text = `${one.who}${composed.length}`;
              composed.push(text);
              say(text);
            }
          } else if (one.kind === "wait") await pause(one.ms);
          else if (one.kind === "cut") proxy.cut(one.how);
          else if (one.kind === "crash") {
            await world.crash();
            await world.start();
          } else if (one.kind === "heal") {
            proxy.cut("rst");
            proxy.setMode("pass");
          } else {
            proxy.setMode(one.kind);
            if (one.kind === "blackhole") proxy.setModeForNew("pass");
          }
          await pause(5);
        }
        // Healing: the network is as it should be, whatever connections there were.
        const all = [people.an, people.binh];
        for (const { proxy } of all) {
          proxy.cut("rst");
          proxy.setMode("pass");
        }
        await Promise.all(all.map((one) => one.until("live", isLive)));
        const complete = (one: (typeof all)[number]) => () =>
          one.texts().length === composed.length &&
          selectMessages(one.lobby.store.getState(), direct).every(({ status }) =>
            ["sent", "delivered", "read", "received"].includes(status),
          );
        await Promise.all(all.map((one) => one.until("complete", complete(one))));

        const log = await world.store.range(direct, 0, 1_000);
        const texts = log.map(({ body }) => body.text ?? "");
        // I1 and I2: every composed message once. I3: every list is the log, and one's own order holds.
        expect([...texts].sort()).toEqual([...composed].sort());
        for (const one of all) {
          const shown = selectMessages(one.lobby.store.getState(), direct);
          expect(shown.map(({ id }) => id)).toEqual(log.map(({ id }) => id));
          expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length);
        }
        for (const name of ["an", "binh"])
          expect(texts.filter((text) => text.startsWith(name))).toEqual(
            composed.filter((text) => text.startsWith(name)),
          );
      } finally {
        await world.close();
      }
    }),
    { numRuns: 15, seed: 20_26, endOnFailure: true },
  );
});
