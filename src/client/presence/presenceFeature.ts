import { demandId } from "../../contract/demandId.js";
import { isRetryable } from "../../contract/errors.js";
import * as limits from "../../contract/limits.js";
import type { Presence } from "../../contract/presence.js";
import { nativePart } from "../../protocols/native/part.js";
import { presenceWire } from "../../protocols/native/presenceWire.js";
import type { Feature, FeatureHost, FeatureParts } from "../feature.js";
import { createKeyedView, type KeyedView } from "../keyedView.js";
import { createSubscriptions } from "../subscriptions.js";
import { listenForAttention } from "./attention.js";
import { createOwnPresence } from "./ownPresence.js";
import { peopleForgotten, peopleWatched, presenceStaleChanged } from "./presenceActions.js";
import { presenceReducer } from "./presenceReducer.js";

/** Presence without React: `lobby.use(presenceFeature)`. All functions are stable references. */
export interface PresenceApi {
  /** Whether this server tells presence at all. */
  readonly supported: boolean;
  /**
   * Wants to know of these people, and tells of this user, until the returned function is called. Any number of callers may want the same ones: the server hears of
   * each once, and again after every reconnect.
   *
   * @throws LobbyError `bad-id` for a malformed user id
   */
  watch(userIds: readonly string[]): () => void;
  /** What is known of each who is watched, read and watched person by person. */
  readonly people: KeyedView<Presence>;
  /** `true` at the key `stale` while what is known is from before a loss of the connection: for lists of hundreds, as {@link people}. */
  readonly signs: KeyedView<true>;
  /** Tells others whether this page is looked at, until the returned function is called. {@link watch} does too. */
  follow(): () => void;
  /** What this user does, in the app's words ("watching lesson 3"), at most 120 characters; `null`: no more of it. Told while something follows. */
  setActivity(activity: string | null): void;
  /** Away by his own word; `false` leaves it to whether the page is looked at. */
  setAway(away: boolean): void;
}

/** The one key of {@link PresenceApi.signs}. */
const staleSigns = { stale: true } as const;

/** Who is online, away or gone; and saying so of oneself. */
export const presenceFeature: Feature<PresenceApi, "presence"> = {
  name: "presence",
  reducer: presenceReducer,
  native: () => nativePart(presenceWire),
  create: createPresence,
};

function createPresence(host: FeatureHost): FeatureParts<PresenceApi> {
  const { environment, timings, store, capabilities } = host;
  const supported = capabilities.presence;
  const own = createOwnPresence(host, listenForAttention);
  /** Questions under way in this session. */
  let asked = 0;

  const setStale = (stale: boolean) => {
    if ((store().getState().lobby.presence?.stale ?? false) !== stale) store().dispatch(presenceStaleChanged(stale));
  };

  const ask = async (userIds: readonly string[]) => {
    const line = host.line();
    const session = line?.session;
    if (line === null || !session) return;
    store().dispatch(peopleWatched({ userIds }));
    asked += 1;
    const outcome = await line.execute("watchPresence", { userIds });
    if (!session.isCurrent()) return;
    asked -= 1;
    if (outcome.ok) {
      if (outcome.value !== null) host.push([{ type: "presenceChanged", presences: outcome.value.presences }]);
      if (asked === 0) setStale(false);
    } else if (isRetryable(outcome.failure.code)) {
      subscriptions.again(userIds, outcome.failure.retryAfterMs ?? 2_000 * (1 + environment.random()));
    } else {
      host.report({ kind: "overflow", subject: "watchPresence", message: outcome.failure.message ?? "refused" });
    }
  };

  const subscriptions = createSubscriptions({
    environment,
    lingerMs: timings.lingerMs,
    batch: limits.presenceUsers,
    join: (userIds) => void ask(userIds),
    leave: (userIds) => void host.line()?.execute("unwatchPresence", { userIds }),
    forget: (userIds) => store().dispatch(peopleForgotten({ userIds })),
  });

  const known = createKeyedView(store, (state) => state.presence?.people);
  const nothing = () => {};

  return {
    api: {
      supported,
      watch(userIds) {
        for (const userId of userIds) demandId(userId, "a user id");
        if (!supported || userIds.length === 0) return nothing;
        const stops = [subscriptions.hold(userIds), own.follow()];
        return () => {
          for (const stop of stops) stop();
        };
      },
      people: { get: (key, state) => known.get(key, state) ?? undefined, subscribe: known.subscribe },
      signs: createKeyedView(store, (state) => (state.presence?.stale ? staleSigns : undefined)),
      follow: () => (supported ? own.follow() : nothing),
      setActivity: own.setActivity,
      setAway: own.setAway,
    },
    ready() {
      asked = 0;
      subscriptions.ready();
      if (asked === 0) setStale(false);
      own.ready();
    },
    down() {
      subscriptions.down();
      if (subscriptions.held().length > 0) setStale(true);
      own.down();
    },
    reset() {
      asked = 0;
      subscriptions.down();
      own.reset();
    },
  };
}
