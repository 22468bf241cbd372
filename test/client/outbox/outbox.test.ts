import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryOutbox } from "../../../src/client/outbox/memoryOutbox.js";
import { createOutbox, type OutboxNews } from "../../../src/client/outbox/outbox.js";
import type { OutboxItem } from "../../../src/client/outbox/outboxStorage.js";
import type { CommandResult } from "../../../src/contract/commands.js";
import { type ErrorCode, failure, type Outcome } from "../../../src/contract/errors.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";

type Answer = Outcome<CommandResult<"sendMessage"> | null>;
const room = "room:r";
const stored = (seq: number): Answer => ({ ok: true, value: { id: `m${seq}`, seq, epoch: "e1", createdAt: seq } });
const refused = (code: ErrorCode, retryAfterMs?: number): Answer => ({
  ok: false,
  failure: failure(code, undefined, retryAfterMs),
});

function bench(
  options: {
    acks?: boolean;
    dedupe?: boolean;
    send?: (item: OutboxItem) => Promise<Answer> | Answer;
    maxBytes?: number;
    storage?: ReturnType<typeof memoryOutbox>;
  } = {},
) {
  const environment = createVirtualEnvironment();
  const storage = options.storage ?? memoryOutbox();
  const news: string[] = [];
  const sent: string[] = [];
  const state = { ready: true };
  const results = new Map<string, OutboxNews["type"] | string>();
  const outbox = createOutbox({
    userId: "an",
    storage: async () => storage,
    environment,
    capabilities: { acks: options.acks ?? true, dedupe: options.dedupe ?? true },
    ready: () => state.ready,
    send: async (item) => {
      sent.push(textOf(item));
      return (await options.send?.(item)) ?? stored(sent.length);
    },
    maxBytes: () => options.maxBytes ?? 65_536,
    tell: (one) => {
      if (one.type === "limited") return;
      const word = "status" in one ? one.status : one.type;
      results.set(textOf(one.item), word);
      news.push(`${textOf(one.item)} ${word}`);
    },
    report: () => {},
  });
  return {
    environment,
    outbox,
    news,
    sent,
    state,
    results,
    add: (text: string, conversation = room) => outbox.add(conversation, { kind: "text", text }),
    wait: (ms = 10) => environment.advanceAsync(ms),
  };
}
const textOf = (item: OutboxItem) => item.body.text ?? "";

describe("a server that stores repetitions once", () => {
  it("gets one message of a conversation at a time, and conversations side by side", async () => {
    const answers: (() => void)[] = [];
    const { add, sent, wait } = bench({
      send: () => new Promise<Answer>((resolve) => answers.push(() => resolve(stored(1)))),
    });
    add("a1");
    add("a2");
    add("b1", "room:other");
    await wait();
    expect(sent).toEqual(["a1", "b1"]);
    answers.shift()?.();
    await wait();
    expect(sent).toEqual(["a1", "b1", "a2"]);
  });

  it("gets the same client id again after an unknown outcome", async () => {
    const ids: string[] = [];
    const { add, wait, results } = bench({
      send: (item) => {
        ids.push(item.clientId);
        return ids.length < 3 ? refused("TIMEOUT") : stored(1);
      },
    });
    add("once");
    await wait();
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(3);
    expect(results.get("once")).toBe("acknowledged");
  });

  it("is not stormed when it is not available", async () => {
    const { add, sent, wait } = bench({ send: () => refused("UNAVAILABLE") });
    add("patient");
    await wait(60_000);
    expect(sent.length).toBeGreaterThan(3);
    expect(sent.length).toBeLessThan(12);
  });
});

describe("a server that may store repetitions twice", () => {
  it("gets no repetition unasked: an unknown outcome is shown as failed", async () => {
    const { add, sent, wait, news, outbox } = bench({ dedupe: false, send: () => refused("TIMEOUT") });
    const key = add("perhaps");
    await wait(60_000);
    expect(sent).toEqual(["perhaps"]);
    expect(news.at(-1)).toBe("perhaps failed");
    outbox.retry(key);
    await wait();
    expect(sent).toHaveLength(2);
  });

  it("gets what certainly was not sent", async () => {
    const { add, sent, wait, state, outbox, results } = bench({ dedupe: false });
    state.ready = false;
    add("later");
    await wait(1_000);
    state.ready = true;
    outbox.resume();
    await wait();
    expect(sent).toEqual(["later"]);
    expect(results.get("later")).toBe("acknowledged");
  });

  it("gets nothing again that an earlier page had begun to send", async () => {
    const storage = memoryOutbox();
    const item = { userId: "an", conversationId: room, composedAt: 1_760_000_000_000, failure: null };
    await storage.put({ ...item, clientId: "c1", body: { kind: "text", text: "begun" }, attempts: 1 });
    await storage.put({ ...item, clientId: "c2", body: { kind: "text", text: "waiting" }, attempts: 0 });
    const { outbox, sent, results, wait } = bench({ dedupe: false, storage });
    await outbox.start();
    await wait();
    expect(sent).toEqual(["waiting"]);
    expect(results.get("begun")).toBe("failed");
  });
});

describe("a server without acknowledgements", () => {
  it("gets a message once, which then is unconfirmed and forgotten here", async () => {
    const { add, sent, wait, news, outbox } = bench({
      acks: false,
      dedupe: false,
      send: () => ({ ok: true, value: null }),
    });
    add("hello?");
    await wait();
    outbox.resume();
    await wait(60_000);
    expect(sent).toEqual(["hello?"]);
    expect(news.at(-1)).toBe("hello? unconfirmed");
    expect(outbox.waiting).toBe(0);
  });
});

it("fails what is larger than a packet may be, without sending it", async () => {
  const { add, sent, wait, news } = bench({ maxBytes: 1_024 });
  add("界".repeat(400));
  add("small");
  await wait();
  expect(news[0]).toContain("failed");
  expect(sent).toEqual(["small"]);
});

/** A server with a log, and an outbox before it whose every step may go wrong. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("add" as const), room: fc.integer({ min: 0, max: 1 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("time" as const), ms: fc.integer({ min: 1, max: 4_000 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("down" as const, "up" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("retry" as const), pick: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("discard" as const), pick: fc.nat(20) }) },
);
const weather = fc.constantFrom(
  "stored",
  "stored",
  "stored, answer lost",
  "lost",
  "UNAVAILABLE",
  "RATE_LIMITED",
  "FORBIDDEN",
  "UNAUTHENTICATED",
  "slow",
);

it.each([
  ["L2 and above", true, true],
  ["L1", true, false],
])(
  "whatever goes wrong at %s: each message is stored once and in order, or is shown as failed",
  async (_, acks, dedupe) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.array(weather, { minLength: 1, maxLength: 60 }),
        async (steps, skies) => {
          const log: { room: string; clientId: string }[] = [];
          let turn = 0;
          const append = (item: OutboxItem) => {
            const known = log.some(({ clientId }) => clientId === item.clientId);
            if (!known || !dedupe) log.push({ room: item.conversationId, clientId: item.clientId });
          };
          const world = bench({
            acks,
            dedupe,
            send: async (item) => {
              const sky = skies[turn++ % skies.length] ?? "stored";
              const fine = turn > 120;
              if (fine || sky === "stored") {
                append(item);
                return stored(log.length);
              }
              if (sky === "slow") {
                await new Promise<void>((resolve) => world.environment.setTimeout(resolve, 700));
                append(item);
                return stored(log.length);
              }
              if (sky === "stored, answer lost") append(item);
              if (sky === "stored, answer lost" || sky === "lost") return refused("TIMEOUT");
              return refused(sky as ErrorCode, sky === "RATE_LIMITED" ? 300 : undefined);
            },
          });
          const keys: string[] = [];
          const discarded = new Set<string>();
          const retried = new Set<string>();
          for (const one of steps) {
            if (one.kind === "add") keys.push(world.add(`t${keys.length}`, `room:${one.room}`));
            else if (one.kind === "time") await world.wait(one.ms);
            else if (one.kind === "retry") {
              const key = keys[one.pick % Math.max(1, keys.length)];
              if (key !== undefined) {
                if (world.results.get(`t${keys.indexOf(key)}`) === "failed") retried.add(key);
                world.outbox.retry(key);
              }
            } else if (one.kind === "discard") {
              const key = keys[one.pick % Math.max(1, keys.length)];
              if (key !== undefined && world.outbox.discard(key) !== null) discarded.add(key);
            } else {
              world.state.ready = one.kind === "up";
              if (one.kind === "up") world.outbox.resume();
            }
          }
          turn = 121;
          world.state.ready = true;
          world.outbox.resume();
          await world.wait(120_000);
          const storedIds = log.map(({ clientId }) => clientId);
          for (const [index, key] of keys.entries()) {
            const count = storedIds.filter((id) => id === key).length;
            const end = world.results.get(`t${index}`);
            // A second copy only by the person's own retry, and only where the server takes it.
            expect(count).toBeLessThanOrEqual(dedupe || !retried.has(key) ? 1 : 99);
            if (discarded.has(key)) continue;
            expect(["acknowledged", "failed"]).toContain(end);
            if (end === "acknowledged") expect(count).toBeGreaterThanOrEqual(1);
          }
          for (const room of ["room:0", "room:1"]) {
            const order = log
              .filter((one) => one.room === room && !retried.has(one.clientId))
              .map(({ clientId }) => keys.indexOf(clientId));
            expect(order).toEqual([...order].sort((a, b) => a - b));
          }
          expect(world.outbox.waiting).toBe(0);
        },
      ),
      { numRuns: 600, seed: 11 },
    );
  },
  30_000,
);
