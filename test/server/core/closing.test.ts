import { expect, test } from "vitest";
import { batchingHub } from "../../../src/server/hub/batchingHub.js";
import { manualClock } from "../support/manualClock.js";
import { recordingNetwork } from "../support/recordingNetwork.js";
import { testCore, text } from "../support/testCore.js";

test("a core that is closed before its sessions are leaves no timer when they go, and tells nothing more", async () => {
  const server = testCore();
  const [an, binh] = [server.tab("an"), server.tab("binh")];
  await binh.do("watchPresence", { userIds: ["an"] });
  for (const tab of [an, binh]) {
    await tab.do("joinViewers", { viewableId: "lesson" });
    await tab.do("watchRoom", { roomId: "hall" });
  }
  server.core.close();
  an.session.end();
  const before = binh.heard().length;
  expect(server.clock.pending).toBe(0);
  server.clock.advance(60_000);
  expect(binh.heard()).toHaveLength(before);
  expect(await binh.do("sendMessage", text("room:hall", "c1"))).toMatchObject({ ok: false, code: "UNAVAILABLE" });
});

test("what is published after a hub was closed goes at once and leaves no timer", () => {
  const [clock, network] = [manualClock(), recordingNetwork()];
  const hub = batchingHub(network, { clock });
  hub.join("s1", "user:an");
  hub.close();
  for (const inMs of [1, 2]) hub.publish(["user:an"], { type: "tokenExpiring", inMs });
  expect(network.events("s1")).toHaveLength(2);
  expect(clock.pending).toBe(0);
});
