import type { LobbyState, LobbyStore } from "./lobbyState.js";

/**
 * A map of the state, read and watched by key. A thousand components that each watch one key cost one subscription of the store, and only those whose
 * value is another one are told: a selector each would run a thousand selectors at every action.
 */
export interface KeyedView<T> {
  /** The value now, or in another state of the lobby (the one that was rendered on the server). */
  get(key: string, state?: LobbyState): T | undefined;
  subscribe(key: string, listener: () => void): () => void;
}

/** Makes a view of what `select` answers. It must answer the same map until an entry changes, and the same entry until that one does. */
export function createKeyedView<T>(
  store: () => LobbyStore,
  select: (state: LobbyState) => Readonly<Record<string, T>> | undefined,
): KeyedView<T> {
  const listeners = new Map<string, Set<() => void>>();
  let known: Readonly<Record<string, T>> | undefined;
  let stop: (() => void) | null = null;

  const current = () => select(store().getState().lobby);
  const check = () => {
    const before = known;
    known = current();
    if (known === before) return;
    for (const [key, told] of listeners) {
      if (before?.[key] !== known?.[key]) for (const listener of [...told]) listener();
    }
  };

  return {
    get: (key, state) => (state === undefined ? current() : select(state))?.[key],
    subscribe(key, listener) {
      if (stop === null) {
        known = current();
        stop = store().subscribe(check);
      }
      const told = listeners.get(key) ?? new Set();
      listeners.set(key, told);
      // A function of its own for each subscription: the same one may subscribe twice.
      const own = () => listener();
      told.add(own);
      return () => {
        told.delete(own);
        if (told.size === 0 && listeners.get(key) === told) listeners.delete(key);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
      };
    },
  };
}
