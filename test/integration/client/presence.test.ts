import { describe, expect, it, onTestFinished } from "vitest";
import type { LobbyRootState } from "../../../src/client/lobbyState.js";
import { presenceFeature } from "../../../src/client/presence/presenceFeature.js";
import { selectOwnStatus, selectPresence, selectPresenceStale } from "../../../src/client/presence/selectors.js";
import { selectViewerCount } from "../../../src/client/viewers/selectors.js";
import { viewersFeature } from "../../../src/client/viewers/viewersFeature.js";
import { createRealWorld, isLive, type RealWorld } from "./world.js";

const lesson = "lesson-3";

async function world(): Promise<RealWorld> {
  const made = await createRealWorld();
  onTestFinished(() => made.close());
  return made;
}

/** Comes, watches the other and the lesson. */
async function present(made: RealWorld, userId: string, other: string) {
  const person = await made.person(userId);
  person.lobby.retain();
  const presence = person.lobby.use(presenceFeature);
  const viewers = person.lobby.use(viewersFeature);
  const stops = [presence.watch([other]), viewers.view(lesson)];
  onTestFinished(() => {
    for (const stop of stops) stop();
  });
  await person.until("live", isLive);
  return { ...person, presence, stops, viewers };
}

const count = (state: LobbyRootState) => selectViewerCount(state, lesson);

describe("two people of a real server", () => {
  it("see each other, what each does, and how many watch", async () => {
    const made = await world();
    const [an, binh] = await Promise.all([present(made, "an", "binh"), present(made, "binh", "an")]);
    await an.until("Bình is there", (state) => selectPresence(state, "binh")?.status === "online");
    await binh.until("An is there", (state) => selectPresence(state, "an")?.status === "online");
    await an.until("two watch", (state) => count(state)?.count === 2);
    binh.presence.setActivity("watching lesson 3");
    binh.presence.setAway(true);
    await an.until("he is away", (state) => selectPresence(state, "binh")?.status === "away");
    expect(selectPresence(an.lobby.store.getState(), "binh")).toMatchObject({ activity: "watching lesson 3" });
    expect(made.lobbyServer.core.presence(["binh"])[0]).toMatchObject({ status: "away" });
    expect(made.lobbyServer.core.viewerCount(lesson)).toBe(2);
  });

  it("are exact again after the server was restarted with nothing in its memory", async () => {
    const made = await world();
    const [an, binh] = await Promise.all([present(made, "an", "binh"), present(made, "binh", "an")]);
    binh.presence.setActivity("watching lesson 3");
    await an.until(
      "both are there",
      (state) => selectPresence(state, "binh")?.activity !== undefined && count(state)?.count === 2,
    );
    await made.crash();
    await an.until("the loss shows", (state) => selectPresenceStale(state) && count(state)?.asOf !== null);
    expect(selectPresence(an.lobby.store.getState(), "binh")?.status).toBe("online");
    expect(selectOwnStatus(an.lobby.store.getState()).status).toBe("offline");
    await made.start();
    await an.until("all is as before", (state) => {
      const { status, activity } = selectPresence(state, "binh") ?? {};
      const counted = count(state);
      return (
        !selectPresenceStale(state) &&
        status === "online" &&
        activity === "watching lesson 3" &&
        counted?.count === 2 &&
        counted.asOf === null
      );
    });
    expect(made.lobbyServer.core.viewerCount(lesson)).toBe(2);
    await binh.until("An is there", (state) => selectPresence(state, "an")?.status === "online");
  });

  it("leave without a trace on the server", async () => {
    const made = await world();
    const [an, binh] = await Promise.all([present(made, "an", "binh"), present(made, "binh", "an")]);
    await an.until("two watch", (state) => count(state)?.count === 2);
    for (const stop of binh.stops) stop();
    await an.until("one watches", (state) => count(state)?.count === 1);
    for (const stop of an.stops) stop();
    await an.until("nothing is kept", (state) => Object.keys(state.lobby.viewers?.counts ?? {}).length === 0);
    await an.until("nobody is kept", (state) => Object.keys(state.lobby.presence?.people ?? {}).length === 0);
    // An answer to a question asked now comes after what was left before it.
    await an.viewers.list(lesson);
    await binh.viewers.list(lesson);
    const { rooms } = made.lobbyServer.io.sockets.adapter;
    expect([...rooms.keys()].filter((name) => /presence|viewable/.test(name))).toEqual([]);
  });
});
