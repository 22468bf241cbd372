import { inspect } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nativeCommands } from "../../../src/protocols/native/wire.js";
import type { LobbyStore } from "../../../src/server/store/store.js";
import { testCore, text } from "../support/testCore.js";

const unlimited = { perSecond: 1e9, burst: 1e9 };
const limits = { events: unlimited, sends: unlimited, joins: unlimited, typing: unlimited, strikes: 1e9 };

/** Anything that JSON or a binary packet could carry, and what it could not. */
const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withTypedArray: true }),
  fc.constant(undefined),
  fc.constant(() => {}),
);
const id = fc.oneof(
  fc.constantFrom("direct:an:binh", "room:a", "support:an", "__proto__", "constructor", "room:__proto__", ""),
  fc.string(),
);
/** Payloads of about the right shape, with something wrong in the middle: these get furthest. */
const nearly = fc.record(
  {
    conversationId: fc.oneof(id, anything),
    clientId: fc.oneof(fc.string(), anything),
    body: fc.oneof(
      fc.record({
        kind: fc.oneof(fc.constantFrom("text", "image", "system"), anything),
        text: anything,
        url: anything,
      }),
      anything,
    ),
    seq: fc.oneof(fc.double(), fc.integer(), anything),
    typing: anything,
    token: anything,
    limit: fc.oneof(fc.double(), anything),
    cursors: fc.oneof(
      fc.array(fc.record({ conversationId: id, epoch: anything, after: fc.oneof(fc.double(), fc.integer()) })),
      anything,
    ),
    conversationIds: fc.oneof(fc.array(id), anything),
    ["__proto__"]: anything,
    senderId: fc.constant("binh"),
  },
  { requiredKeys: [] },
);
/** Values that fight back when they are read. */
const traps: unknown[] = [
  new Proxy(
    {},
    {
      get: () => {
        throw new Error("trap");
      },
      ownKeys: () => {
        throw new Error("trap");
      },
      getOwnPropertyDescriptor: () => {
        throw new Error("trap");
      },
    },
  ),
  {
    get conversationId(): string {
      throw new Error("trap");
    },
  },
  Object.create({ conversationId: "room:a", clientId: "c", body: { kind: "text", text: "inherited" } }),
  JSON.parse(
    '{"__proto__":{"conversationId":"room:a"},"conversationId":"room:a","clientId":"__proto__","body":{"kind":"text","text":"x"}}',
  ),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  "x".repeat(1_000_000),
  Array.from({ length: 100_000 }, () => "room:a"),
  { conversationIds: Array.from({ length: 51 }, () => "room:a") },
  { cursors: Array.from({ length: 51 }, () => ({ conversationId: "room:a", epoch: null, after: 0 })), limit: 200 },
  { conversationId: "room:a", clientId: "c", body: { kind: "system", text: "I am the server" } },
  { conversationId: "room:a", clientId: "c", body: { kind: "text", text: "" } },
  { conversationId: "room:a", clientId: "c", body: { kind: "text", text: "x".repeat(4_001) } },
  { conversationId: "room:a", clientId: "c", body: { kind: "text", text: Buffer.from("binary") } },
  Buffer.from("binary"),
  new Uint8Array(10),
];
let nested: unknown = "deep";
for (let depth = 0; depth < 10_000; depth++) nested = { body: nested, conversationId: nested };
traps.push(nested);

let tenThousand: readonly unknown[] | undefined;
/** The same for every command, and drawn once: that takes longer than to try them. */
function drawn(): readonly unknown[] {
  tenThousand ??= fc.sample(fc.oneof(anything, nearly), 10_000);
  return tenThousand;
}

const unhandled: unknown[] = [];
const remember = (error: unknown) => void unhandled.push(error);
beforeAll(() => void process.on("unhandledRejection", remember));
afterAll(() => {
  process.off("unhandledRejection", remember);
  expect(unhandled).toEqual([]);
});

async function snapshot(store: LobbyStore) {
  return {
    logs: await Promise.all(["direct:an:binh", "room:a", "support:an"].map((one) => store.range(one, 0, 100))),
    receipts: await store.receipts("direct:an:binh", "an", 100),
    lists: await Promise.all(["an", "binh", "system"].map((one) => store.conversations(one, null, 100))),
  };
}

describe.each(Object.values(nativeCommands))("%s", (event) => {
  test("answers ten thousand hostile payloads, and nothing in the store is other than before", async () => {
    const { tab, store, reports } = testCore({ limits, verifyToken: async () => null });
    const [an, binh] = [tab("an"), tab("binh")];
    await an.do("sendMessage", text("direct:an:binh", "kept"));
    const before = await snapshot(store);
    let accepted = 0;
    const attack = async (payload: unknown) => {
      const answer = await an.session.handle(event, payload);
      if (answer.ok === true) accepted += 1;
      else if (answer.ok !== false || !/^[A-Z_]+$/.test(answer.code)) throw new Error(`answered ${inspect(answer)}`);
      JSON.stringify(answer);
    };
    for (const payload of [...traps, ...drawn()]) {
      if (wellFormed(payload)) continue;
      await attack(payload).catch((cause: unknown) => {
        throw new Error(`by ${inspect(payload, { depth: 6, maxStringLength: 200 })}`, { cause });
      });
    }
    if (["lobby:send", "lobby:read", "lobby:delivered", "lobby:reauth"].includes(event)) expect(accepted).toBe(0);
    expect(await snapshot(store)).toEqual(before);
    expect(reports.filter(({ kind }) => kind === "fault")).toEqual([]);
    expect(binh.heard("messageReceived")).toHaveLength(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    // Whatever was said, the session still works.
    expect(await an.do("sendMessage", text("direct:an:binh", "after"))).toMatchObject({ ok: true, seq: 2 });
  });
});

/** Payloads that happen to be a message or a watermark as it should be are no attack. */
function wellFormed(payload: unknown): boolean {
  try {
    const { conversationId, seq, clientId } = payload as Record<string, unknown>;
    if (typeof conversationId !== "string" || !Object.hasOwn(payload as object, "conversationId")) return false;
    return (
      Number.isInteger(seq) ||
      (typeof clientId === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(clientId) && isText(payload))
    );
  } catch {
    return false;
  }
}

function isText(payload: unknown): boolean {
  const { body } = payload as { body?: { kind?: unknown; text?: unknown } };
  return body?.kind === "text" && typeof body.text === "string" && body.text.length > 0 && body.text.length <= 4_000;
}

test("names of events that are none are answered INVALID", async () => {
  const { tab } = testCore({ limits });
  const an = tab("an");
  const names = [
    "",
    "error",
    "connect",
    "disconnect",
    "disconnecting",
    "__proto__",
    "constructor",
    "toString",
    "lobby:",
    "lobby:events",
    "lobby:bye",
    "LOBBY:SEND",
    "1",
    "lobby:send ",
    "x".repeat(100_000),
  ];
  for (const name of names) {
    expect(await an.session.handle(name, {})).toEqual({ ok: false, code: "INVALID", message: "unknown event" });
  }
});
