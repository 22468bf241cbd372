import { describe, expect, test } from "vitest";
import type { LobbyRootState } from "../../../src/client/lobbyState.js";
import { presenceFeature } from "../../../src/client/presence/presenceFeature.js";
import { selectPresence, selectPresenceStale } from "../../../src/client/presence/selectors.js";
import { selectViewerCount } from "../../../src/client/viewers/selectors.js";
import { viewersFeature } from "../../../src/client/viewers/viewersFeature.js";
import { elearning } from "../../../src/protocols/elearning/elearning.js";
import { startElearningServer } from "../../servers/elearning.js";
import { presetWorld } from "./support/presetWorld.js";

/** Presence and viewers of the real client against a server of this kind. */

const world = presetWorld(startElearningServer, (server, id) => ({
  url: server.url,
  apiUrl: server.apiUrl,
  auth: () => server.token(id),
  protocol: elearning,
}));

async function person(id: string) {
  const one = world.person(id);
  await one.live();
  return { ...one, presence: one.lobby.use(presenceFeature), viewers: one.lobby.use(viewersFeature) };
}

const sent = (event: string, userId: string) =>
  world.server.received.filter((one) => one.event === event && one.userId === userId).map(({ payload }) => payload);

describe("presence", () => {
  test("is asked for by getUsersStatus and told by userStatus, true when there and false when away", async () => {
    const an = await person("an");
    an.hold(an.presence.watch(["binh", "chi"]));
    await an.until("nobody is there", (state) => selectPresence(state, "chi")?.status === "offline");
    expect(sent("getUsersStatus", "an")).toEqual([["binh", "chi"]]);
    expect(sent("userStatus", "an")).toEqual([true]);
    const binh = await person("binh");
    binh.hold(binh.presence.follow());
    await an.until("Bình is there", (state) => selectPresence(state, "binh")?.status === "online");
    binh.presence.setAway(true);
    await an.until("Bình is away", (state) => selectPresence(state, "binh")?.status === "offline");
    expect(sent("userStatus", "binh")).toEqual([true, false]);
    // The server tells everybody of everybody: nothing is kept of those whom nobody watches.
    expect(Object.keys(an.lobby.store.getState().lobby.presence?.people ?? {})).toEqual(["binh", "chi"]);
  });

  test("is asked for and told again after a reconnect", async () => {
    const an = await person("an");
    an.hold(an.presence.watch(["binh"]));
    await an.until("an answer is there", (state) => selectPresence(state, "binh") !== null);
    const again = Promise.all([world.server.next("getUsersStatus"), world.server.next("userStatus")]);
    world.server.cut();
    await an.until("the loss shows", selectPresenceStale);
    await an.until("it is known again", (state) => !selectPresenceStale(state));
    await again;
    expect(sent("getUsersStatus", "an")).toHaveLength(2);
    expect(sent("userStatus", "an")).toEqual([true, true]);
  });
});

describe("viewers", () => {
  const count = (state: LobbyRootState, id: string) => selectViewerCount(state, id);

  test("are counted for the video that is watched, though the server names none", async () => {
    world.server.habits.handlesLeave = true;
    const [an, binh] = [await person("an"), await person("binh")];
    an.hold(an.viewers.view("video3"));
    await an.until("one watches", (state) => count(state, "video3")?.count === 1);
    const stop = binh.hold(binh.viewers.view("video3"));
    await an.until("two watch", (state) => count(state, "video3")?.count === 2);
    expect(count(an.lobby.store.getState(), "video3")?.ambiguous).toBe(false);
    stop();
    await an.until("one watches again", (state) => count(state, "video3")?.count === 1);
    expect(sent("leaveVideo", "binh")).toEqual([{ videoId: "video3" }]);
  });

  test("of two videos at once are said to be ambiguous", async () => {
    const an = await person("an");
    an.hold(an.viewers.view("video3"));
    await an.until("one watches", (state) => count(state, "video3")?.count === 1);
    an.hold(an.viewers.view("video4"));
    await an.until("the later one has a count", (state) => count(state, "video4")?.count === 1);
    expect(count(an.lobby.store.getState(), "video4")?.ambiguous).toBe(true);
  });

  test("are joined again after a reconnect", async () => {
    const an = await person("an");
    an.hold(an.viewers.view("video3"));
    await an.until("one watches", (state) => count(state, "video3")?.count === 1);
    world.server.cut();
    await an.until("the loss shows", (state) => count(state, "video3")?.asOf !== null);
    await an.until("it is counted again", (state) => count(state, "video3")?.asOf === null);
    expect(sent("watchingVideo", "an")).toHaveLength(2);
  });

  test("have no names there", async () => {
    const an = await person("an");
    an.hold(an.viewers.view("video3"));
    expect(await an.viewers.list("video3")).toMatchObject({ ok: false, failure: { code: "UNSUPPORTED" } });
  });
});
