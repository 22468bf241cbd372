import { describe, expect, test } from "vitest";
import { selectViewerCount } from "../../../src/client/viewers/selectors.js";
import { viewersFeature } from "../../../src/client/viewers/viewersFeature.js";
import { viewableAudience } from "../../../src/server/core/audiences.js";
import { allowConsole } from "../../support/setup.js";
import { createWorld, listening } from "../world.js";

const lesson = "lesson-3";

function aViewer(options: Parameters<typeof createWorld>[0] = {}) {
  const world = createWorld(options);
  const asked: string[] = [];
  const lobby = world.arrive("an", [], { transport: listening(world.server.transport, asked) });
  const viewers = lobby.use(viewersFeature);
  return {
    ...world,
    lobby,
    viewers,
    times: (event: string) => asked.filter((one) => one === event).length,
    count: (id = lesson) => selectViewerCount(lobby.store.getState(), id),
  };
}

describe("viewing", () => {
  test("counts this person and hears of others, at most a second late", async () => {
    const { server, viewers, wait, count } = aViewer();
    viewers.view(lesson);
    await wait();
    expect(count()).toEqual({ count: 1, peak: 1, asOf: null, ambiguous: false });
    await server.as("binh").watch(lesson);
    await server.as("chi").watch(lesson);
    await wait(1_100);
    expect(count()?.count).toBe(3);
    await server.as("chi").unwatch(lesson);
    await wait(1_100);
    expect(count()).toMatchObject({ count: 2, peak: 3 });
  });

  test("joins once for any number of components, and leaves a second after the last", async () => {
    const { server, viewers, wait, times, lobby } = aViewer();
    const stops = [viewers.view(lesson), viewers.view(lesson), viewers.view(lesson)];
    await wait();
    for (const stop of stops.slice(1)) stop();
    await wait(5_000);
    expect(server.core.viewerCount(lesson)).toBe(1);
    stops[0]?.();
    await wait(1_100);
    expect(server.core.viewerCount(lesson)).toBe(0);
    expect([times("lobby:viewers-join"), times("lobby:viewers-leave")]).toEqual([1, 1]);
    expect(server.hub.size(viewableAudience(lesson))).toBe(0);
    expect(lobby.store.getState().lobby.viewers?.counts).toEqual({});
  });

  test("is stale from the loss of the connection until the count is heard again", async () => {
    const { server, viewers, wait, count, network, environment } = aViewer();
    viewers.view(lesson);
    await server.as("binh").watch(lesson);
    await wait(1_100);
    network.disconnect();
    const lostAt = environment.now();
    await wait(5_000);
    expect(count()).toMatchObject({ count: 2, asOf: lostAt });
    await server.as("chi").watch(lesson);
    network.reconnect();
    await wait(40_000);
    expect(count()).toEqual({ count: 3, peak: 3, asOf: null, ambiguous: false });
  });

  test("keeps two things apart", async () => {
    const { server, viewers, wait, count } = aViewer();
    viewers.view(lesson);
    viewers.view("lesson-4");
    await server.as("binh").watch("lesson-4");
    await wait(1_100);
    expect([count()?.count, count("lesson-4")?.count]).toEqual([1, 2]);
    expect(count()?.ambiguous).toBe(false);
  });

  test("knows names only where the app shows them, and only of what is viewed", async () => {
    const { viewers, wait } = aViewer({
      authorize: (user, { kind }) => (kind === "listViewers" ? user.id === "an" : undefined),
    });
    viewers.view(lesson);
    await wait();
    const answers = Promise.all([viewers.list(lesson), viewers.list("lesson-4")]);
    await wait();
    expect(await answers).toMatchObject([
      { ok: true, value: { viewers: [{ id: "an" }], more: 0 } },
      { ok: false, failure: { code: "FORBIDDEN" } },
    ]);
  });

  test("tries again when the server could not take it", async () => {
    allowConsole(/lobby:viewers-join failed/);
    let down = true;
    const { viewers, wait, count } = aViewer({
      authorize: () => {
        if (down) throw new Error("down");
        return undefined;
      },
    });
    viewers.view(lesson);
    await wait();
    expect(count()).toBeNull();
    down = false;
    await wait(5_000);
    expect(count()?.count).toBe(1);
  });

  test("forgets a question that a loss of the connection left open: the next session joins anyway", async () => {
    const { viewers, wait, times, network, environment, count } = aViewer();
    await wait();
    network.latencyMs = 200;
    viewers.view(lesson);
    await environment.settle();
    network.disconnect();
    await wait(1_000);
    network.reconnect();
    await wait(60_000);
    expect(times("lobby:viewers-join")).toBe(2);
    expect(count()?.count).toBe(1);
  });

  test("of another user begins anew", async () => {
    const { server, lobby, viewers, wait, count } = aViewer();
    viewers.view(lesson);
    await wait();
    lobby.signIn({ id: "binh" }, "binh");
    expect(count()).toBeNull();
    await wait(12_000);
    expect(count()?.count).toBe(1);
    expect(server.core.viewerCount(lesson)).toBe(1);
  });

  test("refuses what can be no id", () => {
    const { viewers } = aViewer();
    expect(() => viewers.view("video/3")).toThrow(/bad-id/);
  });
});
