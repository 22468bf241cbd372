import { expect, test } from "vitest";
import { selectSupportQueue } from "../../../src/client/support/selectors.js";
import { supportFeature } from "../../../src/client/support/supportFeature.js";
import { nativeCommands } from "../../../src/protocols/native/wire.js";
import { createWorld } from "../world.js";

const withAgent = { roles: { binh: ["agent"] } };

test("a request that is made while the queue is on its way is in it, though the answer is from before", async () => {
  const { arrive, wait, network } = createWorld(withAgent);
  const [an, binh] = [arrive("an", []), arrive("binh", [])];
  await wait();
  network.delayNext({ kind: "answer", event: nativeCommands.watchSupportQueue }, 1_000);
  binh.use(supportFeature).watchQueue();
  await wait(100);
  an.use(supportFeature).start("billing");
  await wait(2_000);
  const { status, tickets } = selectSupportQueue(binh.store.getState());
  expect(status).toBe("live");
  expect(tickets).toMatchObject({ "support:an": { topic: "billing", status: "queued" } });
});

test("a queue that is let go without a connection is no longer watched", async () => {
  const { arrive, wait, network } = createWorld(withAgent);
  const binh = arrive("binh", []);
  const stop = binh.use(supportFeature).watchQueue();
  await wait();
  network.disconnect();
  await wait(50);
  stop();
  await wait(2_000);
  expect(selectSupportQueue(binh.store.getState()).status).toBe("idle");
});
