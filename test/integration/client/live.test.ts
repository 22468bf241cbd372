import { expect, onTestFinished, test } from "vitest";
import { liveFeature } from "../../../src/client/live/liveFeature.js";
import { selectPrice, selectTopic } from "../../../src/client/live/selectors.js";
import type { LobbyRootState } from "../../../src/client/lobbyState.js";
import type { Price } from "../../../src/contract/live.js";
import { createRealWorld, isLive, type Person } from "./world.js";

async function world() {
  const made = await createRealWorld({ live: { topics: { mayChange: () => true } } });
  onTestFinished(() => made.close());
  return made;
}

async function following(person: Person) {
  const live = person.lobby.use(liveFeature);
  person.lobby.retain();
  live.followTopic("board");
  live.followPrices(["FPT"]);
  await person.until("live", isLive);
  await person.until("the topic", (state) => selectTopic(state, "board")?.status === "live");
  return live;
}

const price = (at: number, value = at): Price => ({ symbol: "FPT", price: value, change: 0, changePercent: 0, at });
const shows = (n: number) => (state: LobbyRootState) => {
  const board = selectTopic(state, "board");
  return board?.status === "live" && (board.state as { n?: number } | null)?.n === n;
};
const costs = (value: number) => (state: LobbyRootState) => {
  const known = selectPrice(state, "FPT");
  return known?.price === value && !known.stale;
};

test("two clients of a real server see a topic and a price change, and each other's changes", async () => {
  const { person, lobbyServer } = await world();
  lobbyServer.topics.set("board", { n: 0 });
  const [an, binh] = [await person("an"), await person("binh")];
  const [anLive] = [await following(an), await following(binh)];
  await lobbyServer.topics.patch("board", [{ op: "set", path: ["n"], value: 1 }]);
  lobbyServer.prices.publish([price(5, 100)]);
  for (const one of [an, binh]) {
    await one.until("the step", shows(1));
    await one.until("the price", costs(100));
  }
  const outcome = await anLive.changeTopic("board", [{ op: "set", path: ["n"], value: 2 }]);
  expect(outcome).toEqual({ ok: true, value: { version: 3 } });
  await binh.until("An's change", shows(2));
  expect(lobbyServer.topics.followers("board")).toBe(2);
});

test("after a cut line what was missed is there, and nothing is followed twice", async () => {
  const { person, lobbyServer } = await world();
  lobbyServer.topics.set("board", { n: 0 });
  lobbyServer.prices.publish([price(1)]);
  const an = await person("an");
  await following(an);
  await an.until("the price", costs(1));
  for (let n = 1; n <= 3; n++) {
    an.proxy.cut("rst");
    await an.until("the loss", (state) => selectTopic(state, "board")?.status === "stale");
    expect(selectPrice(an.lobby.store.getState(), "FPT")?.stale).toBe(true);
    await lobbyServer.topics.patch("board", [{ op: "set", path: ["n"], value: n }]);
    lobbyServer.prices.publish([price(n + 1)]);
    await an.until("what was missed", shows(n));
    await an.until("the missed price", costs(n + 1));
  }
  expect(lobbyServer.topics.followers("board")).toBe(1);
  expect(lobbyServer.prices.followers("FPT")).toBe(1);
});

test("a server that begins anew, with lower versions, is followed again", async () => {
  const made = await world();
  for (let n = 0; n < 5; n++) made.lobbyServer.topics.set("board", { n });
  const an = await made.person("an");
  await following(an);
  await an.until("the state", shows(4));
  await made.crash();
  await an.until("the loss", (state) => selectTopic(state, "board")?.status === "stale");
  await made.start();
  made.lobbyServer.topics.set("board", { n: 100 });
  await an.until("the new server's state", shows(100));
  expect(selectTopic(an.lobby.store.getState(), "board")?.version).toBe(1);
});
