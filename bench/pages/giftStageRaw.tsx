import "../../src/styles/index.css";
import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { GiftCaption, GiftCard } from "../../src/components/gifts/GiftCard.js";
import { GiftScene } from "../../src/components/gifts/GiftScene.js";
import type { Act } from "../../src/components/gifts/giftScheduler.js";
import type { Gift } from "../../src/contract/gifts.js";
import { animationMs, sceneGapMs } from "../../src/contract/giftTimes.js";
import { giftOf } from "../servers/flooded.js";
import { onBare } from "./bareSocket.js";
import { measure } from "./measure.js";

/**
 * As fast as it gets by hand: the same cards and scenes, recorded once before anything is measured, then copied and animated by the browser alone, by the simplest
 * schedule that there is.
 */
interface Recorded {
  readonly template: HTMLTemplateElement;
  readonly moves: readonly {
    readonly frames: Keyframe[] | PropertyIndexedKeyframes;
    readonly options: number | KeyframeAnimationOptions;
  }[];
}

/** Draws something once and remembers its elements and what was animated how. */
function record(children: ReactNode): Recorded {
  const place = document.createElement("div");
  document.body.append(place);
  const moves: Recorded["moves"][number][] = [];
  const own = Element.prototype.animate;
  Element.prototype.animate = function (this: Element, frames, options = 0) {
    this.setAttribute("data-moves", `${this.getAttribute("data-moves") ?? ""} ${moves.length}`.trim());
    moves.push({ frames: frames as Recorded["moves"][number]["frames"], options });
    return own.call(this, frames, options);
  };
  const root = createRoot(place);
  flushSync(() => root.render(children));
  Element.prototype.animate = own;
  const template = document.createElement("template");
  template.innerHTML = place.innerHTML;
  root.unmount();
  place.remove();
  return { template, moves };
}

function play({ template, moves }: Recorded): HTMLElement {
  const element = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
  return Object.assign(element, {
    begin: () => {
      for (const moving of element.querySelectorAll("[data-moves]"))
        for (const index of (moving.getAttribute("data-moves") ?? "").split(" ")) {
          const move = moves[Number(index)];
          if (move !== undefined) moving.animate(move.frames, move.options);
        }
    },
  });
}

const actOf = (index: number): Act => {
  const gift: Gift = { id: `g${index}`, conversationId: "room:bench", createdAt: 0, ...giftOf(index) };
  return { key: `${index}`, gift, own: false, count: 1, quantity: 1, others: 0, at: 0, lastAt: 0 };
};
const recordings = new Map<string, Recorded>();
for (let index = 1; index <= 20; index++) {
  const act = actOf(index);
  const { gift } = act;
  if (recordings.has(gift.giftId)) continue;
  recordings.set(
    gift.giftId,
    record(
      gift.animation === "default" ? (
        <GiftCard act={act} imageUrl={undefined} avatarUrl={undefined} leaving={false} />
      ) : (
        <GiftScene gift={gift}>
          <GiftCaption act={act} avatarUrl={undefined} />
        </GiftScene>
      ),
    ),
  );
}

const root = document.getElementById("root") as HTMLElement;
root.innerHTML =
  '<div class="stage"><div class="lobby-gift-stage"><div class="lobby-gift-frame"><div class="lobby-gift-lane"><div class="lobby-gift-place"></div><div class="lobby-gift-place"></div><div class="lobby-gift-place"></div></div></div></div></div>';
const frame = root.querySelector(".lobby-gift-frame") as HTMLElement;
const free = [...root.querySelectorAll<HTMLElement>(".lobby-gift-place")];
const small: Gift[] = [];
const dear: Gift[] = [];
let cardAt = 0;
let playing = false;

function draw(gift: Gift): HTMLElement | undefined {
  const recorded = recordings.get(gift.giftId);
  if (recorded === undefined) return undefined;
  const element = play(recorded);
  for (const name of element.querySelectorAll(".lobby-gift-words bdi")) name.textContent = gift.senderName ?? "";
  return element;
}

function nextCard(): void {
  const [place, gift] = [free[0], small[0]];
  if (place === undefined || gift === undefined) return;
  const now = performance.now();
  if (now < cardAt) return void setTimeout(nextCard, cardAt - now);
  cardAt = now + 250;
  free.shift();
  small.shift();
  const card = draw(gift);
  if (card !== undefined) place.append(card);
  setTimeout(() => {
    if (card !== undefined) card.dataset.state = "closed";
    setTimeout(() => {
      card?.remove();
      free.push(place);
      nextCard();
    }, 200);
  }, animationMs.default);
  nextCard();
}

function nextScene(): void {
  const gift = playing ? undefined : dear.shift();
  if (gift === undefined) return;
  playing = true;
  const scene = draw(gift) as (HTMLElement & { begin(): void }) | undefined;
  if (scene !== undefined) {
    frame.prepend(scene);
    scene.begin();
  }
  setTimeout(() => {
    scene?.remove();
    setTimeout(() => {
      playing = false;
      nextScene();
    }, sceneGapMs);
  }, animationMs[gift.animation]);
}

measure({
  isComplete: () =>
    document.querySelector(".lobby-gift-card") !== null && document.querySelector(".lobby-gift-scene") !== null,
});
onBare<Gift>("gift", (gift) => {
  (gift.animation === "default" ? small : dear).push(gift);
  nextCard();
  nextScene();
});
