import { lobbyApi } from "./lobbyApi.js";
import { lobbyReducer } from "./lobbyReducer.js";

/**
 * The reducers for an app's own store, under the names that selectors and middleware expect.
 *
 * @example
 * const store = configureStore({
 *   reducer: { ...lobbyReducers, cart },
 *   middleware: (defaults) => defaults().concat(lobby.middleware),
 * });
 */
export const lobbyReducers = { lobby: lobbyReducer, lobbyApi: lobbyApi.reducer } as const;
