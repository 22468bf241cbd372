import { createServer } from "node:http";
import { Server } from "socket.io";
import { describe, expect, test } from "vitest";
import type { ConformReport } from "../../../src/cli/report.js";
import { failure, refused } from "../../../src/contract/errors.js";
import { defineProtocol, type ProtocolDefinition } from "../../../src/protocols/defineProtocol.js";
import { elearning } from "../../../src/protocols/elearning/elearning.js";
import { livestream } from "../../../src/protocols/livestream/livestream.js";
import { native } from "../../../src/protocols/native/native.js";
import type { Capabilities, Emission, Protocol } from "../../../src/protocols/protocol.js";
import { shop } from "../../../src/protocols/shop/shop.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import type { SupportStore } from "../../../src/server/store/supportStore.js";
import { startElearningServer } from "../../servers/elearning.js";
import { type LivestreamServer, startLivestreamServer } from "../../servers/livestream.js";
import { startShopServer } from "../../servers/shop.js";
import { account, detailOf, failuresOf, listen, named, sideBySide, startNative, tokenOf, tried } from "./support.js";
import { type Habit, startTopicServer, topicProtocol } from "./topicServer.js";

/** Protocols that claim what their server does not do: each lie is found, and named. All are told at once, each to a server of its own. */

const emitted = (event: string, payload: unknown): Emission<never> => ({ via: "socket", event, payload });
const answered = (event: string, payload: unknown) => ({
  via: "socket" as const,
  event,
  payload,
  acknowledge: () => ({ ok: true as const, value: { id: "x", seq: 1, epoch: "e", createdAt: 1 } }),
});

/** A protocol with more claims than it was made with. */
function claiming(
  protocol: Protocol,
  capabilities: Partial<Capabilities>,
  more: Partial<Pick<ProtocolDefinition, "outgoing" | "http" | "incoming">> = {},
): Protocol {
  // Not by defineProtocol, which would notice some of it.
  return {
    ...protocol,
    ...more,
    capabilities: { ...protocol.capabilities, ...capabilities },
    incoming: { ...protocol.incoming, ...more.incoming },
    outgoing: { ...protocol.outgoing, ...more.outgoing },
    http: { ...protocol.http, ...more.http },
  };
}

function without(name: keyof Protocol["outgoing"]): Protocol["outgoing"] {
  return { [name]: undefined } as Protocol["outgoing"];
}

const ofElearning: readonly [lie: string, found: string, protocol: Protocol][] = [
  [
    "typing, of which there is no event",
    "chat.typing",
    claiming(elearning, { typing: true }, { outgoing: { setTyping: (input) => emitted("typing", input) } }),
  ],
  [
    "acknowledgements that never come",
    "chat.acks",
    claiming(
      elearning,
      { acks: true },
      {
        outgoing: {
          sendMessage: ({ conversationId, body }, { user }) => {
            const recipientId = conversationId.split(":").find((id) => id !== "direct" && id !== user.id);
            return answered("message", { content: body.text, senderId: user.id, recipientId });
          },
        },
      },
    ),
  ],
  ["acknowledgements that nobody asks for", "chat.acks", claiming(elearning, { acks: true })],
  ["an echo to the sender", "chat.echo", claiming(elearning, { echo: "all" })],
  [
    "hello",
    "connection.hello",
    claiming(
      elearning,
      { hello: true },
      {
        outgoing: { hello: (input) => ({ ...answered("hello", input), acknowledge: () => refused("UNAVAILABLE") }) },
      },
    ),
  ],
  [
    "a new token on the way",
    "connection.reauthenticate",
    claiming(
      elearning,
      { reauthenticate: true },
      {
        outgoing: {
          reauthenticate: (input) => ({ ...answered("token", input), acknowledge: () => refused("INVALID") }),
        },
      },
    ),
  ],
  [
    "a list of conversations",
    "chat.conversations",
    claiming(
      elearning,
      { conversations: true },
      {
        http: {
          conversations: {
            request: () => ({ method: "GET", path: "conversations" }),
            read: () => ({ ok: true, value: { conversations: [], nextCursor: null } }),
          },
        },
      },
    ),
  ],
  ["watermarks", "chat.receipts", claiming(elearning, { receipts: "watermarks" })],
  [
    "numbers",
    "chat.sequences",
    claiming(
      elearning,
      { sequences: true },
      // Refused at once: unanswered, it would keep what was missed from being asked for otherwise.
      { outgoing: { heads: () => ({ via: "nothing", failure: failure("INVALID") }) } },
    ),
  ],
  ["a history that is pushed", "chat.history", claiming(elearning, { history: "push", catchUp: "none" })],
  [
    "rooms, without a word to enter one",
    "rooms.enter",
    claiming(elearning, { rooms: true }, { outgoing: without("openConversation") }),
  ],
  ["gifts", "gifts.shop", claiming(elearning, { gifts: true })],
  ["support", "support.status", claiming(elearning, { support: true })],
];

/** To an e-learning server of its own. */
async function tellElearning(protocol: Protocol, refuseHistory = false): Promise<ConformReport> {
  const server = await startElearningServer();
  server.habits.refuseHistory = refuseHistory;
  // They have talked before: what is said has no number, whatever is claimed.
  server.messages.push({
    _id: "65a1f0c2d4e5f60718293a4b",
    content: "Chào An",
    sender: "binh",
    recipient: "an",
    status: "read",
    createdAt: "2026-01-01T00:00:00.000Z",
  });
  try {
    return await tried({
      url: server.url,
      apiUrl: server.apiUrl,
      protocol,
      account: account("an", await server.token("an")),
      second: account("binh", await server.token("binh")),
      room: "hall",
    });
  } finally {
    await server.stop();
  }
}

/** To a livestream server of its own, whose pace makes every wait longer. */
async function tellLivestream(protocol: Protocol, habits: Partial<LivestreamServer["habits"]> = {}) {
  const server = await startLivestreamServer();
  Object.assign(server.habits, { cooldown: false, ...habits });
  try {
    return await tried({
      url: server.url,
      apiUrl: server.apiUrl,
      protocol,
      account: account("an", server.tokens("an").accessToken),
      second: account("binh", server.tokens("binh").accessToken),
      room: "hall",
      write: true,
      timeoutMs: 3_000,
    });
  } finally {
    await server.stop();
  }
}

/** To lobbykit's own server, which is made dishonest. */
async function tellNative(settings: Parameters<typeof startNative>[0]): Promise<ConformReport> {
  const server = await startNative(settings);
  try {
    return await tried({
      url: server.url,
      protocol: native,
      account: account("an", await tokenOf("an")),
      second: account("binh", await tokenOf("binh", "agent")),
      support: "billing",
    });
  } finally {
    await server.stop();
  }
}

const ofTopics: readonly [habit: Habit, found: string, said: RegExp][] = [
  ["forgets what it took", "live.change", /without it/],
  ["tells nobody else", "live.change", /second account was not told/],
  ["stands still", "live.change", /version is still 1/],
  ["answers nothing", "live.change", /TIMEOUT/],
  ["takes what is late", "live.conflict", /whoever is late overwrites/],
  ["calls what is late malformed", "live.conflict", /INVALID/],
];

async function tellTopics(habit: Habit): Promise<ConformReport> {
  const server = await startTopicServer(habit);
  try {
    return await tried({
      url: server.url,
      protocol: topicProtocol,
      account: account("an", null),
      second: account("binh", null),
      topic: "board",
      change: [{ op: "set", path: ["count"], value: 2 }],
    });
  } finally {
    await server.stop();
  }
}

/** What a store of requests for help does otherwise than it should. */
const ofSupport: readonly [
  lie: string,
  found: string,
  said: RegExp,
  lying: (honest: SupportStore) => Partial<SupportStore>,
][] = [
  [
    "a request that is about something else",
    "support.start",
    /about other/,
    ({ start }) => ({
      start: async (request) => {
        const { ticket, changed } = await start(request);
        return { ticket: { ...ticket, topic: "other" }, changed };
      },
    }),
  ],
  [
    "another request each time",
    "support.start",
    /another one/,
    ({ start }) => {
      let count = 0;
      return {
        start: async (request) => {
          const { ticket, changed } = await start(request);
          count += 1;
          return { ticket: { ...ticket, createdAt: count }, changed };
        },
      };
    },
  ],
  ["a request that is not kept", "support.start", /afterwards there is none/, () => ({ ticket: async () => null })],
  ["a queue without it", "support.queue", /not in it/, () => ({ open: async () => [] })],
  [
    "taking that takes nothing",
    "support.take",
    /takeSupport: it is answered as queued/,
    ({ take }) => ({
      take: async (...one) => {
        const done = await take(...one);
        return done.outcome === "done" ? { ...done, ticket: { ...done.ticket, status: "queued" } } : done;
      },
    }),
  ],
  [
    "giving back that keeps it",
    "support.take",
    /releaseSupport: it is answered as taken/,
    ({ ticket }) => ({
      release: async (id) => {
        const held = await ticket(id);
        return held === null ? { outcome: "missing" } : { outcome: "done", ticket: held };
      },
    }),
  ],
  [
    "closing that leaves it open",
    "support.close",
    /closeSupport: it is answered as taken/,
    ({ ticket }) => ({
      close: async (id) => {
        const held = await ticket(id);
        return held === null ? { outcome: "missing" } : { outcome: "done", ticket: held };
      },
    }),
  ],
];

function lyingStore(lying: (honest: SupportStore) => Partial<SupportStore>) {
  const store = memoryStore();
  return { ...store, support: { ...store.support, ...lying(store.support) } };
}

const told = sideBySide({
  ...Object.fromEntries(ofElearning.map(([lie, , protocol]) => [lie, () => tellElearning(protocol)])),
  ...Object.fromEntries(ofTopics.map(([habit]) => [habit, () => tellTopics(habit)])),
  ...Object.fromEntries(ofSupport.map(([lie, , , lying]) => [lie, () => tellNative({ store: lyingStore(lying) })])),
  "an honest topic": () => tellTopics("honest"),
  "agents who may not write": () =>
    tellNative({ authorize: ({ id }, { kind }) => (id === "binh" && kind === "send" ? false : undefined) }),
  "no gifts": () => tellNative({ gifts: { catalogue: [] } }),
  "history for catching up": () => tellElearning(elearning, true),
  "doubled messages": () => tellLivestream(claiming(livestream(), { dedupe: true })),
  "stopped answers": () => tellLivestream(livestream(), { unanswered: new Set(["sendMessage"]) }),
  "an API that is down": () => tellLivestream(livestream(), { apiDown: true }),
  "gifts without a catalogue": () => tellLivestream(claiming(livestream(), { gifts: true })),
  "an API that is silent": tellSilentShop,
});

describe("of an e-learning server", () => {
  test.each(ofElearning)("%s", async (lie, found) => {
    const report = await told(lie);
    // The lie alone, not what stands beside it.
    expect(failuresOf(report)).toEqual([expect.stringMatching(`^${found}: `)]);
    expect(report.conforms).toBe(false);
    const check = report.checks.find(({ id }) => id === found);
    expect(check?.claim).not.toBeNull();
    expect(check?.hint).toBeTruthy();
  });

  test("history for catching up, which is refused", async () => {
    const report = await told("history for catching up");
    expect(named(report, "failed")).toEqual(expect.arrayContaining(["chat.history", "chat.catchUp"]));
  });

  test("components that need what was found missing are not said to light up", async () => {
    const report = await told("typing, of which there is no event");
    expect(report.claimed.typing).toBe(true);
    expect(report.surface.find(({ name }) => name === "TypingIndicator")?.state).toBe("hidden");
  });
});

describe("of a livestream server", () => {
  test("that a repeated message is stored once, where it is doubled", async () => {
    const report = await told("doubled messages");
    expect(failuresOf(report)).toEqual([expect.stringMatching(/^chat.dedupe: /)]);
    expect(detailOf(report, "chat.dedupe")).toMatch(/two ids|2 times/);
    expect(report.guarantees).toMatchObject({ claimed: "L2", observed: "L1" });
  });

  test("that a message is answered, where the answers have stopped", async () => {
    const report = await told("stopped answers");
    expect(named(report, "failed")).toContain("chat.acks");
    expect(report.guarantees).toEqual({ claimed: "L1", observed: "L0", untried: [] });
  });

  test("that an unreachable API is there", async () => {
    expect(failuresOf(await told("an API that is down"))).toEqual([expect.stringMatching(/^connection.health: /)]);
  });

  test("that there are gifts, without a catalogue", async () => {
    expect(failuresOf(await told("gifts without a catalogue"))).toEqual([expect.stringMatching(/^gifts.shop: /)]);
  });
});

describe("of a topic that may be changed", () => {
  test.each(ofTopics)("a server that %s", async (habit, found, said) => {
    const report = await told(habit);
    expect(failuresOf(report)).toEqual([expect.stringMatching(`^${found}: `)]);
    expect(detailOf(report, found)).toMatch(said);
    expect(report.checks.find(({ id }) => id === found)?.hint).toBeTruthy();
  });

  test("and none of one that keeps what it says", async () => {
    const report = await told("an honest topic");
    expect(failuresOf(report)).toEqual([]);
    expect(named(report, "passed")).toEqual(expect.arrayContaining(["live.topics", "live.change", "live.conflict"]));
  });
});

describe("of requests for help", () => {
  test.each(ofSupport)("%s", async (lie, found, said) => {
    const report = await told(lie);
    expect(failuresOf(report)).toEqual([expect.stringMatching(`^${found}: `)]);
    expect(detailOf(report, found)).toMatch(said);
    expect(report.checks.find(({ id }) => id === found)?.hint).toBeTruthy();
  });

  test("agents who may not write to the visitor", async () => {
    const report = await told("agents who may not write");
    expect(named(report, "failed")).toContain("support.reply");
    expect(detailOf(report, "support.reply")).toMatch(/the agent's words are refused/);
    // Nothing is left in the queue, all the same.
    expect(named(report, "passed")).toContain("support.close");
  });
});

/** To a shop of its own that never answers a GET. */
async function tellSilentShop(): Promise<ConformReport> {
  const server = await startShopServer();
  server.habits.silentGet = true;
  const of = (id: string) => ({ ...account(id, server.token(id)), protocol: shop({ csrfToken: server.csrf(id) }) });
  try {
    const { protocol } = of("an");
    return await tried({ url: server.url, apiUrl: server.apiUrl, protocol, account: of("an"), second: of("binh") });
  } finally {
    await server.stop();
  }
}

test("an API that never answers holds nothing up for longer than it may take", async () => {
  const report = await told("an API that is silent");
  expect(named(report, "failed")).toEqual(expect.arrayContaining(["chat.history", "chat.catchUp"]));
  expect(report.sent.some(({ event }) => event.startsWith("GET /chat/"))).toBe(true);
});

test("a server that looks at no token is found where the protocol says that it does", async () => {
  const http = createServer((_request, response) => response.writeHead(404).end());
  const io = new Server(http);
  const url = await listen(http);
  try {
    const protocol = defineProtocol({
      name: "open house",
      capabilities: {},
      connect: { refusal: () => ({ kind: "unauthenticated" }) },
      incoming: {},
      outgoing: {},
    });
    const report = await tried({ url, protocol, account: account("an", "anything") });
    expect(failuresOf(report)).toEqual([expect.stringMatching(/^connection.refuses: /)]);
    const { connect: _connect, ...silent } = protocol;
    const honest = await tried({ url, protocol: defineProtocol(silent), account: account("an", "anything") });
    expect(failuresOf(honest)).toEqual([]);
    expect(detailOf(honest, "connection.refuses")).toBe("the server let it in");
  } finally {
    await io.close();
  }
});

test("a native server that has no gifts lets only those claims fail", async () => {
  const report = await told("no gifts");
  expect(failuresOf(report)).toEqual([expect.stringMatching(/^gifts.shop: /)]);
  expect(report.surface.find(({ name }) => name === "GiftPicker")?.state).toBe("hidden");
});
