import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Act,
  advance,
  cardGapMs,
  emptyStage,
  maxCards,
  maxWaiting,
  nextAdvance,
  pause,
  receive,
  resume,
  type Stage,
  type StageOptions,
  streakMs,
} from "../../../src/components/gifts/giftScheduler.js";
import type { Gift } from "../../../src/contract/gifts.js";
import { animationMs, sceneGapMs } from "../../../src/contract/giftTimes.js";

const moving: StageOptions = { userId: "an", still: false };
const still: StageOptions = { userId: "an", still: true };

let made = 0;
function aGift(more: Partial<Gift> = {}): Gift {
  made += 1;
  return {
    id: `gift-${made}`,
    conversationId: "room:live",
    giftId: "rose",
    name: "Rose",
    price: 10,
    quantity: 1,
    animation: "default",
    senderId: `giver-${made}`,
    receiverId: "host",
    createdAt: 0,
    ...more,
  };
}
const fireworks = (more: Partial<Gift> = {}) =>
  aGift({ giftId: "fireworks", animation: "fireworks", price: 500, ...more });

/** Every moment at which something changes, until nothing is under way. */
function play(stage: Stage, from: number, options = moving): { readonly at: number; readonly stage: Stage }[] {
  const moments = [{ at: from, stage }];
  for (let state = stage, now = from; moments.length < 1_000; ) {
    const at = nextAdvance(state, options.still);
    if (at === null) return moments;
    expect(at).toBeGreaterThanOrEqual(now);
    now = at;
    state = advance(state, now, options.still);
    moments.push({ at, stage: state });
  }
  throw new Error("The stage never comes to rest");
}
const scenesOf = (moments: ReturnType<typeof play>) => {
  const found = new Map<string, { from: number; to: number; name: string }>();
  for (const { stage } of moments) {
    if (stage.scene !== null)
      found.set(stage.scene.key, { from: stage.scene.since, to: stage.scene.until, name: stage.scene.gift.name });
  }
  return [...found.values()];
};

describe("lanes", () => {
  test("three small gifts at most are shown at once, each in a place it keeps, each for two seconds", () => {
    const moments = play(
      receive(
        emptyStage,
        [1, 2, 3, 4, 5].map(() => aGift()),
        0,
        moving,
      ),
      0,
    );
    for (const { stage } of moments) {
      expect(stage.cards.length).toBeLessThanOrEqual(maxCards);
      expect(new Set(stage.cards.map(({ place }) => place)).size).toBe(stage.cards.length);
      for (const card of stage.cards) expect(card.until - card.since).toBe(animationMs.default);
    }
    expect(moments.map(({ stage }) => stage.cards.length).slice(0, 3)).toEqual([1, 2, 3]);
    expect(moments[1]?.at).toBe(cardGapMs);
    expect(new Set(moments.flatMap(({ stage }) => stage.cards.map(({ key }) => key))).size).toBe(5);
  });

  test("dear gifts have the stage one at a time, for the length of their animation, a second apart", () => {
    const gifts = (["fireworks", "hearts", "stars", "rainbow"] as const).map((animation, index) =>
      aGift({ animation, name: animation, giftId: animation, price: 400 - index }),
    );
    const scenes = scenesOf(play(receive(emptyStage, gifts, 0, moving), 0));
    expect(scenes.map(({ name, from, to }) => [name, to - from])).toEqual([
      ["fireworks", 3_000],
      ["hearts", 2_500],
      ["stars", 2_000],
      ["rainbow", 4_000],
    ]);
    for (const [index, { from }] of scenes.entries()) {
      expect(from).toBe(index === 0 ? 0 : (scenes[index - 1]?.to ?? 0) + sceneGapMs);
    }
  });

  test("where nothing may move, all are cards", () => {
    const moments = play(receive(emptyStage, [fireworks(), aGift()], 0, still), 0, still);
    expect(scenesOf(moments)).toEqual([]);
    expect(new Set(moments.flatMap(({ stage }) => stage.cards.map(({ gift }) => gift.giftId)))).toEqual(
      new Set(["fireworks", "rose"]),
    );
  });
});

describe("who goes first", () => {
  test("the own gift, then the dearer, then who came first", () => {
    const busy = receive(emptyStage, [aGift(), aGift(), aGift()], 0, moving);
    const full = advance(advance(busy, 250, false), 500, false);
    const waiting = receive(
      full,
      [
        aGift({ name: "first" }),
        aGift({ name: "second" }),
        aGift({ name: "dear", price: 90 }),
        aGift({ name: "own", price: 1, senderId: "an" }),
      ],
      600,
      moving,
    );
    const order: string[] = [];
    for (const { stage } of play(waiting, 600)) {
      for (const { gift } of stage.cards) if (gift.name !== "Rose" && !order.includes(gift.name)) order.push(gift.name);
    }
    expect(order).toEqual(["own", "dear", "first", "second"]);
  });
});

describe("streaks", () => {
  const rose = () => aGift({ senderId: "binh" });

  test("the same gift by the same giver raises the number of what is shown, and keeps it longer", () => {
    let stage = receive(emptyStage, [rose()], 0, moving);
    stage = receive(stage, [rose()], 1_500, moving);
    stage = receive(stage, [aGift({ senderId: "binh", quantity: 5 })], 3_000, moving);
    expect(stage.cards).toMatchObject([{ count: 7, quantity: 7, since: 0, until: 5_000 }]);
    expect(stage.queue).toEqual([]);
  });

  test("another giver, another gift or another receiver is another streak", () => {
    const gifts = [rose(), aGift(), aGift({ senderId: "binh", giftId: "tea" })];
    const stage = receive(emptyStage, [...gifts, aGift({ senderId: "binh", receiverId: "guest" })], 0, moving);
    expect([...stage.cards, ...stage.queue].map(({ count }) => count)).toEqual([1, 1, 1, 1]);
  });

  test("goes on with its number when its card has left, and begins anew after five seconds", () => {
    let stage = receive(emptyStage, [rose()], 0, moving);
    stage = advance(stage, 2_000, false);
    expect(stage.cards).toEqual([]);
    stage = receive(stage, [rose()], 4_000, moving);
    expect(stage.cards).toMatchObject([{ count: 2, quantity: 1 }]);
    stage = advance(stage, 6_000, false);
    stage = receive(stage, [rose()], 4_000 + streakMs, moving);
    expect(stage.cards).toMatchObject([{ count: 1 }]);
  });

  test("one without end gives its place up, so that others come", () => {
    let stage = receive(emptyStage, [rose()], 0, moving);
    for (let at = 500; at < 10_000; at += 500) stage = receive(stage, [rose()], at, moving);
    expect(stage.cards).toMatchObject([{ since: 0, until: 10_000, count: 20 }]);
  });

  test("raises the number of the full-bleed one without playing it again", () => {
    let stage = receive(emptyStage, [fireworks({ senderId: "binh" })], 0, moving);
    stage = receive(stage, [fireworks({ senderId: "binh" })], 1_000, moving);
    expect(stage.scene).toMatchObject({ count: 2, since: 0, until: 3_000 });
    expect(stage.queue).toEqual([]);
  });
});

describe("more than can wait", () => {
  test("of the cheapest, those of one kind are put together, and it is said how many gave", () => {
    const gifts = Array.from({ length: maxWaiting + 11 }, () => fireworks());
    const roses = [aGift({ senderId: "chi" }), aGift(), aGift(), aGift(), aGift()];
    const stage = receive(emptyStage, [...gifts, ...roses], 0, moving);
    expect(stage.queue.length).toBeLessThanOrEqual(maxWaiting);
    expect(stage.dropped).toBe(0);
    const total = [...stage.cards, ...stage.queue, ...(stage.scene ? [stage.scene] : [])];
    expect(total.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(maxWaiting + 16);
    expect(total.some(({ others }) => others > 0)).toBe(true);
  });

  test("the cheapest that has no like is left out and counted; the dear ones stay", () => {
    const gifts = Array.from({ length: maxWaiting + 5 }, (_, index) =>
      aGift({ giftId: `kind-${index}`, price: index + 1, quantity: 2 }),
    );
    const stage = receive(emptyStage, gifts, 0, moving);
    expect(stage.dropped).toBe(10);
    expect(Math.min(...stage.queue.map(({ gift }) => gift.price))).toBe(6);
  });

  test("own gifts are never left out, however cheap", () => {
    const own = Array.from({ length: 60 }, (_, index) => aGift({ giftId: `kind-${index}`, price: 1, senderId: "an" }));
    const others = Array.from({ length: 60 }, (_, index) => fireworks({ giftId: `dear-${index}` }));
    const stage = receive(emptyStage, [...own, ...others], 0, moving);
    const kept = [...stage.cards, ...stage.queue].filter((act: Act) => act.own);
    expect(kept.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(60);
  });
});

describe("a hidden page", () => {
  test("holds what is shown, and goes on with it when it is seen again", () => {
    const shown = receive(emptyStage, [aGift(), fireworks()], 0, moving);
    const paused = pause(shown, 500);
    expect(nextAdvance(paused, false)).toBeNull();
    expect(advance(paused, 60_000, false)).toBe(paused);
    const again = resume(paused, 20_500);
    expect(again.cards).toMatchObject([{ until: 22_000 }]);
    expect(again.scene).toMatchObject({ until: 23_000 });
  });

  test("does not play what was given long ago, except one's own", () => {
    const paused = pause(emptyStage, 0);
    const filled = receive(paused, [fireworks(), fireworks({ senderId: "an" })], 1_000, moving);
    const late = receive(filled, [fireworks()], 99_000, moving);
    const again = resume(late, 100_000);
    expect(again.queue.map(({ own }) => own)).toEqual([true, false]);
    expect(again.dropped).toBe(1);
  });
});

test("whatever is given whenever: bounded, in its lanes, nothing lost uncounted, and it comes to rest", () => {
  const gift = fc.record({
    senderId: fc.constantFrom("an", "binh", "chi", "dung"),
    giftId: fc.integer({ min: 0, max: 40 }).map((number) => `kind-${number}`),
    quantity: fc.integer({ min: 1, max: 100 }),
    price: fc.integer({ min: 0, max: 1_000 }),
    animation: fc.constantFrom("default", "fireworks", "hearts", "stars", "rainbow"),
  });
  const step = fc.record({
    gifts: fc.array(gift, { maxLength: 30 }),
    wait: fc.integer({ min: 0, max: 6_000 }),
    hide: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, isStill) => {
      const options = { userId: "an", still: isStill };
      const shown = new Map<string, number>();
      let [stage, now, given] = [emptyStage, 0, 0];
      const look = () => {
        expect(stage.cards.length).toBeLessThanOrEqual(maxCards);
        expect(stage.queue.filter(({ own }) => !own).length).toBeLessThanOrEqual(maxWaiting);
        if (isStill) expect(stage.scene).toBeNull();
        for (const act of [...stage.cards, ...(stage.scene ? [stage.scene] : [])]) shown.set(act.key, act.quantity);
      };
      for (const { gifts, wait, hide } of steps) {
        if (hide) stage = pause(stage, now);
        stage = receive(stage, gifts.map(aGift), now, options);
        given += gifts.reduce((sum, { quantity }) => sum + quantity, 0);
        look();
        now += wait;
        stage = advance(resume(stage, now), now, isStill);
        look();
      }
      for (const moment of play(stage, now, options)) {
        stage = moment.stage;
        look();
      }
      expect([stage.cards, stage.scene, stage.queue]).toEqual([[], null, []]);
      expect([...shown.values()].reduce((sum, quantity) => sum + quantity, 0) + stage.dropped).toBe(given);
    }),
  );
});
