import type { UnknownAction } from "@reduxjs/toolkit";
import type { Presence } from "../../contract/presence.js";
import { eventsReceived } from "../lobbyActions.js";
import { ownStatusChanged, peopleForgotten, peopleWatched, presenceStaleChanged } from "./presenceActions.js";
import type { PresenceState } from "./presenceState.js";

export const emptyPresence: PresenceState = { people: {}, stale: false, mine: { status: "offline", activity: null } };

/** The reducer at `state.lobby.presence`. Of people whom nobody watches nothing is kept, whatever a server tells. */
export function presenceReducer(state: PresenceState = emptyPresence, action: UnknownAction): PresenceState {
  if (eventsReceived.match(action)) {
    let people: Record<string, Presence | null> | null = null;
    for (const event of action.payload.events) {
      if (event.type !== "presenceChanged") continue;
      for (const presence of event.presences) {
        const { userId } = presence;
        const known = people ?? state.people;
        if (!Object.hasOwn(known, userId) || same(known[userId], presence)) continue;
        people ??= { ...state.people };
        people[userId] = presence;
      }
    }
    return people === null ? state : { ...state, people };
  }
  if (peopleWatched.match(action)) {
    const unknown = action.payload.userIds.filter((userId) => !Object.hasOwn(state.people, userId));
    if (unknown.length === 0) return state;
    return { ...state, people: { ...state.people, ...Object.fromEntries(unknown.map((userId) => [userId, null])) } };
  }
  if (peopleForgotten.match(action)) {
    const gone = new Set(action.payload.userIds);
    const people = Object.fromEntries(Object.entries(state.people).filter(([userId]) => !gone.has(userId)));
    return { ...state, people };
  }
  if (presenceStaleChanged.match(action))
    return state.stale === action.payload ? state : { ...state, stale: action.payload };
  if (ownStatusChanged.match(action)) return { ...state, mine: action.payload };
  return state;
}

function same(a: Presence | null | undefined, b: Presence): boolean {
  return a?.status === b.status && a.activity === b.activity && a.lastSeenAt === b.lastSeenAt;
}
