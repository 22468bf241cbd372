import type { LobbyStore } from "../server/store/store.js";

/** A store that can be exchanged for another under the server's feet, as a restore from backup does. */
export function swappableStore(first: LobbyStore): { readonly store: LobbyStore; swap(next: LobbyStore): void } {
  let current = first;
  // Every member of a store is a method, so handing on what is asked for is all there is to do.
  const store = new Proxy(first, { get: (_first, name) => Reflect.get(current, name, current) });
  return {
    store,
    swap(next) {
      current = next;
    },
  };
}
