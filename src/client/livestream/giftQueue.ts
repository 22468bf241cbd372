import { giftKey } from "../../contract/giftKey.js";
import type { Gift } from "../../contract/gifts.js";
import { animationMs, sceneGapMs } from "../../contract/giftTimes.js";
import type { Environment, Timer } from "../environment.js";

/** Gifts that wait beyond this number push the cheapest out. */
const maxWaiting = 50;
/** What has waited for longer, in a tab that slept, is left out: nobody wants the fireworks of an hour ago. */
const staleMs = 60_000;

/** Which gift is to be shown now: one at a time, for as long as its animation lasts, a second apart. */
export interface GiftQueue {
  readonly showing: Gift | null;
  readonly waiting: number;
  /** Takes what is there now. What was not there at the last look is shown; of the first look nothing. */
  look(gifts: readonly Gift[]): void;
  /** Shows nothing, and forgets what waits; the next look is the first again. */
  clear(): void;
}

/**
 * Makes a queue of gifts.
 *
 * @param onChange told when another gift is shown, or none
 */
export function createGiftQueue(
  environment: Environment,
  userId: () => string | null,
  onChange: () => void,
): GiftQueue {
  let seen: readonly Gift[] | null = null;
  let known: ReadonlySet<string> = new Set();
  let waiting: { readonly gift: Gift; readonly at: number }[] = [];
  let showing: Gift | null = null;
  /** While one is shown, and for the pause after it. */
  let timer: Timer | null = null;

  const show = (gift: Gift | null) => {
    showing = gift;
    onChange();
  };
  const begin = () => {
    timer = null;
    const until = environment.now() - staleMs;
    waiting = waiting.filter(({ at }) => at > until);
    const next = waiting.shift();
    if (next === undefined) return;
    timer = environment.setTimeout(end, animationMs[next.gift.animation]);
    show(next.gift);
  };
  const end = () => {
    timer = environment.setTimeout(begin, sceneGapMs);
    show(null);
  };
  const bound = () => {
    while (waiting.length > maxWaiting) {
      const others = waiting.filter(({ gift }) => gift.senderId !== userId());
      const cheapest = Math.min(...(others.length > 0 ? others : waiting).map(({ gift }) => priceOf(gift)));
      const among = others.length > 0 ? others : waiting;
      const gone = among.find(({ gift }) => priceOf(gift) === cheapest);
      waiting = waiting.filter((one) => one !== gone);
    }
  };

  return {
    get showing() {
      return showing;
    },
    get waiting() {
      return waiting.length;
    },
    look(gifts) {
      if (gifts === seen) return;
      const first = seen === null;
      const fresh = first ? [] : gifts.filter((gift) => !known.has(giftKey(gift)));
      seen = gifts;
      known = new Set(gifts.map(giftKey));
      // An own one that was refused is taken back; others only make room.
      const isGone = (gift: Gift) => gift.senderId === userId() && !known.has(giftKey(gift));
      waiting = waiting.filter(({ gift }) => !isGone(gift));
      if (showing !== null && isGone(showing)) {
        if (timer !== null) environment.clearTimeout(timer);
        end();
      }
      if (fresh.length === 0) return;
      const at = environment.now();
      waiting.push(...fresh.map((gift) => ({ gift, at })));
      bound();
      if (timer === null) begin();
      else onChange();
    },
    clear() {
      if (timer !== null) environment.clearTimeout(timer);
      timer = null;
      seen = null;
      waiting = [];
      showing = null;
    },
  };
}

function priceOf({ price, quantity }: Gift): number {
  return price * quantity;
}
