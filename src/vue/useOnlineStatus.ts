import { type ComputedRef, computed, type MaybeRefOrGetter, toValue } from "vue";
import { presenceFeature } from "../client/presence/presenceFeature.js";
import { selectPresence, selectPresenceStale } from "../client/presence/selectors.js";
import { demandId } from "../contract/demandId.js";
import type { Presence, PresenceStatus } from "../contract/presence.js";
import { useLobby } from "./useLobby.js";
import { useLobbySelector } from "./useLobbySelector.js";
import { useSource } from "./useSource.js";

/** Who is there. */
export interface UseOnlineStatusResult {
  /** By user id, those of whom the server has said something. */
  readonly presences: ComputedRef<Readonly<Record<string, Presence>>>;
  /** `offline` as long as nothing is known. Reactive where it is called in a template or a computed. */
  readonly status: (userId: string) => PresenceStatus;
  /** Whether he is connected and looks. Reactive as `status` is. */
  readonly isOnline: (userId: string) => boolean;
  /** Whether this server tells presence at all. */
  readonly supported: boolean;
  /** The connection is lost: this is what was known before. */
  readonly stale: ComputedRef<boolean>;
}

/**
 * Who of these people is online, away or gone. Wants of all components are merged: each person is asked for once. `null` asks for nobody.
 *
 * @throws LobbyError `outside-setup`, `plugin-missing`, `bad-id`
 */
export function useOnlineStatus(userIds: MaybeRefOrGetter<string | readonly string[] | null>): UseOnlineStatusResult {
  const { store, use } = useLobby();
  const { people, watch, supported } = use(presenceFeature);
  const list = computed((before?: readonly string[]) => {
    const given = toValue(userIds);
    const ids = given === null ? [] : typeof given === "string" ? [given] : given;
    for (const id of ids) demandId(id, "a user id");
    // Another list of the same people is no news.
    return before?.join(" ") === ids.join(" ") ? before : [...ids];
  });
  const presences = useSource(() => {
    const ids = list.value;
    let last: Readonly<Record<string, Presence>> | null = null;
    return {
      get: () => {
        const entries = ids.flatMap((id) => {
          const known = selectPresence(store.getState(), id);
          return known === null ? [] : [[id, known] as const];
        });
        const isSame =
          last !== null &&
          Object.keys(last).length === entries.length &&
          entries.every(([id, known]) => last?.[id] === known);
        if (last === null || !isSame) last = Object.fromEntries(entries);
        return last;
      },
      subscribe: (listener) => {
        const stops = [watch(ids), ...ids.map((id) => people.subscribe(id, listener))];
        return () => {
          for (const stop of stops) stop();
        };
      },
    };
  });
  const stale = useLobbySelector(selectPresenceStale);
  const status = (userId: string): PresenceStatus => presences.value[userId]?.status ?? "offline";
  return {
    presences: computed(() => presences.value),
    status,
    isOnline: (userId) => status(userId) === "online",
    supported,
    stale: computed(() => stale.value),
  };
}
