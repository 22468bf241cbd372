import { createServer } from "node:http";
import { Server } from "socket.io";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refused } from "../../../src/contract/errors.js";
import { defineProtocol, type ProtocolDefinition } from "../../../src/protocols/defineProtocol.js";
import { elearning } from "../../../src/protocols/elearning/elearning.js";
import { livestream } from "../../../src/protocols/livestream/livestream.js";
import { native } from "../../../src/protocols/native/native.js";
import type { Capabilities, Emission, Protocol } from "../../../src/protocols/protocol.js";
import { shop } from "../../../src/protocols/shop/shop.js";
import { type ElearningServer, startElearningServer } from "../../servers/elearning.js";
import { type LivestreamServer, startLivestreamServer } from "../../servers/livestream.js";
import { startShopServer } from "../../servers/shop.js";
import { account, detailOf, listen, named, startNative, tokenOf, tried } from "./support.js";

/** Protocols that claim what their server does not do: each lie is found, and named. */

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

describe("of an e-learning server", () => {
  let server: ElearningServer;
  beforeAll(async () => {
    server = await startElearningServer();
  });
  afterAll(() => server.stop());

  const lies: readonly [lie: string, found: string, protocol: Protocol][] = [
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
        { outgoing: { heads: (input) => ({ ...answered("heads", input), acknowledge: () => refused("INVALID") }) } },
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

  function without(name: keyof Protocol["outgoing"]): Protocol["outgoing"] {
    return { [name]: undefined } as Protocol["outgoing"];
  }

  test.each(lies)("%s", async (_lie, found, protocol) => {
    const report = await tried({
      url: server.url,
      apiUrl: server.apiUrl,
      protocol,
      account: account("an", await server.token("an")),
      second: account("binh", await server.token("binh")),
      room: "hall",
    });
    expect(named(report, "failed")).toContain(found);
    // The lie alone, not what stands beside it.
    expect(named(report, "failed").filter((id) => id !== found)).toEqual([]);
    expect(report.conforms).toBe(false);
    const check = report.checks.find(({ id }) => id === found);
    expect(check?.claim).not.toBeNull();
    expect(check?.hint).toBeTruthy();
  });

  test("history for catching up, which is refused", async () => {
    server.habits.refuseHistory = true;
    const report = await tried({
      url: server.url,
      apiUrl: server.apiUrl,
      protocol: elearning,
      account: account("an", await server.token("an")),
      second: account("binh", await server.token("binh")),
    });
    server.habits.refuseHistory = false;
    expect(named(report, "failed")).toEqual(expect.arrayContaining(["chat.history", "chat.catchUp"]));
  });

  test("components that need what was found missing are not said to light up", async () => {
    const typing = claiming(
      elearning,
      { typing: true },
      { outgoing: { setTyping: (input) => emitted("typing", input) } },
    );
    const report = await tried({
      url: server.url,
      apiUrl: server.apiUrl,
      protocol: typing,
      account: account("an", await server.token("an")),
      second: account("binh", await server.token("binh")),
    });
    expect(report.claimed.typing).toBe(true);
    expect(report.surface.find(({ name }) => name === "TypingIndicator")?.state).toBe("hidden");
  });
});

describe("of a livestream server", () => {
  let server: LivestreamServer;
  beforeAll(async () => {
    server = await startLivestreamServer();
    server.habits.cooldown = false;
  });
  afterAll(() => server.stop());

  const begin = (protocol: Protocol) => ({
    url: server.url,
    apiUrl: server.apiUrl,
    protocol,
    account: account("an", server.tokens("an").accessToken),
    second: account("binh", server.tokens("binh").accessToken),
    room: "hall",
    write: true,
    timeoutMs: 2_500,
  });

  test("that a repeated message is stored once, where it is doubled", async () => {
    const report = await tried(begin(claiming(livestream(), { dedupe: true })));
    expect(named(report, "failed")).toEqual(["chat.dedupe"]);
    expect(detailOf(report, "chat.dedupe")).toMatch(/two ids|2 times/);
    expect(report.guarantees).toMatchObject({ claimed: "L2", observed: "L1" });
  });

  test("that a message is answered, where the answers have stopped", async () => {
    server.habits.unanswered.add("sendMessage");
    const report = await tried({ ...begin(livestream()), timeoutMs: 1_500 });
    server.habits.unanswered.clear();
    expect(named(report, "failed")).toContain("chat.acks");
    expect(report.guarantees).toEqual({ claimed: "L1", observed: "L0", untried: [] });
  });

  test("that an unreachable API is there", async () => {
    server.habits.apiDown = true;
    const report = await tried(begin(livestream()));
    server.habits.apiDown = false;
    expect(named(report, "failed")).toEqual(["connection.health"]);
  });

  test("that there are gifts, without a catalogue", async () => {
    const report = await tried(begin(claiming(livestream(), { gifts: true })));
    expect(named(report, "failed")).toEqual(["gifts.shop"]);
  });
});

test("an API that never answers holds nothing up for longer than it may take", async () => {
  const server = await startShopServer();
  server.habits.silentGet = true;
  const of = (id: string) => ({ ...account(id, server.token(id)), protocol: shop({ csrfToken: server.csrf(id) }) });
  try {
    const { protocol } = of("an");
    const startedAt = performance.now();
    const options = { url: server.url, apiUrl: server.apiUrl, protocol, account: of("an"), second: of("binh") };
    const report = await tried(options);
    expect(named(report, "failed")).toEqual(expect.arrayContaining(["chat.history", "chat.catchUp"]));
    expect(performance.now() - startedAt).toBeLessThan(12_000);
    expect(report.sent.some(({ event }) => event.startsWith("GET /chat/"))).toBe(true);
  } finally {
    await server.stop();
  }
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
    expect(named(report, "failed")).toEqual(["connection.refuses"]);
    const { connect: _connect, ...silent } = protocol;
    const honest = await tried({ url, protocol: defineProtocol(silent), account: account("an", "anything") });
    expect(named(honest, "failed")).toEqual([]);
    expect(detailOf(honest, "connection.refuses")).toBe("the server let it in");
  } finally {
    await io.close();
  }
});

test("a native server that has no gifts lets only those claims fail", async () => {
  const server = await startNative({ gifts: { catalogue: [] } });
  try {
    const report = await tried({
      url: server.url,
      protocol: native,
      account: account("an", await tokenOf("an")),
      second: account("binh", await tokenOf("binh")),
      timeoutMs: 2_000,
    });
    expect(named(report, "failed")).toEqual(["gifts.shop"]);
    expect(report.surface.find(({ name }) => name === "GiftPicker")?.state).toBe("hidden");
  } finally {
    await server.stop();
  }
});
