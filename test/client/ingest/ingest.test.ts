import type { UnknownAction } from "@reduxjs/toolkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createIngest } from "../../../src/client/ingest/ingest.js";
import { conversationOpened, eventsReceived, userChanged } from "../../../src/client/lobbyActions.js";
import { emptyLobby, lobbyReducer } from "../../../src/client/lobbyReducer.js";
import type { LobbyState } from "../../../src/client/lobbyState.js";
import type { Report } from "../../../src/client/settings.js";
import { defaultTimings } from "../../../src/client/timings.js";
import type { DomainEvent } from "../../../src/contract/events.js";
import { native } from "../../../src/protocols/native/native.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";
import { payloadsLike, watchPrototypes } from "../../support/fuzz.js";
import { nativeEventList } from "../../support/wireArbitraries.js";

function bench(onDispatch: (action: UnknownAction) => void = () => {}) {
  const environment = createVirtualEnvironment();
  const reports: Report[] = [];
  const batches: (readonly DomainEvent[])[] = [];
  const ingest = createIngest({
    protocol: native,
    context: { user: { id: "an" }, now: environment.now, newId: environment.newId },
    environment,
    timings: defaultTimings,
    roomBuffer: 500,
    dispatch: (action) => {
      if (eventsReceived.match(action)) batches.push(action.payload.events);
      onDispatch(action);
    },
    report: (report) => reports.push(report),
    order: (event) => [event],
    onConnectionEvent: () => {},
    onEvent: () => {},
    onFlushed: () => {},
  });
  const typing = (userId: string) => ({ type: "typingChanged", conversationId: "room:r", userId, typing: true });
  return { environment, ingest, reports, batches, typing };
}

describe("the ingest", () => {
  it("shows the first event of a quiet moment at once, and then one batch a frame", () => {
    const { environment, ingest, batches, typing } = bench();
    ingest.receive("lobby:events", [typing("a"), typing("b")]);
    expect(batches.map((events) => events.length)).toEqual([2]);
    for (const name of ["c", "d", "e"]) ingest.receive("lobby:events", [typing(name)]);
    expect(batches).toHaveLength(1);
    environment.advance(16);
    expect(batches.map((events) => events.length)).toEqual([2, 3]);
    ingest.receive("lobby:events", [typing("f")]);
    expect(batches).toHaveLength(2);
    environment.advance(16);
    environment.advance(16);
    ingest.receive("lobby:events", [typing("g")]);
    expect(batches.map((events) => events.length)).toEqual([2, 3, 1, 1]);
    environment.advance(16);
    expect(environment.pending.timers).toBe(0);
  });

  it("batches more widely while nobody can see it", () => {
    const { environment, ingest, batches, typing } = bench();
    environment.setHidden(true);
    for (let index = 0; index < 20; index++) {
      ingest.receive("lobby:events", [typing(`u${index}`)]);
      environment.advance(20);
    }
    expect(batches.length).toBeLessThanOrEqual(3);
  });

  it("goes on after a subscriber of the app's store has thrown, and says so", () => {
    const { environment, ingest, batches, reports, typing } = bench(() => {
      throw new Error("a bug of the app's");
    });
    ingest.receive("lobby:events", [typing("a")]);
    environment.advance(16);
    ingest.receive("lobby:events", [typing("b")]);
    expect(batches).toHaveLength(2);
    expect(reports).toMatchObject([{ kind: "listener" }, { kind: "listener" }]);
  });

  it("reports a wire event without meaning once per name", () => {
    const { ingest, reports } = bench();
    for (let index = 0; index < 5; index++) ingest.receive("news", index);
    expect(reports).toEqual([{ kind: "unmapped", subject: "news", message: expect.any(String) }]);
  });

  it("lets no conversation of other people in", () => {
    const { ingest, batches, reports } = bench();
    const message = {
      id: "1",
      conversationId: "direct:binh:chi",
      seq: 1,
      senderId: "binh",
      createdAt: 1,
      body: { kind: "text", text: "x" },
    };
    ingest.receive("lobby:events", [{ type: "messageReceived", epoch: "e", message }]);
    expect(batches.flat()).toEqual([]);
    expect(reports).toMatchObject([{ kind: "malformed", subject: "lobby:events" }]);
  });

  it("stands ten thousand hostile payloads: nothing is thrown, and what is unreadable changes no state but the count", () => {
    const polluted = watchPrototypes();
    let state: LobbyState = lobbyReducer(emptyLobby, userChanged({ userId: "an" }));
    state = lobbyReducer(state, conversationOpened({ conversationId: "room:r", kind: "room", loads: false }));
    const { environment, ingest, reports, batches } = bench((action) => {
      state = lobbyReducer(state, action);
    });
    let dropped = 0;
    fc.assert(
      fc.property(payloadsLike(nativeEventList("an")), (recipe) => {
        const before = state.chat;
        const reported = reports.length;
        batches.length = 0;
        ingest.receive("lobby:events", recipe.make());
        environment.advance(16);
        if (batches.flat().length === 0) expect(state.chat).toBe(before);
        dropped += reports.length - reported;
      }),
      { numRuns: 10_000, seed: 8 },
    );
    expect(dropped).toBeGreaterThan(1_000);
    expect(state.connection.dropped["lobby:events"]).toBe(reports.filter(({ kind }) => kind === "malformed").length);
    expect(reports.filter(({ kind }) => kind === "listener")).toEqual([]);
    expect(() => JSON.stringify(state)).not.toThrow();
    expect(polluted()).toEqual([]);
  }, 60_000);
});
