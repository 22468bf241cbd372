import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { OutboxItem } from "../../../src/client/outbox/outboxStorage.js";
import { openPageOutbox } from "../../../src/client/outbox/pageOutbox.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { aBrowser, aStorage } from "../../support/pages.js";
import { eventually } from "../../support/patience.js";
import { createWorld, direct, say, shown, statuses, texts } from "../world.js";

/** A server, and a browser whose pages are opened and closed. */
function browserWorld() {
  const world = createWorld();
  const browser = aBrowser();
  const open = async (userId = "an", label = "server native") => {
    const { close, ...surroundings } = browser.page();
    const environment = { ...world.environment, ...surroundings };
    const outbox = await openPageOutbox(environment, label);
    const lobby = world.arrive(userId, [direct], { outbox, environment });
    await world.wait();
    return {
      lobby,
      /** As a crash, a reload or a closed tab does it: nothing is said to anybody. */
      close() {
        close();
        lobby.disconnect();
      },
    };
  };
  return { ...world, ...browser, open };
}

/** Everything that is kept, as text. */
const kept = (storage: { readonly held: ReadonlyMap<string, string> }) => [...storage.held.values()].join();

describe("a page that goes away", () => {
  it("leaves what it had not sent to the next one, which sends it once and in order", async () => {
    const { open, network, wait, log, storage } = browserWorld();
    const before = await open();
    network.disconnect();
    await wait(100);
    say(before.lobby, "one");
    say(before.lobby, "two");
    await wait(0);
    before.close();
    const after = await open();
    expect(statuses(after.lobby)).toEqual(["one queued", "two queued"]);
    network.reconnect();
    await wait(5_000);
    expect(await log()).toEqual(["one", "two"]);
    expect(statuses(after.lobby)).toEqual(["one sent", "two sent"]);
    expect(storage.held.size).toBe(0);
  });

  it("has stored a message before the turn in which it was written is over", async () => {
    const { open, storage } = browserWorld();
    const { lobby } = await open();
    say(lobby, "at once");
    await Promise.resolve();
    await Promise.resolve();
    expect(kept(storage)).toContain("at once");
  });

  it("does not send again what the server had stored when its answer was lost with the page", async () => {
    const { open, network, wait, log } = browserWorld();
    const before = await open();
    network.dropNext({ kind: "answer", event: "lobby:send" });
    network.dropNext({ kind: "event", event: "lobby:events", userId: "an" });
    const key = say(before.lobby, "once");
    await wait(50);
    before.close();
    const after = await open();
    await wait(2_000);
    expect(await log()).toEqual(["once"]);
    expect(shown(after.lobby)).toMatchObject([{ key, status: "sent" }]);
  });

  it("leaves what has failed as failed, with its text", async () => {
    const { open, environment, network, wait } = browserWorld();
    const before = await open();
    network.disconnect();
    await wait(100);
    say(before.lobby, "yesterday");
    environment.sleep(25 * 60 * 60_000);
    network.reconnect();
    await wait(60_000);
    expect(statuses(before.lobby)).toEqual(["yesterday failed"]);
    before.close();
    const after = await open();
    expect(shown(after.lobby)).toMatchObject([{ status: "failed", failure: { code: "EXPIRED" } }]);
    expect(texts(after.lobby)).toEqual(["yesterday"]);
  });
});

describe("several pages", () => {
  it("have each their own, until one is gone", async () => {
    const { open, network, wait, log } = browserWorld();
    const first = await open();
    network.disconnect();
    await wait(100);
    say(first.lobby, "from the first");
    await wait(0);
    const second = await open();
    expect(texts(second.lobby)).toEqual([]);
    first.close();
    await wait(0);
    expect(statuses(second.lobby)).toEqual(["from the first queued"]);
    network.reconnect();
    await wait(5_000);
    expect(await log()).toEqual(["from the first"]);
  });

  it("never take over the same twice", async () => {
    const { open, network, wait } = browserWorld();
    const first = await open();
    network.disconnect();
    await wait(100);
    say(first.lobby, "one");
    await wait(0);
    const others = [await open(), await open(), await open()];
    const holding = () => others.filter(({ lobby }) => texts(lobby).length > 0);
    first.close();
    await wait(0);
    expect(holding()).toHaveLength(1);
    for (const { close } of holding()) close();
    const next = await open();
    expect(texts(next.lobby)).toEqual(["one"]);
  });
});

describe("what is kept", () => {
  it("is its author's: nobody else's page sends or shows it, and he finds it again", async () => {
    const { open, network, wait, log, storage } = browserWorld();
    const an = await open("an");
    network.disconnect();
    await wait(100);
    say(an.lobby, "mine");
    await wait(0);
    an.close();
    network.reconnect();
    const binh = await open("binh");
    await wait(2_000);
    expect(texts(binh.lobby)).toEqual([]);
    expect(await log()).toEqual([]);
    expect(kept(storage)).toContain("mine");
    binh.lobby.signIn({ id: "an" }, "an");
    await wait(5_000);
    expect(await log()).toEqual(["mine"]);
  });

  it("is there again when its author signs in anew on the same page", async () => {
    const { open, network, wait, log } = browserWorld();
    const { lobby } = await open();
    network.disconnect();
    await wait(100);
    say(lobby, "mine");
    lobby.signIn({ id: "binh" }, "binh");
    await wait(100);
    lobby.signIn({ id: "an" }, "an");
    await wait(100);
    network.reconnect();
    await wait(5_000);
    expect(await log()).toEqual(["mine"]);
  });

  it("is one server's", async () => {
    const { open, network, wait } = browserWorld();
    const { lobby, close } = await open();
    network.disconnect();
    await wait(100);
    say(lobby, "one");
    await wait(0);
    close();
    const other = await open("an", "other native");
    expect(texts(other.lobby)).toEqual([]);
  });

  it("is what was stored, whatever else is there", async () => {
    const item: OutboxItem = {
      clientId: "c-1",
      userId: "an",
      conversationId: direct,
      body: { kind: "text", text: "whole" },
      composedAt: 1_760_000_000_000,
      attempts: 0,
      failure: null,
    };
    const open = async (text: string) => {
      const { storage, page } = aBrowser();
      storage.setItem("lobbykit outbox server an left-behind", text);
      const outbox = await openPageOutbox({ ...createVirtualEnvironment(), ...page() }, "server");
      const found: OutboxItem[] = [];
      await outbox.load("an", (items) => found.push(...items));
      await eventually(() => expect(storage.getItem("lobbykit outbox server an left-behind")).toBeNull());
      return found;
    };
    expect(await open("not json")).toEqual([]);
    expect(await open(JSON.stringify([{ ...item, userId: "binh" }, item, { ...item, attempts: -1 }]))).toEqual([item]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), async (others) => {
        expect(await open(JSON.stringify([...others, item]))).toEqual([item]);
      }),
      { numRuns: 200 },
    );
  });
});

describe("without", () => {
  it("a storage or locks it is kept in memory", async () => {
    const environment = createVirtualEnvironment();
    const { locks } = aBrowser().page();
    const storage = aStorage();
    for (const there of [{}, { storage: () => storage }, { locks }, { storage: () => undefined, locks }]) {
      const outbox = await openPageOutbox({ ...environment, ...there }, "server");
      expect(outbox.durable).toBe(false);
    }
  });

  it("room in the storage messages go out all the same, and it is said once", async () => {
    const { arrive, environment, reports, wait, log } = createWorld();
    const full = {
      ...aStorage(),
      setItem: () => {
        throw new Error("full");
      },
    };
    const outbox = await openPageOutbox({ ...environment, ...aBrowser().page(), storage: () => full }, "server");
    const an = arrive("an", [direct], { outbox });
    await wait();
    say(an, "one");
    say(an, "two");
    await wait();
    expect(await log()).toEqual(["one", "two"]);
    expect(reports.filter(({ kind }) => kind === "storage")).toHaveLength(1);
  });
});

it("is what a lobby has unless told otherwise", async () => {
  const { arrive, environment, network, wait } = createWorld();
  const { storage, page } = aBrowser();
  const an = arrive("an", [direct], { environment: { ...environment, ...page() } });
  await vi.dynamicImportSettled();
  await wait();
  network.disconnect();
  await wait(100);
  say(an, "kept");
  await wait(0);
  expect(kept(storage)).toContain("kept");
});
