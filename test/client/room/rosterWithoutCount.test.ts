import { describe, expect, test } from "vitest";
import { eventsReceived } from "../../../src/client/lobbyActions.js";
import { roomReducer } from "../../../src/client/room/roomReducer.js";
import type { DomainEvent, DomainEventOf } from "../../../src/contract/events.js";

/** Rosters of servers that name who comes and goes, and say neither how many there are nor, perhaps, who was there before. */

type Change = Partial<DomainEventOf<"rosterChanged">>;

function room() {
  const reduce = (state: ReturnType<typeof roomReducer> | undefined, event: DomainEvent, at: number) =>
    roomReducer(
      state,
      eventsReceived({ events: [event], at, roomBuffer: 100, echoed: false, typingExpiryMs: 1_000 }),
      "an",
    );
  const view = {
    room: { roomId: "hall", memberCount: 5 },
    stream: { live: false, startedAt: null, endedAt: null },
    roster: [],
    truncated: true,
  };
  let state = reduce(undefined, { type: "roomEntered", view }, 0);
  const counts = { joined: [], left: [], joinedCount: 0, leftCount: 0, count: null, truncated: true };
  return (change: Change) => {
    state = reduce(state, { type: "rosterChanged", roomId: "hall", ...counts, ...change }, 1_000);
    const { roster, memberCount } = state.rooms.hall ?? {};
    return [memberCount, roster?.map(({ id }) => id)];
  };
}
const joined = (...ids: string[]): Change => ({ joined: ids.map((id) => ({ id })), joinedCount: ids.length });
const left = (...ids: string[]): Change => ({ left: ids, leftCount: ids.length });

describe("a roster without a count", () => {
  test("counts from what was said on entering, and names who comes", () => {
    const told = room();
    expect(told(joined("binh", "chi"))).toEqual([7, ["binh", "chi"]]);
    expect(told(left("binh"))).toEqual([6, ["chi"]]);
    // One of those whom nobody has named.
    expect(told(left("dung"))).toEqual([5, ["chi"]]);
  });

  test("counts nobody twice, and never less than it names", () => {
    const told = room();
    expect(told(joined("binh"))).toEqual([6, ["binh"]]);
    expect(told(joined("binh"))).toEqual([6, ["binh"]]);
    for (const id of ["a", "b", "c", "d", "e", "f"]) told(left(id));
    expect(told({})).toEqual([1, ["binh"]]);
  });

  test("takes the count when one is told, and everybody when all are named", () => {
    const told = room();
    expect(told({ count: 40 })).toEqual([40, []]);
    expect(told({ ...joined("chi", "dung"), whole: true })).toEqual([2, ["chi", "dung"]]);
  });
});
