import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeAll, expect, test } from "vitest";
import { GiftStageView } from "../../../src/components/gifts/GiftStage.js";
import type { Gift, GiftAnimation } from "../../../src/contract/gifts.js";

const roots: { readonly root: Root; readonly host: HTMLElement }[] = [];
beforeAll(async () => {
  await import("../../../src/components/gifts/GiftScene.js");
});
afterEach(() => {
  for (const { root, host } of roots.splice(0)) {
    flushSync(() => root.unmount());
    host.remove();
  }
});

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
    senderName: `Giver ${made}`,
    receiverId: "host",
    createdAt: 0,
    ...more,
  };
}

/** A stage of a phone's size over a page with a composer at its foot. */
function renderStage(composer = true) {
  const host = document.body.appendChild(document.createElement("div"));
  host.style.cssText =
    "position: relative; inline-size: 360px; block-size: 560px; display: flex; flex-direction: column";
  const root = createRoot(host);
  roots.push({ root, host });
  let gifts: readonly Gift[] = [];
  let pressed = 0;
  const render = () =>
    flushSync(() =>
      root.render(
        <>
          <button type="button" style={{ flex: 1 }} onClick={() => (pressed += 1)}>
            The page
          </button>
          {composer && <div className="lobby-composer" style={{ blockSize: 64 }} />}
          <GiftStageView gifts={gifts} userId="an" pictures={new Map()} />
        </>,
      ),
    );
  render();
  const give = (...more: readonly Gift[]) => {
    gifts = [...gifts, ...more];
    render();
  };
  const one = <E extends Element = HTMLElement>(selector: string) => host.querySelector<E>(selector);
  return { host, give, one, pressedTimes: () => pressed };
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const until = async (so: () => boolean, ms = 25_000) => {
  for (const end = performance.now() + ms; !so(); ) {
    if (performance.now() > end) throw new Error(`Waited for: ${so}`);
    await frame();
  }
};

test("fifty gifts at once: never more than three cards and one scene, none lost, and the stage comes to rest", async () => {
  const { give, host, one } = renderStage();
  const givers = ["binh", "chi", "dung", "giang", "hoa"];
  // Ten kinds of gifts by five givers: streaks, that count up.
  const gifts = Array.from({ length: 50 }, (_, index) =>
    aGift({
      senderId: givers[index % 5] ?? "binh",
      senderName: givers[index % 5] ?? "binh",
      giftId: `kind-${index % 10}`,
      name: `Kind ${index % 10}`,
      price: index % 10 === 0 ? 500 : 10,
      animation: index % 10 === 0 ? "stars" : "default",
    }),
  );
  give(...gifts);
  const seen = new Map<string, number>();
  const read = (element: Element) => {
    const words = [...element.querySelectorAll(".lobby-gift-words > *")]
      .map(({ textContent }) => textContent)
      .join(" ");
    const times = Number(element.querySelector(".lobby-gift-times")?.textContent?.slice(1) ?? 1);
    seen.set(words, Math.max(seen.get(words) ?? 0, times));
  };
  await until(() => one(".lobby-gift-card") !== null);
  await until(() => {
    expect(host.querySelectorAll('.lobby-gift-card[data-state="open"]').length).toBeLessThanOrEqual(3);
    expect(host.querySelectorAll(".lobby-gift-scene").length).toBeLessThanOrEqual(1);
    expect(host.querySelectorAll(".lobby-gift-stage *").length).toBeLessThan(400);
    for (const act of host.querySelectorAll(".lobby-gift-card, .lobby-gift-caption")) read(act);
    return one(".lobby-gift-stage")?.dataset.state === "idle" && one(".lobby-gift-card") === null;
  });
  expect([...seen.values()].reduce((sum, times) => sum + times, 0)).toBe(50);
  expect(one(".lobby-gift-scene")).toBeNull();
});

test("what moves moves by transform and opacity alone, in as many elements as the scene has", async () => {
  for (const animation of ["fireworks", "hearts", "stars", "rainbow"] satisfies GiftAnimation[]) {
    const { give, one, host } = renderStage();
    give(aGift({ animation, price: 500 }));
    await until(() => one(`.lobby-gift-scene[data-animation="${animation}"]`) !== null);
    await until(() => (one(".lobby-gift-scene")?.getAnimations({ subtree: true }).length ?? 0) > 10);
    const animations = one(".lobby-gift-scene")?.getAnimations({ subtree: true }) ?? [];
    const properties = new Set(
      animations.flatMap(({ effect }) =>
        effect instanceof KeyframeEffect ? effect.getKeyframes().flatMap((keyframe) => Object.keys(keyframe)) : [],
      ),
    );
    for (const word of ["offset", "computedOffset", "easing", "composite"]) properties.delete(word);
    expect([...properties].sort(), animation).toEqual(["opacity", "transform"]);
    expect(new Set(animations.map(({ effect }) => (effect as KeyframeEffect).target)).size).toBeLessThan(60);
    expect(host.querySelectorAll(".lobby-gift-scene *").length, animation).toBeLessThan(300);
  }
});

test("ends above the composer, and lets every press through", async () => {
  const { give, one, host, pressedTimes } = renderStage();
  give(aGift(), aGift({ animation: "rainbow", price: 500 }));
  await until(() => one(".lobby-gift-card") !== null && one(".lobby-gift-scene") !== null);
  const composer = one(".lobby-composer")?.getBoundingClientRect();
  await until(() => one(".lobby-gift-frame")?.getBoundingClientRect().bottom === composer?.top);
  await until(() => one(".lobby-gift-card")?.getAnimations().length === 0);
  const card = one(".lobby-gift-card")?.getBoundingClientRect();
  expect(card?.bottom).toBeLessThanOrEqual(composer?.top ?? 0);
  expect(card?.height).toBe(56);
  const under = document.elementFromPoint((card?.left ?? 0) + 20, (card?.top ?? 0) + 20);
  expect(under).toBe(host.querySelector("button"));
  (under as HTMLElement).click();
  expect(pressedTimes()).toBe(1);
});

test("cards keep their place when another one goes, and stand at the start of the writing", async () => {
  const { give, one, host } = renderStage(false);
  give(aGift({ senderName: "First" }));
  await until(() => one(".lobby-gift-card") !== null);
  await new Promise((resolve) => setTimeout(resolve, 600));
  give(aGift({ senderName: "Second" }));
  const second = () =>
    [...host.querySelectorAll<HTMLElement>(".lobby-gift-card")].find((card) => card.textContent?.includes("Second"));
  await until(() => (second()?.getAnimations().length ?? 1) === 0);
  const before = second()?.getBoundingClientRect().top;
  await until(() => host.querySelectorAll(".lobby-gift-card").length === 1);
  expect(second()?.getBoundingClientRect().top).toBe(before);
  expect(second()?.getBoundingClientRect().left).toBe(host.getBoundingClientRect().left + 12);
});
