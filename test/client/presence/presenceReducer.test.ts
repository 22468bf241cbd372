import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventsReceived } from "../../../src/client/lobbyActions.js";
import { peopleForgotten, peopleWatched, presenceStaleChanged } from "../../../src/client/presence/presenceActions.js";
import { emptyPresence, presenceReducer } from "../../../src/client/presence/presenceReducer.js";
import type { Presence } from "../../../src/contract/presence.js";

const heard = (...presences: Presence[]) =>
  eventsReceived({
    events: [{ type: "presenceChanged", presences }],
    at: 5,
    roomBuffer: 1,
    echoed: true,
    typingExpiryMs: 1,
  });
const online = (userId: string): Presence => ({ userId, status: "online", lastSeenAt: null });
const watching = (...userIds: string[]) => presenceReducer(emptyPresence, peopleWatched({ userIds }));

describe("the presence of people", () => {
  test("is kept of those who are watched, whomever a server tells of", () => {
    const state = presenceReducer(watching("an"), heard(online("an"), online("stranger"), online("toString")));
    expect(state.people).toEqual({ an: online("an") });
  });

  test("stays the same object, and the state with it, when it is told again", () => {
    const state = presenceReducer(watching("an", "binh"), heard(online("an")));
    expect(presenceReducer(state, heard(online("an"), online("stranger")))).toBe(state);
    const next = presenceReducer(state, heard(online("binh")));
    expect(next.people.an).toBe(state.people.an);
  });

  test("is not lost by being watched once more", () => {
    const state = presenceReducer(watching("an"), heard(online("an")));
    expect(presenceReducer(state, peopleWatched({ userIds: ["an"] }))).toBe(state);
  });

  test("is of those who are watched and nobody else, after any events", () => {
    const id = fc.constantFrom("an", "binh", "chi", "1", "02");
    const action = fc.oneof(
      id.map((userId) => peopleWatched({ userIds: [userId] })),
      id.map((userId) => peopleForgotten({ userIds: [userId] })),
      id.map((userId) => heard(online(userId))),
      fc.boolean().map((stale) => presenceStaleChanged(stale)),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const watched = new Set<string>();
        let state = emptyPresence;
        for (const one of actions) {
          if (peopleWatched.match(one)) for (const userId of one.payload.userIds) watched.add(userId);
          if (peopleForgotten.match(one)) for (const userId of one.payload.userIds) watched.delete(userId);
          state = presenceReducer(state, one);
          expect(new Set(Object.keys(state.people))).toEqual(watched);
        }
      }),
    );
  });
});
