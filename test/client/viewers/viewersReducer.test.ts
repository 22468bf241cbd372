import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventsReceived } from "../../../src/client/lobbyActions.js";
import { viewersLost, viewingBegun, viewingEnded } from "../../../src/client/viewers/viewersActions.js";
import { viewersReducer } from "../../../src/client/viewers/viewersReducer.js";
import type { ViewersState } from "../../../src/client/viewers/viewersState.js";
import type { DomainEvent } from "../../../src/contract/events.js";

const heard = (...events: DomainEvent[]) =>
  eventsReceived({ events, at: 5, roomBuffer: 1, echoed: true, typingExpiryMs: 1 });
const counted = (viewableId: string | null, count: number, peak?: number) =>
  heard({ type: "viewerCountChanged", viewableId, count, ...(peak === undefined ? {} : { peak }) });
const begun = (...viewableIds: string[]) => viewingBegun({ viewableIds });
const run = (...actions: Parameters<typeof viewersReducer>[1][]) =>
  actions.reduce<ViewersState | undefined>((state, action) => viewersReducer(state, action), undefined) as ViewersState;

describe("a count that names no viewable", () => {
  test("is taken for what is viewed, in whatever order ids sort", () => {
    expect(run(begun("9"), counted(null, 4)).counts["9"]).toMatchObject({ count: 4, ambiguous: false });
    const two = run(begun("9"), begun("1"), counted(null, 4));
    expect(two.counts).toEqual({ "9": null, "1": { count: 4, peak: 4, asOf: null, ambiguous: true } });
  });

  test("is no longer ambiguous when only one thing is viewed again", () => {
    const state = run(begun("a"), begun("b"), viewingEnded({ viewableIds: ["b"] }), counted(null, 4));
    expect(state.counts).toEqual({ a: { count: 4, peak: 4, asOf: null, ambiguous: false } });
  });

  test("is nobody's when nothing is viewed", () => {
    expect(run(counted(null, 4)).counts).toEqual({});
  });
});

test("the peak is the server's, or the largest seen where it tells none", () => {
  expect(run(begun("a"), counted("a", 3), counted("a", 1)).counts.a?.peak).toBe(3);
  expect(run(begun("a"), counted("a", 3, 90)).counts.a?.peak).toBe(90);
});

test("what is as before is the same object", () => {
  const state = run(begun("a"), counted("a", 3));
  expect(viewersReducer(state, counted("a", 3))).toBe(state);
  expect(viewersReducer(state, { type: "something/else" })).toBe(state);
});

test("a loss dates what was live, once", () => {
  const state = run(begun("a", "b"), counted("a", 3), viewersLost({ at: 7 }), viewersLost({ at: 9 }));
  expect(state.counts).toEqual({ a: { count: 3, peak: 3, asOf: 7, ambiguous: false }, b: null });
});

test("only what is viewed is kept, whatever a server tells, and no count is below zero or above its peak", () => {
  const id = fc.constantFrom("a", "b", "c", "9", "1");
  const action = fc.oneof(
    id.map((one) => begun(one)),
    id.map((one) => viewingEnded({ viewableIds: [one] })),
    fc
      .tuple(fc.option(id), fc.nat(50), fc.option(fc.nat(50), { nil: undefined }))
      .map(([one, n, peak]) => counted(one, n, peak)),
    fc.nat().map((at) => viewersLost({ at })),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
      const open = new Set<string>();
      let state = run({ type: "begin" });
      for (const one of actions) {
        if (viewingBegun.match(one)) for (const viewed of one.payload.viewableIds) open.add(viewed);
        if (viewingEnded.match(one)) for (const viewed of one.payload.viewableIds) open.delete(viewed);
        state = viewersReducer(state, one);
        expect(new Set(Object.keys(state.counts))).toEqual(open);
        if (state.latest !== null) expect(open.has(state.latest)).toBe(true);
        for (const known of Object.values(state.counts)) {
          if (known !== null) expect(known.peak).toBeGreaterThanOrEqual(known.count);
        }
      }
    }),
  );
});
