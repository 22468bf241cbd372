import { demandId } from "../../contract/demandId.js";
import { failure, isRetryable } from "../../contract/errors.js";
import type { DomainEvent } from "../../contract/events.js";
import { nativePart } from "../../protocols/native/part.js";
import { roomWire } from "../../protocols/native/roomWire.js";
import type { Timer } from "../environment.js";
import type { Feature, FeatureHost, FeatureParts } from "../feature.js";
import { createKeyedView, type KeyedView } from "../keyedView.js";
import { createSubscriptions } from "../subscriptions.js";
import { enteringFailed, enteringRepeated, movesSwept, roomForgotten, roomsLost } from "./roomActions.js";
import { roomReducer } from "./roomReducer.js";
import type { WatchedRoom } from "./roomState.js";
import { selectRoom } from "./selectors.js";

/** Rooms of a lobby: `lobby.use(roomFeature)`. Stable functions. */
export interface RoomApi {
  /**
   * Comes into a room, again after every reconnect, and leaves it a second after every caller has stopped.
   *
   * @throws LobbyError `bad-id`
   */
  readonly watch: (roomId: string) => () => void;
  /** Tries again to come into a room after `refused`, `error` or `removed`. No effect when it is not watched. */
  readonly rejoin: (roomId: string) => void;
  /** Every room by its id, as hooks read it. */
  readonly view: KeyedView<WatchedRoom>;
}

const tries = 3;
const firstWaitMs = 1_000;
const longestWaitMs = 10_000;
/** A crowd that is named again is asked for by everybody in it: not all at once. */
const spreadMs = 2_000;

/** Rooms: who is in them, what they are called, what is streamed in them. */
export const roomFeature: Feature<RoomApi, "room"> = {
  name: "room",
  reducer: roomReducer,
  native: () => nativePart(roomWire),
  create: createRooms,
};

function createRooms(host: FeatureHost): FeatureParts<RoomApi> {
  const { environment, timings } = host;
  /** What is planned for a room: to ask for it. */
  const planned = new Map<string, Timer>();
  let sweep: { readonly timer: Timer; readonly at: number } | null = null;
  /** Counts up with every user and every connection: what was asked before is nobody's. */
  let term = 0;

  const dispatch: ReturnType<FeatureHost["store"]>["dispatch"] = (action) => host.store().dispatch(action);

  const cancel = (roomId: string) => {
    const timer = planned.get(roomId);
    if (timer !== undefined) environment.clearTimeout(timer);
    planned.delete(roomId);
  };
  const cancelAll = () => {
    for (const roomId of [...planned.keys()]) cancel(roomId);
  };
  const plan = (roomId: string, ms: number, tried: number) => {
    if (planned.has(roomId)) return;
    const timer = environment.setTimeout(() => {
      planned.delete(roomId);
      void enter(roomId, tried);
    }, ms);
    planned.set(roomId, timer);
  };

  const enter = async (roomId: string, tried = 1): Promise<void> => {
    const line = host.line();
    if (line === null || !line.ready || !subscriptions.isHeld(roomId)) return;
    const mine = term;
    const outcome = await line.execute("watchRoom", { roomId });
    if (mine !== term || !subscriptions.isHeld(roomId)) return;
    if (outcome.ok) {
      const view = outcome.value;
      if (view !== null && view.room.roomId === roomId) return host.push([{ type: "roomEntered", view }]);
      dispatch(enteringFailed({ roomId, status: "refused", failure: failure("UNSUPPORTED") }));
      return;
    }
    const why = outcome.failure;
    if (!isRetryable(why.code)) return void dispatch(enteringFailed({ roomId, status: "refused", failure: why }));
    const limited = why.code === "RATE_LIMITED";
    if (!limited && tried >= tries) return void dispatch(enteringFailed({ roomId, status: "error", failure: why }));
    const wait = Math.min(firstWaitMs * 2 ** (tried - 1), longestWaitMs);
    plan(roomId, Math.max(wait, why.retryAfterMs ?? 0), limited ? tried : tried + 1);
  };

  const subscriptions = createSubscriptions({
    environment,
    lingerMs: timings.lingerMs,
    batch: 50,
    join: (roomIds) => {
      for (const roomId of roomIds) void enter(roomId);
    },
    leave: (roomIds) => {
      for (const roomId of roomIds) void host.line()?.execute("unwatchRoom", { roomId });
    },
  });

  const forget = (roomId: string) => {
    if (subscriptions.isHeld(roomId)) return;
    cancel(roomId);
    if (host.store().getState().lobby.room?.rooms[roomId] !== undefined) dispatch(roomForgotten({ roomId }));
  };

  /** Sees to it that what was summed up is forgotten in time. */
  const planSweep = () => {
    const rooms = Object.values(host.store().getState().lobby.room?.rooms ?? {});
    const at = Math.min(...rooms.map(({ recent }) => recent?.until ?? Number.POSITIVE_INFINITY));
    if (sweep?.at === at) return;
    stopSweep();
    if (!Number.isFinite(at)) return;
    const timer = environment.setTimeout(
      () => {
        sweep = null;
        dispatch(movesSwept({ at: environment.now() }));
        planSweep();
      },
      Math.max(0, at - environment.now()),
    );
    sweep = { timer, at };
  };
  const stopSweep = () => {
    if (sweep !== null) environment.clearTimeout(sweep.timer);
    sweep = null;
  };

  const look = (event: DomainEvent) => {
    if (event.type !== "rosterChanged" || event.truncated || !subscriptions.isHeld(event.roomId)) return;
    // It names people again: what it has named meanwhile is to be had only as a whole.
    if (selectRoom(host.store().getState(), event.roomId).rosterTruncated)
      plan(event.roomId, environment.random() * spreadMs, 1);
  };

  return {
    api: {
      watch: (roomId) => {
        demandId(roomId, "a room's id");
        const release = subscriptions.hold([roomId]);
        return () => {
          release();
          environment.setTimeout(() => forget(roomId), timings.lingerMs);
        };
      },
      rejoin: (roomId) => {
        if (!subscriptions.isHeld(roomId)) return;
        cancel(roomId);
        dispatch(enteringRepeated({ roomId }));
        void enter(roomId);
      },
      view: createKeyedView(host.store, (state) => state.room?.rooms),
    },
    ready: () => subscriptions.ready(),
    down: () => {
      term += 1;
      cancelAll();
      subscriptions.down();
      if (host.store().getState().lobby.room !== undefined) dispatch(roomsLost());
    },
    received: (events) => {
      if (!events.some(({ type }) => type === "rosterChanged")) return;
      events.forEach(look);
      planSweep();
    },
    reset: () => {
      term += 1;
      cancelAll();
      stopSweep();
    },
  };
}
