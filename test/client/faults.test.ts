import { describe, expect, it } from "vitest";
import { TransportError } from "../../src/protocols/transport.js";
import { conversationOf, createWorld, direct, room, say, shown, statuses, statusOf, texts } from "./world.js";

describe("sending", () => {
  it("stores a message once when its acknowledgement was lost, and shows it once", async () => {
    const { arrive, network, wait, log } = createWorld();
    const an = arrive("an");
    await wait();
    network.dropNext({ kind: "answer", event: "lobby:send" });
    network.dropNext({ kind: "event", event: "lobby:events", userId: "an" });
    say(an, "once");
    await wait(1_000);
    expect(statuses(an)).toEqual(["once sending"]);
    await wait(6_000);
    expect(await log()).toEqual(["once"]);
    expect(statuses(an)).toEqual(["once sent"]);
  });

  it("does not wait for a lost acknowledgement when the echo says that the message is stored", async () => {
    const { arrive, network, wait } = createWorld();
    const an = arrive("an");
    await wait();
    network.dropNext({ kind: "answer", event: "lobby:send" });
    say(an, "one");
    say(an, "two");
    await wait(500);
    expect(statuses(an)).toEqual(["one sent", "two sent"]);
  });

  it("sends a message again that was lost on its way", async () => {
    const { arrive, network, wait, log } = createWorld();
    const an = arrive("an");
    await wait();
    network.dropNext({ kind: "command", event: "lobby:send" });
    say(an, "one");
    say(an, "two");
    await wait(6_000);
    expect(await log()).toEqual(["one", "two"]);
    expect(statuses(an)).toEqual(["one sent", "two sent"]);
  });

  it("sends it once when the connection breaks between storing and acknowledging", async () => {
    const { arrive, network, wait, log } = createWorld();
    const an = arrive("an");
    await wait();
    network.cutNext({ kind: "answer", event: "lobby:send" });
    say(an, "one");
    say(an, "two");
    await wait(5_000);
    expect(await log()).toEqual(["one", "two"]);
    expect(statuses(an)).toEqual(["one sent", "two sent"]);
  });

  it("keeps what is composed offline, and sends it in order when the connection is back", async () => {
    const { arrive, network, wait, log } = createWorld();
    const an = arrive("an");
    const binh = arrive("binh");
    await wait();
    network.disconnect();
    await wait(100);
    const keys = ["one", "two", "three"].map((text) => say(an, text));
    await wait(40_000);
    expect(statuses(an)).toEqual(["one queued", "two queued", "three queued"]);
    network.reconnect();
    await wait(35_000);
    expect(await log()).toEqual(["one", "two", "three"]);
    expect(shown(an).map(({ key }) => key)).toEqual(keys);
    expect(texts(binh)).toEqual(["one", "two", "three"]);
  });

  it("waits as long as the server wishes, and says so meanwhile", async () => {
    const { arrive, network, wait, log } = createWorld();
    const an = arrive("an");
    await wait();
    network.rateLimit(4_000);
    say(an, "slowly");
    await wait(300);
    expect(statuses(an)).toEqual(["slowly queued"]);
    expect(conversationOf(an).rateLimitedUntil).not.toBeNull();
    network.rateLimit(null);
    await wait(3_000);
    expect(await log()).toEqual([]);
    await wait(2_000);
    expect(statuses(an)).toEqual(["slowly sent"]);
    expect(conversationOf(an).rateLimitedUntil).toBeNull();
  });

  it("shows a refused message as failed with its text, goes on with the next, and can send it again", async () => {
    let forbidden = true;
    const { arrive, wait, log } = createWorld({
      authorize: (_user, action) => action.kind !== "send" || !forbidden || action.body.kind !== "image",
    });
    const an = arrive("an");
    await wait();
    const key = an.sendMessage(direct, { kind: "image", url: "https://a.example/p.png", text: "picture" });
    say(an, "after");
    await wait();
    expect(shown(an)).toMatchObject([
      { body: { text: "after" }, status: "sent" },
      { body: { text: "picture" }, status: "failed", failure: { code: "FORBIDDEN" } },
    ]);
    forbidden = false;
    an.retryMessage(direct, key);
    await wait();
    expect(statuses(an)).toEqual(["after sent", "picture sent"]);
    expect(await log()).toEqual(["after", "picture"]);
  });

  it("refuses by itself what no packet of the server's can hold, and keeps its text", async () => {
    const { arrive, wait, log } = createWorld({ limits: {} });
    const an = arrive("an");
    await wait();
    // 4,000 characters of three bytes each fit; a URL and a caption of the largest size still do.
    say(an, "界".repeat(4_000));
    await wait();
    expect(shown(an)[0]?.status).toBe("sent");
    expect((await log()).length).toBe(1);
    expect(() => say(an, "")).toThrow(/bad-body/);
    expect(() => say(an, "x".repeat(4_001))).toThrow(/bad-body/);
  });

  it("gives a queued message back to its author, and never sends it", async () => {
    const { arrive, network, wait, log } = createWorld();
    const an = arrive("an");
    await wait();
    network.disconnect();
    await wait();
    const key = say(an, "no, wait");
    expect(an.discardMessage(direct, key)).toEqual({ kind: "text", text: "no, wait" });
    expect(an.discardMessage(direct, key)).toBeNull();
    expect(texts(an)).toEqual([]);
    network.reconnect();
    await wait(35_000);
    expect(await log()).toEqual([]);
  });
});

describe("receiving", () => {
  it("fetches a message that was lost in the middle, and shows none out of order meanwhile", async () => {
    const { arrive, network, server, wait } = createWorld();
    const an = arrive("an");
    await wait();
    network.dropNext({ kind: "event", event: "lobby:events", userId: "an" });
    await server.as("binh").send("an", "one");
    await wait(100);
    await server.as("binh").send("an", "two");
    await wait(100);
    expect(texts(an)).toEqual(["one", "two"]);
    expect(conversationOf(an).gaps).toEqual([]);
  });

  it("finds out within half a minute that the very last message was lost", async () => {
    const { arrive, network, server, wait } = createWorld();
    const an = arrive("an");
    await wait();
    network.dropNext({ kind: "event", event: "lobby:events", userId: "an" });
    await server.as("binh").send("an", "the last");
    await wait(1_000);
    expect(texts(an)).toEqual([]);
    await wait(30_000);
    expect(texts(an)).toEqual(["the last"]);
  });

  it("finds it out at once when the page is looked at again", async () => {
    const { arrive, environment, network, server, wait } = createWorld();
    const an = arrive("an");
    await wait();
    environment.setHidden(true);
    network.dropNext({ kind: "event", event: "lobby:events", userId: "an" });
    await server.as("binh").send("an", "while away");
    await wait(1_000);
    environment.setHidden(false);
    await wait(100);
    expect(texts(an)).toEqual(["while away"]);
  });

  it("finds it out at once when the lost one is one's own", async () => {
    const { arrive, network, wait } = createWorld();
    const an = arrive("an");
    await wait();
    network.dropNext({ kind: "event", event: "lobby:events", userId: "an" });
    say(an, "mine");
    await wait(100);
    expect(conversationOf(an).pending).toHaveLength(1);
    await wait(2_000);
    expect(conversationOf(an).pending).toEqual([]);
    expect(statuses(an)).toEqual(["mine sent"]);
  });

  it("shows a message once that came twice", async () => {
    const { arrive, network, server, wait } = createWorld();
    const an = arrive("an");
    await wait();
    network.duplicateNext({ kind: "event", event: "lobby:events", userId: "an" });
    await server.as("binh").send("an", "one");
    await wait();
    expect(texts(an)).toEqual(["one"]);
  });

  it("loses nothing that comes while the first page is on its way", async () => {
    const { arrive, network, server, wait } = createWorld({ history: { count: 3 } });
    network.latencyMs = 100;
    const an = arrive("an");
    const send = async () => {
      for (let index = 0; index < 30; index++) {
        await server.as("binh").send("an", `n${index}`);
        await wait(40);
      }
    };
    await send();
    await wait(500);
    expect(texts(an).slice(3)).toEqual(Array.from({ length: 30 }, (_, index) => `n${index}`));
    expect(shown(an).map(({ seq }) => seq)).toEqual(Array.from({ length: 33 }, (_, index) => index + 1));
  });

  it("holds what comes before the first page, though the page does not have it yet", async () => {
    const { arrive, server, wait } = createWorld({ history: { count: 2 } });
    const fetch = server.fetch;
    let answer = () => {};
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    // The page is read, and then takes its time.
    const an = arrive("an", [direct], {
      fetch: async (...args) => {
        const response = await fetch(...args);
        await gate;
        return response;
      },
    });
    await wait(500);
    await server.as("binh").send("an", "early");
    await wait(200);
    expect(texts(an)).toEqual([]);
    answer();
    await wait(200);
    expect(shown(an).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it("catches up after a break, with what came meanwhile in order", async () => {
    const { arrive, network, server, wait } = createWorld();
    const an = arrive("an", [direct, room]);
    await wait();
    network.disconnect();
    for (let index = 0; index < 450; index++) await server.as("binh").send("an", `n${index}`);
    await wait(5_000);
    network.reconnect();
    await wait(35_000);
    expect(statusOf(an)).toBe("live");
    expect(texts(an)).toEqual(Array.from({ length: 450 }, (_, index) => `n${index}`));
  });

  it("shows a gap after missing very much, and fills it when asked", async () => {
    const { arrive, network, server, wait } = createWorld();
    const an = arrive("an");
    await wait();
    await server.as("binh").send("an", "before");
    await wait();
    network.disconnect();
    for (let index = 0; index < 1_300; index++) await server.as("binh").send("an", `n${index}`);
    network.reconnect();
    await wait(35_000);
    const { gaps, messages } = conversationOf(an);
    expect(gaps).toHaveLength(1);
    expect(texts(an).at(-1)).toBe("n1299");
    expect(messages.length).toBeLessThan(400);
    while (conversationOf(an).gaps.length > 0) {
      const [gap] = conversationOf(an).gaps;
      void an.loadGap(direct, gap?.after ?? 0);
      await wait(50);
    }
    expect(shown(an).map(({ seq }) => seq)).toEqual(Array.from({ length: 1_301 }, (_, index) => index + 1));
  });

  it("keeps what was shown when the server lost its log, marked, and goes on with the new one", async () => {
    const { arrive, server, wait } = createWorld();
    const an = arrive("an");
    await wait();
    await server.as("binh").send("an", "old");
    await wait();
    server.loseData();
    await wait(10_000);
    await server.as("binh").send("an", "new");
    await wait(1_000);
    expect(statuses(an)).toEqual(["old lost", "new received"]);
  });

  it("comes through ten flaps with nothing lost, doubled or out of order", async () => {
    const { arrive, network, wait, log } = createWorld({ seed: 9 });
    const an = arrive("an");
    const binh = arrive("binh");
    await wait();
    for (let flap = 0; flap < 10; flap++) {
      network.cut();
      say(an, `a${flap}`);
      say(binh, `b${flap}`);
      await wait(50 + 25 * flap);
    }
    await wait(40_000);
    const stored = await log();
    expect(stored).toHaveLength(20);
    expect(stored.filter((text) => text?.startsWith("a"))).toEqual(Array.from({ length: 10 }, (_, i) => `a${i}`));
    expect(texts(an)).toEqual(stored);
    expect(texts(binh)).toEqual(stored);
  });

  it("comes through a connection that is dead and does not say so", async () => {
    const { arrive, network, server, wait, log } = createWorld();
    const an = arrive("an");
    await wait();
    network.halfOpen("an");
    say(an, "into the void");
    await server.as("binh").send("an", "from there");
    await wait(1_000);
    expect(statuses(an)).toEqual(["into the void sending"]);
    await wait(40_000);
    expect((await log()).sort()).toEqual(["from there", "into the void"]);
    expect(texts(an)).toEqual(await log());
  });
});

describe("a server that should answer hello and does not", () => {
  it("is used without catching up: the newest page fills what is missing", async () => {
    const { arrive, environment, network, server, wait } = createWorld({ history: { count: 2 } });
    const asked: string[] = [];
    const mute: typeof server.transport = (target, handlers) => {
      const inner = server.transport(target, handlers);
      return {
        connect: (auth) => inner.connect(auth),
        disconnect: () => inner.disconnect(),
        emit: (...args) => inner.emit(...args),
        request: (event, payload, timeoutMs, ...rest) => {
          asked.push(event);
          if (event !== "lobby:hello") return inner.request(event, payload, timeoutMs, ...rest);
          return new Promise((_, reject) => {
            environment.setTimeout(() => reject(new TransportError("timeout")), timeoutMs);
          });
        },
        get raw() {
          return inner.raw;
        },
      };
    };
    const an = arrive("an", [direct], { transport: mute, timings: { helloTimeoutMs: 500 } });
    await wait(1_500);
    expect(statusOf(an)).toBe("live");
    say(an, "mine");
    await wait();
    network.dropNext({ kind: "event", event: "lobby:events", userId: "an" });
    await server.as("binh").send("an", "lost");
    await wait();
    await server.as("binh").send("an", "after");
    await wait();
    expect(texts(an).slice(2)).toEqual(["mine", "lost", "after"]);
    network.disconnect();
    await server.as("binh").send("an", "while away");
    network.reconnect();
    await wait(40_000);
    expect(texts(an).at(-1)).toBe("while away");
    expect(asked).not.toContain("lobby:sync");
    expect(asked).not.toContain("lobby:heads");
  });
});
