import { describe, expect, onTestFinished, test } from "vitest";
import type { Lobby } from "../../../src/client/lobby.js";
import { awayAfterMs, idleAfterMs } from "../../../src/client/presence/ownPresence.js";
import { presenceFeature } from "../../../src/client/presence/presenceFeature.js";
import { selectOwnStatus, selectPresence, selectPresenceStale } from "../../../src/client/presence/selectors.js";
import { presenceAudience } from "../../../src/server/core/audiences.js";
import { allowConsole } from "../../support/setup.js";
import { createWorld, listening } from "../world.js";

const told = 1_000;

/** An, who watches, with what went out on his line. */
function aWatcher(options: Parameters<typeof createWorld>[0] = {}) {
  const world = createWorld(options);
  const asked: string[] = [];
  const lobby = world.arrive("an", [], { transport: listening(world.server.transport, asked) });
  const presence = lobby.use(presenceFeature);
  return { ...world, lobby, presence, asked, times: (event: string) => asked.filter((one) => one === event).length };
}

const statusOf = (lobby: Lobby, userId = "binh") => selectPresence(lobby.store.getState(), userId)?.status;
const people = (lobby: Lobby) => Object.keys(lobby.store.getState().lobby.presence?.people ?? {});

describe("watching people", () => {
  test("knows who is there, hears who comes and goes, and forgets whom nobody watches", async () => {
    const { server, lobby, presence, wait } = aWatcher();
    const binh = server.as("binh");
    await wait(told);
    const stop = presence.watch(["binh", "chi"]);
    await wait();
    expect([statusOf(lobby), statusOf(lobby, "chi")]).toEqual(["online", "offline"]);
    await binh.setPresence("away", "watching lesson 3");
    await wait(told);
    expect(selectPresence(lobby.store.getState(), "binh")).toMatchObject({
      status: "away",
      activity: "watching lesson 3",
    });
    binh.end();
    await wait(11_000);
    expect(statusOf(lobby)).toBe("offline");
    stop();
    await wait(2_000);
    expect(people(lobby)).toEqual([]);
    expect(server.hub.size(presenceAudience("binh"))).toBe(0);
  });

  test("asks once for what a thousand components want, in requests of five hundred, and again after a reconnect", async () => {
    const { presence, times, wait, network, lobby, server } = aWatcher();
    await wait();
    const stops = Array.from({ length: 1_000 }, (_, index) => presence.watch([`user-${index}`]));
    presence.watch(["user-1", "user-2"]);
    await wait();
    expect(times("lobby:presence-watch")).toBe(2);
    network.disconnect();
    server.as("user-7");
    await wait(told);
    expect(selectPresenceStale(lobby.store.getState())).toBe(true);
    network.reconnect();
    await wait(40_000);
    expect(times("lobby:presence-watch")).toBe(4);
    expect(selectPresenceStale(lobby.store.getState())).toBe(false);
    expect(statusOf(lobby, "user-7")).toBe("online");
    for (const stop of stops) stop();
    await wait(2_000);
    expect(times("lobby:presence-unwatch")).toBe(2);
    expect(people(lobby)).toEqual(["user-1", "user-2"]);
  });

  test("keeps each person the same object until he changes, and keeps nobody whom it does not watch", async () => {
    const { server, lobby, presence, wait } = aWatcher();
    presence.watch(["binh", "chi"]);
    server.as("binh");
    await wait(told);
    const before = lobby.store.getState().lobby.presence?.people;
    server.as("chi");
    await wait(told);
    const after = lobby.store.getState().lobby.presence?.people;
    expect(after?.binh).toBe(before?.binh);
    expect(after?.chi).not.toBe(before?.chi);
    expect(people(lobby)).toEqual(["binh", "chi"]);
  });

  test("asks again for those that the server could not answer for now", async () => {
    allowConsole(/lobby:presence-watch failed/);
    let down = true;
    const { server, lobby, presence, wait, times } = aWatcher({
      presence: {
        visible: (_user, userIds) => {
          if (down) throw new Error("down");
          return userIds;
        },
      },
    });
    server.as("binh");
    presence.watch(["binh"]);
    await wait(told);
    expect(statusOf(lobby)).toBeUndefined();
    down = false;
    await wait(5_000);
    expect(statusOf(lobby)).toBe("online");
    expect(times("lobby:presence-watch")).toBe(2);
  });

  test("forgets a question that a loss of the connection left open: the next session asks anyway", async () => {
    const { presence, wait, times, network, environment, server, lobby } = aWatcher();
    server.as("binh");
    await wait();
    network.latencyMs = 200;
    presence.watch(["binh"]);
    await environment.settle();
    network.disconnect();
    await wait(told);
    network.reconnect();
    await wait(60_000);
    expect(times("lobby:presence-watch")).toBe(2);
    expect(statusOf(lobby)).toBe("online");
    expect(selectPresenceStale(lobby.store.getState())).toBe(false);
  });

  test("reports what the server refuses for good, and does not ask again", async () => {
    const { presence, wait, times, reports } = aWatcher({ limits: { watchedUsers: 1 } });
    presence.watch(["binh", "chi"]);
    await wait(60_000);
    expect(times("lobby:presence-watch")).toBe(1);
    expect(reports).toContainEqual(expect.objectContaining({ kind: "overflow", subject: "watchPresence" }));
  });

  test("of another user begins anew, with nothing of the old one's", async () => {
    const { server, lobby, presence, wait } = aWatcher();
    presence.watch(["chi"]);
    presence.setActivity("a secret");
    server.as("chi");
    await wait(told);
    expect(statusOf(lobby, "chi")).toBe("online");
    lobby.signIn({ id: "binh" }, "binh");
    expect(statusOf(lobby, "chi")).toBeUndefined();
    await wait(told);
    expect(statusOf(lobby, "chi")).toBe("online");
    expect(server.core.presence(["binh"])[0]).toEqual({ userId: "binh", status: "online", lastSeenAt: null });
    lobby.signIn(null);
    await wait(20_000);
    expect(lobby.store.getState().lobby.presence?.people ?? {}).toEqual({});
  });

  test("refuses ids that could be none, and is quiet where nobody is asked for", async () => {
    const { presence, wait, asked } = aWatcher();
    expect(() => presence.watch(["a b"])).toThrow(/bad-id/);
    presence.watch([])();
    await wait();
    expect(asked).not.toContain("lobby:presence-watch");
    expect(asked).not.toContain("lobby:presence");
  });

  test("starts nothing that goes on when it has stopped", async () => {
    const { presence, wait, environment } = aWatcher();
    await wait(20_000);
    const before = { ...environment.pending };
    const stop = presence.watch(["binh"]);
    await wait(20_000);
    expect(environment.pending.listeners).toBe(before.listeners + 1);
    stop();
    await wait(20_000);
    expect(environment.pending).toEqual(before);
  });
});

describe("one's own presence", () => {
  /** An, as others see him. */
  function seen(options: Parameters<typeof createWorld>[0] = {}) {
    const world = aWatcher(options);
    const stop = world.presence.follow();
    onTestFinished(stop);
    return {
      ...world,
      stop,
      others: () => {
        const { status, activity } = world.server.core.presence(["an"])[0] ?? {};
        return [status, activity].filter(Boolean).join(" ");
      },
    };
  }

  test("is away ten seconds after the page is hidden, and online as soon as it is shown", async () => {
    const { environment, wait, others, lobby } = seen();
    await wait(told);
    expect(others()).toBe("online");
    environment.setHidden(true);
    await wait(awayAfterMs - 100);
    expect(selectOwnStatus(lobby.store.getState()).status).toBe("online");
    await wait(100 + told);
    expect(others()).toBe("away");
    environment.setHidden(false);
    await wait(told);
    expect(others()).toBe("online");
  });

  test("does not change by five looks into another tab, each shorter than ten seconds", async () => {
    const { environment, wait, times } = seen();
    await wait(told);
    for (let look = 0; look < 5; look++) {
      environment.setHidden(true);
      await wait(awayAfterMs - 100);
      environment.setHidden(false);
      await wait(told);
    }
    expect(times("lobby:presence")).toBe(1);
  });

  test("is told in time although the clock was set back by an hour", async () => {
    const { server, person, environment, wait } = createWorld();
    let skewMs = 0;
    const lobby = person("an", { environment: { ...environment, now: () => environment.now() - skewMs } });
    lobby.retain();
    onTestFinished(lobby.use(presenceFeature).follow());
    await wait(told);
    skewMs = 3_600_000;
    environment.setHidden(true);
    await wait(awayAfterMs + 2 * told);
    expect(server.core.presence(["an"])).toMatchObject([{ status: "away" }]);
  });

  test("is right when background timers come a minute late", async () => {
    const { environment, wait, others } = seen();
    await wait(told);
    environment.setHidden(true);
    environment.sleep(60_000);
    await wait(told);
    expect(others()).toBe("away");
    environment.setHidden(false);
    await wait(told);
    expect(others()).toBe("online");
  });

  test("is away after five minutes without a touch, but not while something is being done", async () => {
    const { presence, wait, others } = seen();
    await wait(idleAfterMs + told);
    expect(others()).toBe("away");
    presence.setActivity("watching lesson 3");
    presence.setAway(false);
    await wait(told);
    expect(others()).toBe("away watching lesson 3");
  });

  test("with an activity stays online through a long lesson", async () => {
    const { presence, wait, others } = seen();
    presence.setActivity("watching lesson 3");
    await wait(5 * idleAfterMs);
    expect(others()).toBe("online watching lesson 3");
    presence.setActivity(null);
    await wait(2 * idleAfterMs);
    expect(others()).toBe("away");
  });

  test("is away by one's own word until that is taken back, whatever the page sees", async () => {
    const { presence, environment, wait, others } = seen();
    await wait(told);
    presence.setAway(true);
    await wait(told);
    environment.setHidden(true);
    environment.setHidden(false);
    await wait(told);
    expect(others()).toBe("away");
    presence.setAway(false);
    await wait(told);
    expect(others()).toBe("online");
  });

  test("cuts a long activity instead of losing it, and takes space alone for none", async () => {
    const { presence, wait, others } = seen();
    presence.setActivity(`  ${"x".repeat(200)}`);
    await wait(2 * told);
    expect(others()).toBe(`online ${"x".repeat(120)}`);
    presence.setActivity("   ");
    await wait(2 * told);
    expect(others()).toBe("online");
  });

  test("is told at most once a second, the last word always", async () => {
    const { presence, wait, others, times } = seen();
    await wait(told);
    const before = times("lobby:presence");
    for (let step = 0; step < 50; step++) {
      presence.setActivity(`step ${step}`);
      await wait(100);
    }
    await wait(2 * told);
    expect(times("lobby:presence") - before).toBeLessThanOrEqual(6);
    expect(others()).toBe("online step 49");
  });

  test("is told again after a reconnect, and meanwhile shown as offline", async () => {
    const { presence, network, wait, others, lobby } = seen();
    presence.setActivity("watching lesson 3");
    await wait(2 * told);
    network.disconnect();
    await wait(12_000);
    expect(selectOwnStatus(lobby.store.getState()).status).toBe("offline");
    expect(others()).toBe("offline");
    network.reconnect();
    await wait(40_000);
    expect(others()).toBe("online watching lesson 3");
    expect(selectOwnStatus(lobby.store.getState())).toEqual({ status: "online", activity: "watching lesson 3" });
  });

  test("goes back to what every connected page is when nothing follows any more", async () => {
    const { presence, stop, environment, wait, others } = seen();
    presence.setActivity("watching lesson 3");
    environment.setHidden(true);
    await wait(awayAfterMs + told);
    expect(others()).toBe("away watching lesson 3");
    stop();
    await wait(2 * told);
    expect(others()).toBe("online");
  });

  test("is told again when the server could not take it", async () => {
    const { presence, wait, others } = seen({ limits: { events: { perSecond: 0.1, burst: 3 } } });
    await wait(told);
    for (const step of [1, 2]) {
      presence.setActivity(`step ${step}`);
      await wait(told);
    }
    await wait(60_000);
    expect(others()).toBe("online step 2");
  });
});
