import { once } from "node:events";
import type { Socket as NetSocket } from "node:net";
import { describe, expect, test } from "vitest";
import { manualClock } from "../../server/support/manualClock.js";
import { type LiveClient, type LiveServer, liveServer } from "./support/liveServer.js";

/** Presence and counts over real sockets; only the graces' clock is the test's. */

const viewableId = "lesson-3";
const grace = 10_000;

async function aServer() {
  const clock = manualClock();
  const server = await liveServer({ clock });
  /** Lets a client go, and resolves when the server has seen it. */
  const gone = async (client: LiveClient, how: (client: LiveClient) => void) => {
    const socket = server.lobby.io.sockets.sockets.get(client.socket.id ?? "");
    if (socket === undefined) throw new Error("the server does not know this client");
    const seen = once(socket, "disconnect");
    how(client);
    const [reason] = (await seen) as [string];
    return reason;
  };
  return { ...server, clock, gone };
}

const goodbye = (client: LiveClient) => void client.socket.disconnect();
/** As a process that is killed: its TCP connection is torn, and no frame says so. */
const kill = (client: LiveClient) => {
  const { transport } = client.socket.io.engine as unknown as { transport: { ws: { _socket: NetSocket } } };
  transport.ws._socket.destroy();
};

const told = (client: LiveClient) =>
  client.heard("presenceChanged").flatMap(({ presences }) => presences.map(({ status }) => status));
const latest = (client: LiveClient) => client.heard("viewerCountChanged").at(-1)?.count;
const counted = ({ lobby }: LiveServer) => lobby.core.viewerCount(viewableId);

describe("a person with two tabs", () => {
  test("is there, and one viewer, until the second is closed and ten seconds have passed", async () => {
    const server = await aServer();
    const an = await server.client("an");
    await an.do("watchPresence", { userIds: ["binh"] });
    await an.do("joinViewers", { viewableId });
    const [first, second] = [await server.client("binh"), await server.client("binh")];
    for (const tab of [first, second]) await tab.do("joinViewers", { viewableId });
    server.clock.advance(1_000);
    await an.until(() => told(an).length > 0 && latest(an) === 2);
    expect(counted(server)).toBe(2);
    await server.gone(first, goodbye);
    server.clock.advance(3 * grace);
    expect([server.lobby.core.presence(["binh"])[0]?.status, counted(server)]).toEqual(["online", 2]);
    await server.gone(second, goodbye);
    server.clock.advance(grace - 1);
    expect(counted(server)).toBe(2);
    server.clock.advance(1);
    await an.until(() => told(an).at(-1) === "offline" && latest(an) === 1);
    expect(told(an)).toEqual(["online", "offline"]);
  });

  test("makes no event by five flaps", async () => {
    const server = await aServer();
    const an = await server.client("an");
    await an.do("watchPresence", { userIds: ["binh"] });
    await an.do("joinViewers", { viewableId });
    let binh = await server.client("binh");
    await binh.do("joinViewers", { viewableId });
    server.clock.advance(1_000);
    await an.until(() => told(an).length === 1 && latest(an) === 2);
    const before = an.packets.length;
    for (let flap = 0; flap < 5; flap++) {
      await server.gone(binh, flap % 2 === 0 ? kill : goodbye);
      server.clock.advance(5_000);
      binh = await server.client("binh");
      await binh.do("joinViewers", { viewableId });
      server.clock.advance(20_000);
    }
    // An answer to a question asked now comes after everything that was sent before it.
    await an.do("leaveViewers", { viewableId: "another" });
    expect(an.packets).toHaveLength(before);
  });
});

test("a tab killed without a goodbye is gone ten seconds after its connection was torn", async () => {
  const server = await aServer();
  const an = await server.client("an");
  await an.do("watchPresence", { userIds: ["binh"] });
  await an.do("joinViewers", { viewableId });
  const binh = await server.client("binh");
  await binh.do("joinViewers", { viewableId });
  server.clock.advance(1_000);
  await an.until(() => latest(an) === 2);
  expect(await server.gone(binh, kill)).toMatch(/^transport/);
  server.clock.advance(grace);
  await an.until(() => told(an).at(-1) === "offline" && latest(an) === 1);
  expect(counted(server)).toBe(1);
});

test("forty people who join cost each viewer few counts, and none a roster", async () => {
  const server = await aServer();
  const an = await server.client("an");
  await an.do("joinViewers", { viewableId });
  const people = await Promise.all(Array.from({ length: 40 }, (_, index) => server.client(`user-${index}`)));
  const before = an.packets.length;
  await Promise.all(people.map((person) => person.do("joinViewers", { viewableId })));
  server.clock.advance(1_000);
  await an.until(() => latest(an) === 41);
  expect(an.packets.length - before).toBeLessThanOrEqual(3);
  expect(JSON.stringify(an.packets)).not.toContain("user-");
});
