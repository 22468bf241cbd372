import type { UnknownAction } from "@reduxjs/toolkit";
import type { ViewerEvent } from "../../contract/viewers.js";
import { eventsReceived } from "../lobbyActions.js";
import { viewersLost, viewingBegun, viewingEnded } from "./viewersActions.js";
import type { ViewerCount, ViewersState } from "./viewersState.js";

export const emptyViewers: ViewersState = { counts: {}, latest: null };

/** The reducer at `state.lobby.viewers`. Of what is not viewed here nothing is kept, whatever a server tells. */
export function viewersReducer(state: ViewersState = emptyViewers, action: UnknownAction): ViewersState {
  if (eventsReceived.match(action)) {
    let next = state;
    for (const event of action.payload.events) if (event.type === "viewerCountChanged") next = counted(next, event);
    return next;
  }
  if (viewingBegun.match(action)) {
    const { viewableIds } = action.payload;
    const counts = { ...state.counts };
    for (const id of viewableIds) counts[id] ??= null;
    return { counts, latest: viewableIds.at(-1) ?? state.latest };
  }
  if (viewingEnded.match(action)) {
    const gone = new Set(action.payload.viewableIds);
    const counts = Object.fromEntries(Object.entries(state.counts).filter(([id]) => !gone.has(id)));
    const { latest } = state;
    return { counts, latest: latest !== null && gone.has(latest) ? (Object.keys(counts).at(-1) ?? null) : latest };
  }
  if (viewersLost.match(action)) {
    const { at } = action.payload;
    const counts = Object.entries(state.counts).map(
      ([id, known]) => [id, known === null || known.asOf !== null ? known : { ...known, asOf: at }] as const,
    );
    return { ...state, counts: Object.fromEntries(counts) };
  }
  return state;
}

function counted(state: ViewersState, { viewableId, count, peak }: ViewerEvent): ViewersState {
  const id = viewableId ?? state.latest;
  if (id === null || !Object.hasOwn(state.counts, id)) return state;
  const before = state.counts[id] ?? null;
  const next: ViewerCount = {
    count,
    peak: Math.max(count, peak ?? before?.peak ?? 0),
    asOf: null,
    ambiguous: viewableId === null && Object.keys(state.counts).length > 1,
  };
  const same =
    before !== null &&
    before.count === next.count &&
    before.peak === next.peak &&
    before.asOf === null &&
    before.ambiguous === next.ambiguous;
  return same ? state : { ...state, counts: { ...state.counts, [id]: next } };
}
