import { describe, expect, test } from "vitest";
import { native } from "../../src/protocols/native/native.js";
import { memoryStore } from "../../src/server/store/memoryStore.js";
import { type SimulationOptions, type SimulationResult, simulate } from "./simulate.js";

/** LOBBYKIT_SEED=17 runs only that seed and tells what happened in it; LOBBYKIT_RUNS=2000 runs more of them. */
const only = process.env.LOBBYKIT_SEED === undefined ? undefined : Number(process.env.LOBBYKIT_SEED);
const runs = Number(process.env.LOBBYKIT_RUNS ?? 200);
const seeds = only === undefined ? Array.from({ length: runs }, (_, index) => index + 1) : [only];

function told({ seed, violations, diary }: SimulationResult): string {
  return [`seed ${seed} (LOBBYKIT_SEED=${seed} repeats it):`, ...violations.slice(0, 10), "", ...diary].join("\n");
}

test(
  `after any faults nothing is lost, doubled or out of order, and all are equal again (${seeds.length} seeds)`,
  async () => {
    let sent = 0;
    let faults = 0;
    for (const seed of seeds) {
      const result = await simulate(seed, { trace: only !== undefined });
      expect(result.violations, told(result)).toEqual([]);
      sent += result.sent;
      faults += result.faults;
    }
    // A simulation that does nothing would be green as well.
    expect(sent).toBeGreaterThan(seeds.length * 5);
    expect(faults).toBeGreaterThan(seeds.length * 5);
  },
  300_000 + seeds.length * 300,
);

test("the same seed gives the same run", async () => {
  const [first, second] = [await simulate(5), await simulate(5)];
  expect(second).toEqual(first);
});

describe("with a mechanism taken away the simulation notices", () => {
  /** Runs until a violation shows. */
  async function findViolation(options: () => SimulationOptions): Promise<string> {
    for (let seed = 1; seed <= 60; seed += 1) {
      const { violations } = await simulate(seed, options());
      if (violations.length > 0) return violations.join("\n");
    }
    return "";
  }

  test("a store that does not look for duplicates", async () => {
    const violation = await findViolation(() => {
      const store = memoryStore({ epoch: "e1" });
      let made = 0;
      return {
        store: {
          ...store,
          append: (input) => {
            made += 1;
            return store.append({ ...input, clientId: `${input.clientId}-${made}` });
          },
        },
      };
    });
    expect(violation).toMatch(/I2/);
  });

  test("a client that does not catch up", async () => {
    const capabilities = { ...native.capabilities, catchUp: "none", sequences: false } as const;
    const violation = await findViolation(() => ({ protocol: { ...native, capabilities } }));
    expect(violation).toMatch(/I3\/I4/);
  });

  test("a client that waits for an acknowledgement for ever", async () => {
    expect(await findViolation(() => ({ timings: { ackTimeoutMs: 1_000_000_000 } }))).toMatch(/I1|I4/);
  });

  test("a server that acknowledges before it has stored", async () => {
    const violation = await findViolation(() => {
      const store = memoryStore({ epoch: "e1" });
      let made = 0;
      return {
        store: {
          ...store,
          append: async (input) => {
            made += 1;
            if (made % 7 !== 0) return store.append(input);
            const { head } = await store.bounds(input.conversationId);
            const { members: _members, sender, ...rest } = input;
            return {
              message: { ...rest, seq: head + 1, senderId: sender.id },
              duplicate: false,
              newMembers: [],
            };
          },
        },
      };
    });
    expect(violation).toMatch(/I1|I4/);
  });
});
