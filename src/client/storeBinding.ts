import { configureStore, type Middleware, type MiddlewareAPI, type Tuple, type UnknownAction } from "@reduxjs/toolkit";
import { mistake } from "../contract/mistake.js";
import { isRecord } from "../contract/schema.js";
import type { Lobby } from "./lobby.js";
import { lobbyAsked, type QueryRequest, queryRequested } from "./lobbyActions.js";
import { lobbyApi } from "./lobbyApi.js";
import { lobbyReducers } from "./lobbyReducers.js";
import type { LobbyRootState, LobbyState, LobbyStore } from "./lobbyState.js";

/** The store that a lobby works on, whoever made it. */
export interface StoreBinding {
  readonly middleware: Middleware<object, LobbyRootState>;
  /** The app's store once the middleware is installed there; else one made now. */
  store(): LobbyStore;
}

/** Which lobby works on which store, by what all middlewares of a store share. */
const taken = new WeakMap<object, StoreBinding>();

/**
 * Binds a lobby to a store. A middleware is told how to read and dispatch, but not what the store object is; so for an app's store, `store()` is a view of it with the same
 * state and dispatch, whose subscribers are told after each action that passes by.
 */
export function createStoreBinding(options: {
  readonly lobby: () => Lobby;
  /** The first state of a store of our own. */
  readonly initial: () => LobbyState;
  answer(request: QueryRequest): Promise<unknown>;
}): StoreBinding {
  let bound: LobbyStore | null = null;
  const listeners = new Set<() => void>();

  const bind = (api: MiddlewareAPI) => {
    if (taken.has(api)) throw mistake("two-lobbies");
    if (bound !== null) throw mistake("lobby-in-use");
    const state: unknown = api.getState();
    if (!isRecord(state) || !("lobby" in state && "lobbyApi" in state)) throw mistake("reducers-missing");
    taken.set(api, binding);
    bound = {
      getState: () => api.getState() as LobbyRootState,
      dispatch: api.dispatch,
      subscribe: (listener: () => void) => {
        // A function of its own for each subscription: the same one may subscribe twice.
        const told = () => listener();
        listeners.add(told);
        return () => void listeners.delete(told);
      },
    } as LobbyStore;
  };

  const middleware: Middleware<object, LobbyRootState> = (api) => {
    bind(api);
    const query = (lobbyApi.middleware as Middleware)(api);
    return (next) => {
      const pass = query(next);
      return (action) => {
        if (queryRequested.match(action)) return options.answer(action.payload);
        if (lobbyAsked.match(action)) return options.lobby();
        const result = pass(action);
        for (const listener of listeners) listener();
        return result;
      };
    };
  };

  const binding: StoreBinding = {
    middleware,
    store() {
      // Its middleware binds a view while it is made; then the store itself takes that one's place.
      // By way of unknown: the enhancers change the store's type, not what is used of it.
      bound ??= configureStore({
        reducer: lobbyReducers,
        preloadedState: { lobby: options.initial() },
        middleware: (defaults) =>
          // Both checks walk through the whole state at every action, and ours are tested otherwise.
          defaults({ serializableCheck: false, immutableCheck: false }).concat(middleware as Middleware) as Tuple<
            Middleware[]
          >,
        // RTK would tell subscribers of a loaded page a frame later, by the page's own clock; ingest keeps the pace here.
        enhancers: (defaults) => defaults({ autoBatch: false }),
      }) as unknown as LobbyStore;
      return bound;
    },
  };
  return binding;
}

/** The lobby that works on that store; `null` when none does. */
export function lobbyOf(store: { readonly dispatch: unknown }): Lobby | null {
  const answer = (store.dispatch as (action: UnknownAction) => unknown)(lobbyAsked());
  return typeof answer === "object" && answer !== null && "openConversation" in answer ? (answer as Lobby) : null;
}
