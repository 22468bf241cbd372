import type { LobbyStore } from "./lobbyState.js";

/**
 * Runs a request of RTK Query's (thunks, of which the store's type says nothing). It holds its own subscription: without one, the clearing away of an
 * earlier request's answer would abort a new request for the same page.
 */
export async function runQuery<T>(store: LobbyStore, thunk: unknown): Promise<T> {
  const dispatch = store.dispatch as unknown as (thunk: unknown) => Promise<T> & { unsubscribe(): void };
  const request = dispatch(thunk);
  try {
    return await request;
  } finally {
    request.unsubscribe();
  }
}
