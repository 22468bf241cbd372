import type { ShallowRef } from "vue";
import type { LobbyRootState } from "../client/lobbyState.js";
import { useLobby } from "./useLobby.js";
import { useSource } from "./useSource.js";

/**
 * Reads the lobby's state. The ref changes only when the selected value is another one (by `isEqual`, identity unless told otherwise). What the selector reads of other refs is
 * followed too.
 *
 * @throws LobbyError `outside-setup`, `plugin-missing`
 */
export function useLobbySelector<T>(
  selector: (state: LobbyRootState) => T,
  isEqual: (a: T, b: T) => boolean = Object.is,
): Readonly<ShallowRef<T>> {
  const { store } = useLobby();
  let last: { readonly value: T } | null = null;
  const get = () => {
    const value = selector(store.getState());
    if (last === null || !isEqual(last.value, value)) last = { value };
    return last.value;
  };
  const subscribe = (listener: () => void) => store.subscribe(listener);
  return useSource(() => {
    // Read here, so that the refs in it are followed.
    get();
    return { get, subscribe };
  });
}
