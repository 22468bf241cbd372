import { describe, expect, test } from "vitest";
import { conform } from "../../../src/cli/conform.js";
import type { Patch } from "../../../src/contract/live.js";
import { elearning } from "../../../src/protocols/elearning/elearning.js";
import { livestream } from "../../../src/protocols/livestream/livestream.js";
import { native } from "../../../src/protocols/native/native.js";
import { rooms } from "../../../src/protocols/rooms/rooms.js";
import { shop } from "../../../src/protocols/shop/shop.js";
import { nestGateway } from "../../docs/quick-starts/nestGateway.js";
import { startElearningServer } from "../../servers/elearning.js";
import { startLivestreamServer } from "../../servers/livestream.js";
import { startNestServer } from "../../servers/nest.js";
import { startRoomsServer } from "../../servers/rooms.js";
import { type ShopServer, startShopServer } from "../../servers/shop.js";
import { account, command, detailOf, failuresOf, named, startNative, tokenOf } from "./support.js";

/** What the command finds on servers that are as their protocols say. Side by side, each on a server of its own. */

/** Takes what ends something when the test does. */
type End = (end: () => Promise<void>) => void;

describe.concurrent("lobbykit's own server", () => {
  async function begin(end: End) {
    const server = await startNative({ live: { topics: { mayChange: (_user, topic) => topic === "rating" } } });
    end(server.stop);
    const accounts = {
      account: account("an", await tokenOf("an", "admin")),
      second: account("binh", await tokenOf("binh")),
    };
    return { server, accounts };
  }

  test("keeps every claim, and is seen to be at L4", async ({ onTestFinished: end }) => {
    const { server, accounts } = await begin(end);
    const prices = setInterval(
      () => server.lobby.prices.publish([{ symbol: "FPT", price: 131.5, change: 1, changePercent: 1, at: Date.now() }]),
      50,
    );
    end(async () => clearInterval(prices));
    server.lobby.topics.set("rating", { average: 4.6 });
    const report = await conform({
      url: server.url,
      protocol: native,
      ...accounts,
      room: "hall",
      write: true,
      gift: "rose",
      topic: "rating",
      change: [{ op: "set", path: ["average"], value: 4.7 }],
      symbols: ["FPT"],
      support: "billing",
      strict: true,
    });
    expect(failuresOf(report)).toEqual([]);
    expect(named(report, "not-tried")).toEqual([]);
    expect(named(report, "missing")).toEqual([]);
    expect(report.conforms).toBe(true);
    expect(report.guarantees).toEqual({ claimed: "L4", observed: "L4", untried: [] });
    expect(report.surface.filter(({ state }) => state !== "full")).toEqual([]);
    expect(report.latency.socket?.samples).toBeGreaterThan(10);
    expect(report.dropped).toEqual([]);
    expect(await server.lobby.topics.get("rating")).toMatchObject({ version: 2, state: { average: 4.7 } });
  });

  test("leaves no request for help behind, and takes nobody else's", async ({ onTestFinished: end }) => {
    const { server, accounts } = await begin(end);
    const chi = { conversationId: "support:chi", visitor: { id: "chi" }, topic: "general", at: Date.now() };
    await server.store.support.start(chi);
    const report = await conform({ url: server.url, protocol: native, ...accounts, support: "billing" });
    expect(failuresOf(report)).toEqual([]);
    expect(detailOf(report, "support.queue")).toBe("the new request is in it");
    const tickets = await server.store.support.open(10);
    expect(tickets.map(({ visitor, status }) => [visitor.id, status])).toEqual([["chi", "queued"]]);
  });

  test("without an agent's account is asked for help only, and a change that one may not make is not held against it", async ({
    onTestFinished: end,
  }) => {
    const { server } = await begin(end);
    server.lobby.topics.set("board", { count: 1 });
    const plain = { account: account("an", await tokenOf("an")), second: account("binh", await tokenOf("binh")) };
    const change: Patch[] = [{ op: "set", path: ["count"], value: 2 }];
    const options = { url: server.url, protocol: native, ...plain, topic: "board", change, support: "billing" };
    const report = await conform(options);
    expect(failuresOf(report)).toEqual([]);
    expect(named(report, "passed")).toContain("support.start");
    const open = report.checks.filter(({ domain, status }) => domain === "support" && status === "not-tried");
    expect(open.map(({ id, option }) => [id, option])).toEqual(
      ["queue", "take", "reply", "close"].map((id) => [`support.${id}`, "an agent's --second-token"]),
    );
    expect(report.checks.find(({ id }) => id === "live.change")).toMatchObject({ status: "not-tried" });
    expect(detailOf(report, "live.change")).toMatch(/FORBIDDEN/);
    expect(await server.lobby.topics.get("board")).toMatchObject({ version: 1 });
    // One that fits nothing is not even sent.
    const odd = await conform({ ...options, change: [{ op: "set", path: ["count", "deep"], value: 1 }] });
    expect(detailOf(odd, "live.change")).toMatch(/does not fit/);
    expect(odd.sent.map(({ event }) => event)).not.toContain("lobby:topic-change");
  });

  test("with one account is tried as far as one account goes", async ({ onTestFinished: end }) => {
    const { server, accounts } = await begin(end);
    const report = await conform({ url: server.url, protocol: native, account: accounts.account });
    expect(failuresOf(report)).toEqual([]);
    expect(report.conforms).toBe(true);
    expect(report.secondUser).toBeNull();
    expect(report.guarantees).toEqual({
      claimed: "L4",
      observed: "L0",
      untried: ["acks", "dedupe", "sequences", "catchUp"],
    });
    const acks = report.checks.find(({ id }) => id === "chat.acks");
    expect(acks).toMatchObject({ status: "not-tried", option: "--second-token, or --to" });
    // Nothing was written anywhere, no help asked for, no topic changed.
    for (const event of ["lobby:send", "lobby:support", "lobby:support-take", "lobby:topic-change"])
      expect(report.sent.map((one) => one.event)).not.toContain(event);
    expect(report.checks.find(({ id }) => id === "support.start")).toMatchObject({ option: "--second-token" });
    expect(report.checks.find(({ id }) => id === "live.change")).toMatchObject({ option: "--topic and --change" });
    expect(
      (await conform({ url: server.url, protocol: native, account: accounts.account, strict: true })).conforms,
    ).toBe(false);
  });
});

describe.concurrent("an e-learning server", () => {
  async function begin(end: End) {
    const server = await startElearningServer();
    end(() => server.stop());
    const options = {
      url: server.url,
      apiUrl: server.apiUrl,
      protocol: elearning,
      account: account("an", await server.token("an")),
      second: account("binh", await server.token("binh")),
    };
    return { server, options };
  }

  test("keeps its claims, and what it lacks is missing and not failed", async ({ onTestFinished: end }) => {
    const report = await conform({ ...(await begin(end)).options, viewable: "video1", write: true });
    expect(failuresOf(report)).toEqual([]);
    expect(named(report, "not-tried")).toEqual([]);
    expect(named(report, "missing")).toEqual(
      expect.arrayContaining(["connection.hello", "chat.acks", "chat.typing", "rooms.enter", "gifts.shop"]),
    );
    expect(report.guarantees).toEqual({ claimed: "L0", observed: "L0", untried: [] });
    expect(detailOf(report, "chat.echo")).toBe("the sender was not told, the other was");
    expect(detailOf(report, "chat.receipts")).toBe("told by the history");
    const state = Object.fromEntries(report.surface.map((one) => [one.name, one.state]));
    expect(state).toMatchObject({ TypingIndicator: "hidden", OnlineStatus: "full", ChatRoom: "partly" });
    expect(report.surface.find(({ name }) => name === "Composer")?.without).toEqual(["pictures"]);
  });

  test("sends nothing that others see unless it is told to", async ({ onTestFinished: end }) => {
    const { server, options } = await begin(end);
    await conform(options);
    const own = ["an", "binh"];
    expect(server.received.map(({ event }) => event)).toContain("message");
    for (const { event, payload } of server.received) {
      const { recipientId, userId } = payload as Record<string, string>;
      if (event === "message") expect(own).toContain(recipientId);
      if (event === "notification") expect(own).toContain(userId);
    }
    const events = new Set(server.received.map(({ event }) => event));
    expect(events).not.toContain("userStatus");
    expect(events).not.toContain("watchingVideo");
  });

  test("writes to somebody else only when he is named", async ({ onTestFinished: end }) => {
    const { server, options } = await begin(end);
    const { second: _second, ...alone } = options;
    const report = await conform(alone);
    expect(server.received.map(({ event }) => event)).not.toContain("message");
    expect(report.checks.find(({ id }) => id === "chat.direct")?.status).toBe("not-tried");

    const told = await conform({ ...alone, to: "chi" });
    const recipients = server.received
      .filter(({ event }) => event === "message")
      .map(({ payload }) => (payload as Record<string, string>).recipientId);
    expect(new Set(recipients)).toEqual(new Set(["chi"]));
    expect(detailOf(told, "chat.history")).toMatch(/all at once/);
    expect(failuresOf(told)).toEqual([]);
  });

  test("an event without a word and a payload that can't be read are named", async ({ onTestFinished: end }) => {
    const { server, options } = await begin(end);
    // In the middle of it: as the first message arrives.
    const pushed = server.next("message").then(() => {
      server.push("an", "courseChanged", { id: 7 });
      server.push("an", "newMessage", { content: 7 });
    });
    const report = await conform(options);
    await pushed;
    expect(report.unmapped).toEqual(["courseChanged"]);
    expect(report.dropped).toMatchObject([{ event: "newMessage", count: 1 }]);
    expect(named(report, "failed")).toEqual(["wire.readable"]);
    expect(named(report, "missing")).toContain("wire.known");
    expect(report.conforms).toBe(false);
  });
});

describe.concurrent("a livestream server", () => {
  const rose = { id: "rose", name: "Rose", price: 10, animation: "hearts" as const };
  async function begin(end: End) {
    const server = await startLivestreamServer();
    end(() => server.stop());
    const options = {
      url: server.url,
      apiUrl: server.apiUrl,
      protocol: livestream({ gifts: [rose], imageHosts: ["images.example.com"] }),
      account: account("an", server.tokens("an").accessToken),
      second: account("binh", server.tokens("binh").accessToken),
    };
    return { server, options };
  }

  test("keeps its claims in a room, cooldown and all", async ({ onTestFinished: end }) => {
    const report = await conform({ ...(await begin(end)).options, room: "hall", write: true, gift: "rose" });
    expect(failuresOf(report)).toEqual([]);
    expect(named(report, "not-tried")).toEqual(["notifications.push", "notifications.read"]);
    expect(report.guarantees).toEqual({ claimed: "L1", observed: "L1", untried: [] });
    expect(detailOf(report, "chat.echo")).toBe("the sender was not told, the other was");
    expect(detailOf(report, "gifts.send")).toBe("the second account was told of it");
  });

  test("is not written to without leave, and its room not entered unless it is named", async ({
    onTestFinished: end,
  }) => {
    const { server, options } = await begin(end);
    const words = () => new Set(server.received.map(({ event }) => event));
    await conform(options);
    expect([...words()].sort()).toEqual(["authenticate"]);
    const report = await conform({ ...options, room: "hall" });
    expect(words()).toContain("joinRoom");
    for (const event of ["sendMessage", "sendImageMessage", "sendGift", "chatWithAdmin"])
      expect(words()).not.toContain(event);
    expect(report.checks.find(({ id }) => id === "chat.acks")).toMatchObject({
      status: "not-tried",
      option: "--room with --write",
    });
    expect(report.checks.find(({ id }) => id === "gifts.send")).toMatchObject({
      status: "not-tried",
      option: "--gift and --write",
    });
  });
});

describe.concurrent("a server of rooms", () => {
  async function begin(end: End) {
    const server = await startRoomsServer();
    end(() => server.stop());
    const ticking = setInterval(() => server.tick({ symbol: "FPT", price: 131.5 }), 50);
    end(async () => clearInterval(ticking));
    const options = {
      url: server.url,
      protocol: rooms(),
      account: account("an", server.token("an")),
      second: account("binh", server.token("binh")),
    };
    return { server, options };
  }

  test("keeps its claims, over three namespaces", async ({ onTestFinished: end }) => {
    const { options } = await begin(end);
    const change: Patch[] = [{ op: "set", path: ["count"], value: 2 }];
    const more = { room: "hall", write: true, topic: "state", change, symbols: ["FPT"] };
    const report = await conform({ ...options, ...more });
    expect(failuresOf(report)).toEqual([]);
    expect(named(report, "not-tried")).toEqual(["notifications.push", "notifications.read"]);
    expect(report.guarantees).toEqual({ claimed: "L1", observed: "L1", untried: [] });
    // The sender is told too; that it is claimed otherwise does no harm, because nothing is shown twice.
    expect(detailOf(report, "chat.echo")).toBe("the sender was told, the other was");
    expect(detailOf(report, "chat.once")).toBe("through answer, echo, history and a cut");
    expect(detailOf(report, "presence.tell")).toBe("the second account came into the room");
  });

  test("has no room entered and nothing written that was not asked for", async ({ onTestFinished: end }) => {
    const { server, options } = await begin(end);
    const report = await conform({ ...options, timeoutMs: 1_500 });
    expect(failuresOf(report)).toEqual([]);
    expect(new Set(server.received.map(({ event }) => event))).toEqual(new Set(["get-notifications"]));
    await conform({ ...options, room: "hall", timeoutMs: 1_500 });
    const heard = server.received.map(({ event }) => event);
    expect(heard).toContain("join-room");
    for (const event of ["send-message", "typing", "CHANGE"]) expect(heard).not.toContain(event);
  });
});

describe.concurrent("a shop", () => {
  test("keeps its claims, each account with its own token against forged requests", async ({ onTestFinished: end }) => {
    const server = await startShopServer();
    end(() => server.stop());
    const of = (id: string) => ({ ...account(id, server.token(id)), protocol: shop({ csrfToken: server.csrf(id) }) });
    const second = of("binh");
    const options = { url: server.url, apiUrl: server.apiUrl, protocol: of("an").protocol, account: of("an"), second };
    const report = await conform({ ...options, strict: true });
    expect(failuresOf(report)).toEqual([]);
    expect(named(report, "not-tried")).toEqual([]);
    expect(report.conforms).toBe(true);
    expect(report.guarantees).toEqual({ claimed: "L1", observed: "L1", untried: [] });
    for (const { sender, receiver } of server.chats)
      expect([sender._id, receiver._id].toSorted()).toEqual(["an", "binh"]);
    const own = JSON.stringify({ csrfToken: server.csrf("binh") });
    expect(await spoken(server, "--second-options", own)).toContain("Every claim that was tried holds.");
  });

  /** The same by the command's own options. */
  async function spoken(server: ShopServer, ...more: string[]): Promise<string> {
    const who = ["--token", server.token("an"), "--user", "an"];
    const other = ["--second-token", server.token("binh"), "--second-user", "binh"];
    const own = ["--options", JSON.stringify({ csrfToken: server.csrf("an") })];
    const { out, err } = await command(
      ...["conform", server.url, "--protocol", "shop", "--api", server.apiUrl, ...who, ...other, ...own, ...more],
    );
    return `${out}${err}`;
  }
});

test.concurrent("a gateway of one's own, with the protocol of the guide", async ({ onTestFinished: end }) => {
  const server = await startNestServer();
  end(() => server.stop());
  const report = await conform({
    url: server.url,
    protocol: nestGateway,
    account: account("an", await server.token("an", "An")),
    second: account("binh", await server.token("binh", "Bình")),
    room: "planning",
    write: true,
  });
  expect(failuresOf(report)).toEqual([]);
  expect(report.guarantees).toMatchObject({ claimed: "L1", observed: "L1" });
});
