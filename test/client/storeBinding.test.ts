import { configureStore, createSlice, type Middleware } from "@reduxjs/toolkit";
import { describe, expect, it } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import { lobbyApi } from "../../src/client/lobbyApi.js";
import { lobbyReducers } from "../../src/client/lobbyReducers.js";
import { lobbyOf } from "../../src/client/storeBinding.js";
import { allowConsole } from "../support/setup.js";
import { createWorld, direct, say, statusOf, texts } from "./world.js";

const cart = createSlice({
  name: "cart",
  initialState: { items: 0 },
  reducers: { added: (state) => void state.items++ },
});

describe("an app's own store", () => {
  it("works beside the app's state, with one action per batch of events", async () => {
    const { person, server, wait } = createWorld({ history: { count: 3 } });
    const lobby = person("an");
    const seen: string[] = [];
    const watch: Middleware = () => (next) => (action) => {
      seen.push((action as { type: string }).type);
      return next(action);
    };
    const store = configureStore({
      reducer: { ...lobbyReducers, cart: cart.reducer },
      middleware: (defaults) => defaults().concat(lobby.middleware, watch),
    });
    let told = 0;
    lobby.store.subscribe(() => told++);
    lobby.retain();
    lobby.openConversation(direct);
    await wait();
    store.dispatch(cart.actions.added());
    seen.length = 0;
    for (let index = 0; index < 20; index++) await server.as("binh").send("an", `n${index}`);
    await wait();
    expect(store.getState().cart.items).toBe(1);
    expect(statusOf(lobby)).toBe("live");
    expect(texts(lobby)).toHaveLength(23);
    // The first at once, the others together, and the own receipts.
    expect(seen.filter((type) => type === "lobby/eventsReceived").length).toBeLessThan(10);
    expect(lobby.store.getState()).toBe(store.getState());
    expect(told).toBeGreaterThan(0);
    expect(lobbyOf(store)).toBe(lobby);
    expect(lobbyOf(configureStore({ reducer: cart.reducer }))).toBeNull();
  });

  it("is refused without the reducers, with a second lobby, and for a lobby in use", () => {
    const { person } = createWorld();
    expect(() =>
      configureStore({
        reducer: { cart: cart.reducer },
        // @ts-expect-error the compiler says so, too
        middleware: (gdm) => gdm().concat(person("an").middleware),
      }),
    ).toThrow(/reducers-missing/);
    expect(() =>
      configureStore({
        reducer: lobbyReducers,
        middleware: (gdm) => gdm().concat(person("an").middleware, person("binh").middleware),
      }),
    ).toThrow(/two-lobbies/);
    const lobby = person("an");
    expect(lobby.store).toBe(lobby.store);
    expect(() =>
      configureStore({ reducer: lobbyReducers, middleware: (gdm) => gdm().concat(lobby.middleware) }),
    ).toThrow(/lobby-in-use/);
  });

  it("says what is missing when pages are asked for without the middleware", async () => {
    allowConsole(/middleware-missing|has not been added to the store|unhandled error/);
    const store = configureStore({
      reducer: lobbyReducers,
      middleware: (defaults) => defaults().concat(lobbyApi.middleware),
    });
    const request = lobbyApi.endpoints.history.initiate({ conversationId: direct, cursor: null, limit: 50 });
    expect(await store.dispatch(request)).toMatchObject({
      error: { message: expect.stringContaining("middleware-missing") },
    });
  });
});

describe("no configuration", () => {
  it("makes no store, no connection and no timer before it is used", () => {
    const { environment, network, person } = createWorld();
    const before = environment.pending;
    expect(person("an").user).toMatchObject({ id: "an" });
    expect(environment.pending).toEqual(before);
    expect(network.attempts).toBe(0);
  });

  it("begins with the state of a Server Component and catches up from there without loading it again", async () => {
    const { arrive, person, server, wait } = createWorld({ history: { count: 5 } });
    const first = arrive("an");
    await wait();
    const initialState = JSON.parse(JSON.stringify(first.store.getState().lobby));
    await server.as("binh").send("an", "since then");
    let pages = 0;
    const second = person("an", {
      initialState,
      fetch: (...args) => {
        pages++;
        return server.fetch(...args);
      },
    });
    expect(texts(second)).toHaveLength(5);
    second.retain();
    second.openConversation(direct);
    await wait();
    expect(texts(second).at(-1)).toBe("since then");
    expect(pages).toBe(0);
  });

  it("ignores the first state of somebody else", async () => {
    const { arrive, person, wait } = createWorld({ history: { count: 5 } });
    const first = arrive("an");
    await wait();
    const other = person("binh", { initialState: first.store.getState().lobby });
    expect(other.store.getState().lobby.chat.conversations).toEqual({});
  });
});

describe("a developer's mistake", () => {
  it("is told with what, why and how to mend it", () => {
    const { person } = createWorld();
    const lobby = person("an");
    expect(() => lobby.openConversation("direct:binh:chi")).toThrow(/bad-id/);
    expect(() => lobby.conversationId({ kind: "room", roomId: "a b" })).toThrow(/bad-id/);
    expect(() => lobby.conversationId({ kind: "direct", userId: "an" })).toThrow(/bad-id/);
    expect(() => createLobby({ url: "http://x.test", user: { id: "__proto__" } })).toThrow(/bad-id/);
    const nobody = createLobby({ url: "http://x.test", user: null });
    expect(() => say(nobody, "x")).toThrow(/signed-out/);
    expect(() => nobody.conversationId({ kind: "room", roomId: "r" })).toThrow(/signed-out/);
  });
});
