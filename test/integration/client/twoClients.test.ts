import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configureStore, createSlice } from "@reduxjs/toolkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { selectMessages, selectTyping, selectUnreadCount } from "../../../src/client/chat/selectors.js";
import { lobbyReducers } from "../../../src/client/lobbyReducers.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { sqliteStore } from "../../../src/server/store/sqliteStore.js";
import { arrive, createRealWorld, direct, isLive, type Person, type RealWorld, shortTimings } from "./world.js";

async function world(options: Parameters<typeof createRealWorld>[0] = {}): Promise<RealWorld> {
  const made = await createRealWorld(options);
  onTestFinished(() => made.close());
  return made;
}

function sqlite() {
  const folder = mkdtempSync(join(tmpdir(), "lobby-client-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return sqliteStore({ url: `file:${join(folder, "lobby.db")}` });
}

const statuses = (person: Person) => selectMessages(person.lobby.store.getState(), direct).map(({ status }) => status);
const sees = (person: Person, texts: readonly string[]) =>
  person.until(`seeing ${texts}`, () => person.texts().join() === texts.join());
const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe.each([
  ["memory", () => memoryStore({ epoch: "epoch-1" })],
  ["sqlite", sqlite],
])("two clients of a real server on %s", (_, makeStore) => {
  it("chat both ways, with typing and receipts", async () => {
    const { person } = await world({ store: makeStore() });
    const an = await person("an");
    const binh = await person("binh");
    await Promise.all([arrive(an), arrive(binh)]);
    binh.lobby.setTyping(direct, true);
    await an.until("Binh types", (state) => selectTyping(state, direct).length === 1);
    binh.say("Hello");
    await sees(an, ["Hello"]);
    expect(selectTyping(an.lobby.store.getState(), direct)).toEqual([]);
    expect(selectUnreadCount(an.lobby.store.getState(), direct)).toBe(1);
    await binh.until("delivered", () => statuses(binh).join() === "delivered");
    an.lobby.markRead(direct);
    await binh.until("read", () => statuses(binh).join() === "read");
    an.say("Hi");
    await sees(binh, ["Hello", "Hi"]);
    expect(selectUnreadCount(an.lobby.store.getState(), direct)).toBe(0);
    await an.lobby.loadConversations();
    expect(an.lobby.store.getState().lobby.chat.list.status).toBe("ready");
    expect(an.lobby.store.getState().lobby.chat.conversations[direct]?.participants).toMatchObject([{ id: "binh" }]);
  });

  it("send in order what was composed while there was no server", async () => {
    const { person, crash, start } = await world({ store: makeStore() });
    const an = await person("an");
    const binh = await person("binh");
    await Promise.all([arrive(an), arrive(binh)]);
    await crash();
    await an.until("the loss", (state) => !isLive(state));
    for (const text of numbered("m", 20)) an.say(text);
    expect(new Set(statuses(an))).toEqual(new Set(["queued"]));
    await start();
    await sees(binh, numbered("m", 20));
    await sees(an, numbered("m", 20));
  });

  it("lose and double nothing when the server goes down in the midst of sending", async () => {
    const { person, crash, start, store } = await world({ store: makeStore() });
    const an = await person("an");
    const binh = await person("binh");
    await Promise.all([arrive(an), arrive(binh)]);
    for (const text of numbered("m", 60)) an.say(text);
    await binh.until("some have come", () => binh.texts().length >= 5);
    await crash();
    await start();
    await sees(binh, numbered("m", 60));
    await sees(an, numbered("m", 60));
    expect((await store.range(direct, 0, 1_000)).map(({ body }) => body.text)).toEqual(numbered("m", 60));
  });
});

describe("a spoilt network", () => {
  it("whose acknowledgements are lost after the commit makes no double", async () => {
    const { person, store } = await world();
    const an = await person("an");
    const binh = await person("binh");
    await Promise.all([arrive(an), arrive(binh)]);
    an.proxy.setMode("drop-down");
    an.say("committed, not acknowledged");
    await sees(binh, ["committed, not acknowledged"]);
    expect(statuses(an)).toEqual(["sending"]);
    an.proxy.cut("rst");
    an.proxy.setMode("pass");
    await an.until("sent", () => statuses(an).every((status) => status !== "sending"));
    expect(await store.range(direct, 0, 10)).toHaveLength(1);
    expect(an.texts()).toEqual(["committed, not acknowledged"]);
  });

  it("that flaps ten times loses nothing, and all is equal afterwards", async () => {
    const { person, store } = await world();
    const an = await person("an");
    const binh = await person("binh");
    await Promise.all([arrive(an), arrive(binh)]);
    for (let flap = 0; flap < 10; flap++) {
      an.say(`a${flap}`);
      (flap % 2 === 0 ? an : binh).proxy.cut(flap % 3 === 0 ? "fin" : "rst");
      binh.say(`b${flap}`);
      await new Promise((resolve) => setTimeout(resolve, flap * 15));
    }
    await Promise.all([an.until("live", isLive), binh.until("live", isLive)]);
    const all = () => an.texts().length === 20 && an.texts().join() === binh.texts().join();
    await Promise.all([an.until("equal", all), binh.until("equal", all)]);
    const log = (await store.range(direct, 0, 100)).map(({ body }) => body.text);
    expect(an.texts()).toEqual(log);
    expect(log.filter((text) => text?.startsWith("a"))).toEqual(numbered("a", 10));
    expect(log.filter((text) => text?.startsWith("b"))).toEqual(numbered("b", 10));
  });

  it("that is half-open is found out, and what was sent into it arrives", async () => {
    const { person } = await world({ pingMs: 500 });
    const an = await person("an", { timings: shortTimings });
    const binh = await person("binh");
    await Promise.all([arrive(an), arrive(binh)]);
    an.proxy.setMode("blackhole");
    an.proxy.setModeForNew("pass");
    an.say("into the void");
    binh.say("from there");
    await an.until("both", () => an.texts().length === 2 && !statuses(an).includes("sending"));
    await binh.until("both", () => binh.texts().length === 2);
    expect(an.texts()).toEqual(binh.texts());
  });
});

describe("credentials", () => {
  it("that are refused end in a clear state, without a storm, and with what was typed kept", async () => {
    const { person } = await world();
    const an = await person("an", { auth: "not a token" });
    an.lobby.retain();
    an.lobby.openConversation(direct);
    const key = an.say("typed before");
    await an.until("refused", (state) => state.lobby.connection.status === "auth-failed");
    expect(an.lobby.store.getState().lobby.connection.nextRetryAt).toBeNull();
    expect(an.proxy.accepted).toBeLessThanOrEqual(3);
    expect(selectMessages(an.lobby.store.getState(), direct)).toMatchObject([{ key, status: "queued" }]);
    const { signToken } = await import("../../../src/server/auth/jwt.js");
    const { secret } = await import("./world.js");
    an.lobby.signIn({ id: "an" }, await signToken({ sub: "an" }, { secret }));
    await an.until("sent", () => statuses(an).join() === "sent");
  });

  it("of another user send nothing that the former one wrote", async () => {
    const { person, crash, start, store } = await world();
    const an = await person("an");
    await arrive(an);
    await crash();
    await an.until("the loss", (state) => !isLive(state));
    an.say("An wrote this");
    const { signToken } = await import("../../../src/server/auth/jwt.js");
    const { secret } = await import("./world.js");
    an.lobby.signIn({ id: "binh" }, await signToken({ sub: "binh" }, { secret }));
    await start();
    await an.until("live as Binh", isLive);
    an.say("Binh wrote this");
    await an.until("sent", () => statuses(an).join() === "sent");
    expect(await store.range(direct, 0, 10)).toMatchObject([{ senderId: "binh", body: { text: "Binh wrote this" } }]);
  });
});

it("works in an app's own store beside another reducer", async () => {
  const { person } = await world();
  const cart = createSlice({
    name: "cart",
    initialState: { items: 0 },
    reducers: { added: (state) => void state.items++ },
  });
  const an = await person("an");
  const store = configureStore({
    reducer: { ...lobbyReducers, cart: cart.reducer },
    middleware: (defaults) => defaults().concat(an.lobby.middleware),
  });
  const binh = await person("binh");
  await Promise.all([arrive(an), arrive(binh)]);
  store.dispatch(cart.actions.added());
  binh.say("Hello");
  await sees(an, ["Hello"]);
  expect(store.getState().cart.items).toBe(1);
  expect(selectMessages(store.getState(), direct)).toHaveLength(1);
});
