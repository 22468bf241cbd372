import { type ComputedRef, computed, type MaybeRefOrGetter, toValue } from "vue";
import { viewersFeature } from "../client/viewers/viewersFeature.js";
import { useLobby } from "./useLobby.js";
import { useSource } from "./useSource.js";

/** How many people view something. */
export interface UseViewerCountResult {
  /** Different people; `null` until the server has said it. */
  readonly count: ComputedRef<number | null>;
  /** Largest count so far. */
  readonly peak: ComputedRef<number | null>;
  /** The connection is lost: this was the count at `asOf`, ms since the epoch. */
  readonly stale: ComputedRef<boolean>;
  readonly asOf: ComputedRef<number | null>;
  /** The server has not said what it counts, and this page views more than one thing. */
  readonly ambiguous: ComputedRef<boolean>;
  /** Whether this server counts viewers at all. */
  readonly supported: boolean;
}

/**
 * How many people view it. The component's user is one of them as long as it is mounted; any number of components may count the same. `null` views nothing.
 *
 * @throws LobbyError `outside-setup`, `plugin-missing`, `bad-id`
 */
export function useViewerCount(viewableId: MaybeRefOrGetter<string | null>): UseViewerCountResult {
  const { supported, counts, view } = useLobby().use(viewersFeature);
  const known = useSource(() => {
    const id = toValue(viewableId);
    return {
      get: () => (id === null ? undefined : counts.get(id)),
      subscribe: (listener) => {
        if (id === null) return () => {};
        const stops = [view(id), counts.subscribe(id, listener)];
        return () => {
          for (const stop of stops) stop();
        };
      },
    };
  });
  return {
    count: computed(() => known.value?.count ?? null),
    peak: computed(() => known.value?.peak ?? null),
    stale: computed(() => known.value !== undefined && known.value.asOf !== null),
    asOf: computed(() => known.value?.asOf ?? null),
    ambiguous: computed(() => known.value?.ambiguous ?? false),
    supported,
  };
}
