import { demandId } from "../../contract/demandId.js";
import { isRetryable, type Outcome, refused } from "../../contract/errors.js";
import type { ViewerList } from "../../contract/viewers.js";
import { nativePart } from "../../protocols/native/part.js";
import { viewersWire } from "../../protocols/native/viewersWire.js";
import type { Feature, FeatureHost, FeatureParts } from "../feature.js";
import { createKeyedView, type KeyedView } from "../keyedView.js";
import { createSubscriptions } from "../subscriptions.js";
import { viewersLost, viewingBegun, viewingEnded } from "./viewersActions.js";
import { viewersReducer } from "./viewersReducer.js";
import type { ViewerCount } from "./viewersState.js";

/** Viewers without React: `lobby.use(viewersFeature)`. All functions are stable references. */
export interface ViewersApi {
  /** Whether this server counts viewers at all. */
  readonly supported: boolean;
  /**
   * Is counted as a viewer, and hears how many there are, until the returned function is called. Any number of callers may view the same: it is joined once, and
   * again after every reconnect.
   *
   * @throws LobbyError `bad-id` for a malformed id
   */
  view(viewableId: string): () => void;
  /** The count of each thing viewed here. */
  readonly counts: KeyedView<ViewerCount>;
  /** Who the viewers are, 200 at most, where the app allows it: `FORBIDDEN` elsewhere, `UNSUPPORTED` where the server can't. Only of what is viewed. Never rejects. */
  list(viewableId: string): Promise<Outcome<ViewerList>>;
}

/** How many people look at something. */
export const viewersFeature: Feature<ViewersApi, "viewers"> = {
  name: "viewers",
  reducer: viewersReducer,
  native: () => nativePart(viewersWire),
  create: createViewers,
};

function createViewers(host: FeatureHost): FeatureParts<ViewersApi> {
  const { environment, timings, store } = host;
  const { viewers: supported } = host.capabilities;

  const join = async (viewableId: string) => {
    const line = host.line();
    const session = line?.session;
    if (line === null || !session) return;
    store().dispatch(viewingBegun({ viewableIds: [viewableId] }));
    const outcome = await line.execute("joinViewers", { viewableId });
    if (!session.isCurrent()) return;
    if (outcome.ok) {
      const { count = null, ...rest } = outcome.value ?? {};
      if (count !== null) host.push([{ type: "viewerCountChanged", viewableId, count, ...rest }]);
    } else if (isRetryable(outcome.failure.code)) {
      subscriptions.again([viewableId], outcome.failure.retryAfterMs ?? 2_000 * (1 + environment.random()));
    }
  };

  const subscriptions = createSubscriptions({
    environment,
    lingerMs: timings.lingerMs,
    batch: 1,
    join: ([viewableId]) => void (viewableId !== undefined && join(viewableId)),
    leave: ([viewableId]) => void (viewableId !== undefined && host.line()?.execute("leaveViewers", { viewableId })),
    forget: (viewableIds) => store().dispatch(viewingEnded({ viewableIds })),
  });

  const known = createKeyedView(store, (state) => state.viewers?.counts);

  return {
    api: {
      supported,
      view(viewableId) {
        demandId(viewableId, "the id of a viewable");
        return supported ? subscriptions.hold([viewableId]) : () => {};
      },
      counts: { get: (key, state) => known.get(key, state) ?? undefined, subscribe: known.subscribe },
      async list(viewableId) {
        const line = host.line();
        if (line === null) return refused("UNAUTHENTICATED");
        const outcome = await line.execute("listViewers", { viewableId });
        if (!outcome.ok) return outcome;
        return outcome.value === null ? refused("UNSUPPORTED") : { ok: true, value: outcome.value };
      },
    },
    ready: subscriptions.ready,
    down() {
      subscriptions.down();
      if (subscriptions.held().length > 0) store().dispatch(viewersLost({ at: environment.now() }));
    },
    reset: subscriptions.down,
  };
}
