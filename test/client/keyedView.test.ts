import { describe, expect, test } from "vitest";
import { createKeyedView } from "../../src/client/keyedView.js";
import { emptyLobby } from "../../src/client/lobbyReducer.js";
import type { LobbyState, LobbyStore } from "../../src/client/lobbyState.js";

type Entries = Readonly<Record<string, object>>;

/** A store that holds a map and counts who listens to it. */
function aStore(first: Entries | undefined) {
  let entries = first;
  const listeners = new Set<() => void>();
  const state = (): { lobby: LobbyState } => ({ lobby: { ...emptyLobby, presence: { people: entries } as never } });
  const store = {
    getState: state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as LobbyStore;
  const view = createKeyedView<object>(
    () => store,
    ({ presence }) => presence?.people as Entries | undefined,
  );
  const told: string[] = [];
  return {
    view,
    told,
    state,
    listeners,
    watch: (key: string, name = key) => view.subscribe(key, () => told.push(name)),
    set(next: Entries | undefined) {
      entries = next;
      for (const listener of [...listeners]) listener();
    },
  };
}

const [one, two, three] = [{ n: 1 }, { n: 2 }, { n: 3 }];

describe("a keyed view", () => {
  test("tells only those whose entry is another one: changed, new or gone", () => {
    const { watch, set, told } = aStore({ a: one, b: two });
    for (const key of ["a", "b", "c"]) watch(key);
    set({ a: one, b: three });
    expect(told).toEqual(["b"]);
    set({ a: one, b: three, c: two });
    set({ b: three, c: two });
    expect(told).toEqual(["b", "c", "a"]);
    set(undefined);
    expect(told).toEqual(["b", "c", "a", "b", "c"]);
  });

  test("tells nobody when the map is another but its entries are the same", () => {
    const { watch, set, told } = aStore({ a: one });
    watch("a");
    set({ a: one });
    expect(told).toEqual([]);
  });

  test("looks at no entry while the map is the same, whatever else happens in the store", () => {
    let reads = 0;
    const map = new Proxy(
      { a: one },
      {
        get(target, key) {
          reads += 1;
          return Reflect.get(target, key);
        },
      },
    );
    const { watch, set } = aStore(map);
    watch("a");
    set(map);
    expect(reads).toBe(0);
    set({ a: one });
    expect(reads).toBe(1);
  });

  test("costs the store one subscription for a thousand, and none when the last has stopped", () => {
    const { watch, listeners, set, told } = aStore({});
    const stops = Array.from({ length: 1_000 }, (_, index) => watch(`key-${index}`));
    expect(listeners.size).toBe(1);
    set({ "key-7": one });
    expect(told).toEqual(["key-7"]);
    for (const stop of stops) stop();
    for (const stop of stops) stop();
    expect(listeners.size).toBe(0);
  });

  test("counts the same function twice when it subscribes twice", () => {
    const { view, set, told } = aStore({});
    const listener = () => told.push("heard");
    const stop = view.subscribe("a", listener);
    view.subscribe("a", listener);
    stop();
    set({ a: one });
    expect(told).toEqual(["heard"]);
  });

  test("does not tell again, to those who come later, what happened while nobody listened", () => {
    const { watch, set, told } = aStore({ a: one });
    watch("a", "first")();
    set({ a: two });
    watch("a", "second");
    set({ a: two });
    expect(told).toEqual([]);
    set({ a: three });
    expect(told).toEqual(["second"]);
  });

  test("still tells those who stay when one of them stops at the news", () => {
    const { view, watch, set, told } = aStore({});
    const stop = view.subscribe("a", () => {
      told.push("leaver");
      stop();
    });
    watch("a", "stayer");
    set({ a: one });
    set({ a: two });
    expect(told).toEqual(["leaver", "stayer", "stayer"]);
  });

  test("reads the present, or the state it is given", () => {
    const { view, set, state } = aStore({ a: one });
    const before = state().lobby;
    set({ a: two });
    expect(view.get("a")).toBe(two);
    expect(view.get("a", before)).toBe(one);
    expect(view.get("b")).toBeUndefined();
    set(undefined);
    expect(view.get("a")).toBeUndefined();
  });
});
