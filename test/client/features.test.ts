import { createAction } from "@reduxjs/toolkit";
import { describe, expect, test } from "vitest";
import { createLobby } from "../../src/client/createLobby.js";
import type { Feature, FeatureHost } from "../../src/client/feature.js";
import { emptyPresence } from "../../src/client/presence/presenceReducer.js";
import type { PresenceState } from "../../src/client/presence/presenceState.js";
import { object, string } from "../../src/contract/schema.js";
import { defineProtocol } from "../../src/protocols/defineProtocol.js";
import { native } from "../../src/protocols/native/native.js";
import { nativePart } from "../../src/protocols/native/part.js";
import { presenceWire } from "../../src/protocols/native/presenceWire.js";
import { createWorld } from "./world.js";

const noted = createAction<string>("test/noted");

/** A feature that writes down what it is told. */
function aFeature(
  log: string[],
  more: Partial<{ throws: string }> = {},
): Feature<{ say(what: string): void }, "presence"> {
  const say = (what: string) => {
    log.push(what);
    if (more.throws === what) throw new Error(`${what} failed`);
  };
  return {
    name: "presence",
    reducer: (state: PresenceState = emptyPresence, action) =>
      noted.match(action) ? { ...state, mine: { status: "away", activity: action.payload } } : state,
    native: () => nativePart(presenceWire),
    create: (host: FeatureHost) => {
      log.push(`create ${host.user()?.id}`);
      return {
        api: { say: (what: string) => void host.store().dispatch(noted(what)) },
        ready: () => say("ready"),
        down: () => say("down"),
        received: (events) => {
          for (const { type } of events) if (type === "presenceChanged") say(type);
        },
        reset: () => say("reset"),
      };
    },
  };
}

describe("a feature", () => {
  test("is made at its first use, and once for a lobby", async () => {
    const { person } = createWorld();
    const log: string[] = [];
    const [lobby, other] = [person("an"), person("binh")];
    const feature = aFeature(log);
    const api = lobby.use(feature);
    expect(lobby.use(feature)).toBe(api);
    expect(other.use(feature)).not.toBe(api);
    expect(log).toEqual(["create an", "create binh"]);
  });

  test("is told of sessions, again after each reconnect, and at once when one is open at its first use", async () => {
    const { arrive, network, wait } = createWorld();
    const early: string[] = [];
    const late: string[] = [];
    const lobby = arrive("an");
    lobby.use(aFeature(early));
    await wait();
    expect(early).toEqual(["create an", "ready"]);
    network.disconnect();
    await wait();
    network.reconnect();
    await wait(40_000);
    expect(early).toEqual(["create an", "ready", "down", "ready"]);
    const other = arrive("binh");
    await wait();
    other.use(aFeature(late));
    expect(late).toEqual(["create binh", "ready"]);
  });

  test("has its part of the state from the next action on, and loses it with the user", async () => {
    const { arrive, wait } = createWorld();
    const log: string[] = [];
    const lobby = arrive("an");
    const { say } = lobby.use(aFeature(log));
    await wait();
    say("hello");
    expect(lobby.store.getState().lobby.presence?.mine.activity).toBe("hello");
    lobby.signIn({ id: "binh" }, "binh");
    expect(lobby.store.getState().lobby.presence?.mine.activity ?? null).toBeNull();
    await wait();
    expect(log).toEqual(["create an", "ready", "down", "reset", "ready"]);
  });

  test("brings its words to the native protocol of its own lobby only, and hears what they bring", async () => {
    const { arrive, server, wait, reports } = createWorld();
    const log: string[] = [];
    const asking = (native_: Feature<object>["native"]): Feature<{ watch(): Promise<string> }, "presence"> => ({
      ...aFeature(log),
      native: native_,
      create: (host) => ({
        api: {
          watch: async () => {
            const outcome = await host.line()?.execute("watchPresence", { userIds: ["chi"] });
            return outcome?.ok ? "ok" : String(outcome?.failure.code);
          },
        },
        received: (events) => log.push(...events.map(({ type }) => type)),
      }),
    });
    const worded = arrive("an").use(asking(() => nativePart(presenceWire)));
    const wordless = arrive("binh").use(asking(() => ({ outgoing: {}, events: {} })));
    await wait();
    const answers = Promise.all([worded.watch(), wordless.watch()]);
    await wait();
    expect(await answers).toEqual(["ok", "UNSUPPORTED"]);
    expect(Object.keys(native.outgoing)).not.toContain("watchPresence");
    server.as("chi");
    await wait(1_000);
    expect(log).toContain("presenceChanged");
    expect(reports).toEqual([]);
  });

  test("adds nothing to a protocol that has all its words in its file", async () => {
    const log: string[] = [];
    const own = defineProtocol({
      name: "own",
      capabilities: {},
      connect: {},
      incoming: { hi: () => null },
      outgoing: {},
    });
    const lobby = createLobby({ url: "http://localhost:1", user: { id: "an" }, protocol: own });
    lobby.use(aFeature(log));
    expect(Object.keys(own.outgoing)).toEqual([]);
    expect(log).toEqual(["create an"]);
  });

  test("that throws is reported and keeps nobody else from being told", async () => {
    const { arrive, wait, reports, network } = createWorld();
    const log: string[] = [];
    const lobby = arrive("an");
    lobby.use(aFeature(log, { throws: "ready" }));
    await wait();
    expect(reports).toContainEqual(expect.objectContaining({ kind: "listener", subject: "ready" }));
    expect(lobby.store.getState().lobby.connection.status).toBe("live");
    network.disconnect();
    await wait();
    expect(log).toEqual(["create an", "ready", "down"]);
  });
});

test("the parts of a protocol read what their schemas say", () => {
  const part = nativePart({
    commands: { setPresence: "lobby:presence" },
    results: { setPresence: object({ ok: string() }) },
    events: {},
  });
  const encoded = part.outgoing.setPresence?.(
    { status: "online" },
    { user: { id: "an" }, now: () => 0, newId: () => "" },
  );
  expect(encoded).toMatchObject({ via: "socket", event: "lobby:presence", payload: { status: "online" } });
});
