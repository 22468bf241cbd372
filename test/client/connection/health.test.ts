import { describe, expect, test } from "vitest";
import { type HealthApi, healthFeature } from "../../../src/client/connection/healthFeature.js";
import { overallHealthOf, selectHealth, socketHealthOf } from "../../../src/client/connection/healthLevels.js";
import { errorsLogged } from "../../../src/client/connection/healthReducer.js";
import type { LoggedError } from "../../../src/client/connection/healthState.js";
import type { Lobby } from "../../../src/client/lobby.js";
import { createWorld } from "../world.js";

const healthOf = (lobby: Lobby) => selectHealth(lobby.store.getState());
const errorsOf = (lobby: Lobby) => healthOf(lobby).errors.map(({ kind, subject }) => `${kind} ${subject}`);

/** A person whose health requests are counted. */
async function patient() {
  const world = createWorld();
  const asked: string[] = [];
  let say: (event: object) => void = () => {};
  const lobby = world.arrive("an", [], {
    transport: (target, handlers) => {
      say = (event) => handlers.onEvent("lobby:events", [event]);
      return world.server.transport(target, handlers);
    },
    fetch: (input, init) => {
      const { pathname } = new URL(String(input));
      if (pathname.endsWith("/health")) asked.push(pathname);
      return world.server.fetch(input, init);
    },
  });
  const health: HealthApi = lobby.use(healthFeature);
  await world.wait();
  return { ...world, lobby, health, asked, say: (event: object) => say(event) };
}

const anError = (message: string): LoggedError => ({
  kind: "api",
  subject: "GET x",
  message,
  firstAt: 1,
  at: 1,
  count: 1,
});

describe("check", () => {
  test("asks the API and tells how it is", async () => {
    const { lobby, health, wait, asked } = await patient();
    const answer = health.check();
    expect(healthOf(lobby).checking).toBe(true);
    await wait();
    expect(await answer).toBe("healthy");
    expect(healthOf(lobby)).toMatchObject({ api: "healthy", checking: false, apiLatencyMs: expect.any(Number) });
    expect(asked).toHaveLength(1);
  });

  test("gives up after three requests, a second and two seconds apart", async () => {
    const { lobby, health, network, wait, asked } = await patient();
    network.failRequests(503);
    const answer = health.check();
    await wait(900);
    expect(asked).toHaveLength(1);
    await wait(1_000);
    expect(asked).toHaveLength(2);
    await wait(1_000);
    expect(asked).toHaveLength(2);
    await wait(1_100);
    expect(asked).toHaveLength(3);
    expect(await answer).toBe("down");
    expect(healthOf(lobby).api).toBe("down");
  });

  test("is one check however many ask", async () => {
    const { health, wait, asked } = await patient();
    const answers = [health.check(), health.check()];
    await wait();
    expect(await Promise.all(answers)).toEqual(["healthy", "healthy"]);
    expect(asked).toHaveLength(1);
  });

  test("takes a refusal for an answer: who refuses is there", async () => {
    const { health, network, wait } = await patient();
    network.failRequests(403);
    const answer = health.check();
    await wait();
    expect(await answer).toBe("healthy");
  });

  test("takes silence for none", async () => {
    const { lobby, health, network, wait } = await patient();
    network.disconnect();
    const answer = health.check();
    await wait(30_000);
    expect(await answer).toBe("down");
    expect(healthOf(lobby).api).toBe("down");
  });

  test("knows nothing when nobody is signed in, and forgets when somebody else is", async () => {
    const { lobby, health, wait } = await patient();
    void health.check();
    await wait();
    expect(healthOf(lobby).api).toBe("healthy");
    lobby.signIn(null);
    expect(healthOf(lobby).api).toBe("unknown");
    expect(await health.check()).toBe("unknown");
  });
});

describe("while something watches", () => {
  test("nothing is asked while all is well", async () => {
    const { lobby, health, wait, asked } = await patient();
    const stop = health.watch();
    await wait(600_000);
    expect(asked).toEqual([]);
    expect(errorsOf(lobby)).toEqual([]);
    stop();
  });

  test("a loss is logged and the API asked; when the API is back it is found out", async () => {
    const { lobby, health, network, wait, asked } = await patient();
    const stop = health.watch();
    network.failRequests(503);
    network.cut();
    await wait(10_000);
    expect(errorsOf(lobby)).toContain("socket connection");
    expect(asked).toHaveLength(3);
    expect(healthOf(lobby).api).toBe("down");
    network.failRequests(null);
    await wait(40_000);
    expect(healthOf(lobby).api).toBe("healthy");
    const enough = asked.length;
    await wait(600_000);
    expect(asked).toHaveLength(enough);
    stop();
  });

  test("a page that could not be loaded is reason to ask", async () => {
    const { lobby, health, network, wait, asked, environment } = await patient();
    const stop = health.watch();
    network.disconnect();
    void lobby.loadConversations();
    await wait(20_000);
    expect(asked.length).toBeGreaterThan(0);
    expect(errorsOf(lobby)).toContain("api GET conversations");
    stop();
    const { timers } = environment.pending;
    await wait(100_000);
    expect(environment.pending.timers).toBeLessThanOrEqual(timers);
  });

  test("without a watcher nothing is logged and nothing asked", async () => {
    const { lobby, health, network, wait, asked } = await patient();
    health.watch()();
    network.cut();
    await wait(20_000);
    expect(asked).toEqual([]);
    expect(errorsOf(lobby)).toEqual([]);
  });
});

describe("the log", () => {
  test("counts what repeats, keeps the last hundred, and is emptied", async () => {
    const { lobby, health, say, wait } = await patient();
    const stop = health.watch();
    for (let round = 0; round < 3; round++) say({ type: "messageReceived", epoch: 7 });
    await wait(1_000);
    const [first] = healthOf(lobby).errors;
    expect(first).toMatchObject({ kind: "validation", subject: "lobby:events", count: 3 });
    expect(healthOf(lobby).errors).toHaveLength(1);
    for (let at = 0; at < 150; at++) {
      say({
        type: "typingChanged",
        conversationId: "room:a",
        userId: "b",
        typing: true,
        userName: "x".repeat(121 + at),
      });
      say({ type: "messageReceived", epoch: null, message: { id: "m", conversationId: "room:a", seq: -at } });
      await wait(300);
    }
    expect(healthOf(lobby).errors.at(-1)).toMatchObject({ kind: "validation", count: 150 });
    health.clearErrors();
    for (let at = 0; at < 150; at++) lobby.store.dispatch(errorsLogged({ errors: [anError(`fault ${at}`)] }));
    expect(healthOf(lobby).errors).toHaveLength(100);
    expect(healthOf(lobby).errors.at(-1)?.message).toBe("fault 149");
    expect(JSON.parse(JSON.stringify(healthOf(lobby)))).toEqual(healthOf(lobby));
    health.clearErrors();
    expect(healthOf(lobby).errors).toEqual([]);
    stop();
  });
});

describe("levels", () => {
  const connection = { attempt: 0, nextRetryAt: null, lostAt: null, guarantees: null, userId: "an", dropped: {} };
  test.each([
    ["live", null, 40, "healthy"],
    ["live", null, 2_500, "degraded"],
    ["syncing", null, null, "degraded"],
    ["reconnecting", null, 40, "down"],
    ["offline", null, null, "down"],
    ["closed", null, null, "unknown"],
    ["closed", { code: "FORBIDDEN" }, null, "down"],
    ["idle", null, null, "unknown"],
  ] as const)("%s with error %j and a round trip of %j is %s", (status, error, latencyMs, level) => {
    expect(socketHealthOf({ ...connection, status, error, latencyMs })).toBe(level);
  });

  test.each([
    ["healthy", "unknown", "healthy"],
    ["healthy", "healthy", "healthy"],
    ["healthy", "down", "degraded"],
    ["down", "healthy", "degraded"],
    ["down", "unknown", "down"],
    ["down", "down", "down"],
    ["degraded", "unknown", "degraded"],
    ["unknown", "unknown", "unknown"],
  ] as const)("socket %s and API %s are %s together", (socket, api, overall) => {
    expect(overallHealthOf(socket, api)).toBe(overall);
  });
});
