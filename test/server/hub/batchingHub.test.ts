import { describe, expect, test } from "vitest";
import type { NativeEvent } from "../../../src/protocols/native/wire.js";
import { batchingHub } from "../../../src/server/hub/batchingHub.js";
import { manualClock } from "../support/manualClock.js";
import { recordingNetwork } from "../support/recordingNetwork.js";

const event = (inMs: number): NativeEvent => ({ type: "tokenExpiring", inMs });

function setup(batchMs = 40) {
  const clock = manualClock();
  const network = recordingNetwork();
  const hub = batchingHub(network, { clock, batchMs });
  hub.join("s1", "conversation:room:a");
  const sizes = (id: string) => network.packets(id).map(({ events }) => events.length);
  const order = (id: string) => network.events(id).map((one) => (one.type === "tokenExpiring" ? one.inMs : -1));
  return { clock, network, hub, sizes, order };
}

describe("the batching hub", () => {
  test("sends the first event of a quiet moment at once and the rest of a burst in one packet an interval, in order", () => {
    const { clock, hub, sizes, order } = setup();
    for (let at = 0; at < 200; at++) {
      hub.publish(["conversation:room:a"], event(at));
      if (at === 0) expect(sizes("s1")).toEqual([1]);
      clock.advance(1);
    }
    clock.advance(40);
    expect(order("s1")).toEqual(Array.from({ length: 200 }, (_, at) => at));
    expect(sizes("s1")).toHaveLength(6);
  });

  test("sends at once again after a quiet interval, and then leaves no timer behind", () => {
    const { clock, hub, sizes } = setup();
    hub.publish(["conversation:room:a"], event(1));
    clock.advance(40);
    expect(clock.pending).toBe(0);
    hub.publish(["conversation:room:a"], event(2));
    expect(sizes("s1")).toEqual([1, 1]);
  });

  test("never puts more than 500 events in a packet nor holds more than that back", () => {
    const { clock, hub, sizes } = setup();
    for (let at = 0; at < 1_200; at++) hub.publish(["conversation:room:a"], event(at));
    expect(sizes("s1")).toEqual([1, 500, 500]);
    clock.advance(40);
    expect(sizes("s1")).toEqual([1, 500, 500, 199]);
  });

  test("tells a session that is in several of the audiences once", () => {
    const { hub, order } = setup();
    hub.join("s1", "user:an");
    hub.publish(["user:an", "conversation:room:a"], event(1));
    expect(order("s1")).toEqual([1]);
  });

  test("takes the same audiences in another order for the same", () => {
    const { clock, hub, sizes, order } = setup();
    hub.join("s1", "user:an");
    for (const at of [0, 1, 2, 3]) {
      hub.publish(at % 2 === 0 ? ["user:an", "user:binh"] : ["user:binh", "user:an"], event(at));
    }
    clock.advance(40);
    expect([order("s1"), sizes("s1")]).toEqual([
      [0, 1, 2, 3],
      [1, 3],
    ]);
  });

  test("leaves out an audience without losing the order of what the others get", () => {
    const { clock, hub, order } = setup();
    hub.join("s2", "conversation:room:a");
    hub.join("s2", "user:binh");
    hub.publish(["conversation:room:a"], event(0));
    hub.publish(["conversation:room:a"], event(1));
    hub.publish(["conversation:room:a"], event(2), { except: "user:binh" });
    hub.publish(["conversation:room:a"], event(3));
    clock.advance(40);
    expect(order("s1")).toEqual([0, 1, 2, 3]);
    expect(order("s2")).toEqual([0, 1, 3]);
  });

  test("keeps audiences apart: a burst in one does not delay a first event in another", () => {
    const { hub, sizes } = setup();
    hub.join("s2", "conversation:room:b");
    for (let at = 0; at < 5; at++) hub.publish(["conversation:room:a"], event(at));
    hub.publish(["conversation:room:b"], event(9));
    expect(sizes("s2")).toEqual([1]);
  });

  test("sends what waits when it is closed", () => {
    const { clock, hub, order } = setup();
    hub.publish(["conversation:room:a"], event(1));
    hub.publish(["conversation:room:a"], event(2));
    hub.close();
    expect(order("s1")).toEqual([1, 2]);
    expect(clock.pending).toBe(0);
  });

  test("reports a transport that throws and goes on", () => {
    const network = recordingNetwork();
    const reports: string[] = [];
    const broken = {
      ...network,
      send: () => {
        throw new Error("no network");
      },
    };
    const hub = batchingHub(broken, { clock: manualClock(), onReport: ({ during }) => reports.push(during) });
    expect(() => hub.publish(["user:an"], event(1))).not.toThrow();
    expect(reports).toEqual(["broadcast"]);
  });
});
