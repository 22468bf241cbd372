import type { Gift } from "../../contract/gifts.js";
import { animationMs, sceneGapMs } from "../../contract/giftTimes.js";

/*
 *                      receive                advance                        advance
 *   gift ──┬───────────────────────▶ queue ───────────────▶ cards or scene ───────────▶ gone
 *          └─ same giver and gift, within 5 s: counted on what waits or is shown
 *
 * Pure: every function takes a state and the present and answers the next state, the same object where nothing changes. Times are ms of one clock.
 */

/** Between two cards' beginnings, so that each is seen to come, ms. */
export const cardGapMs = 250;
/** Cards that are shown at the same time. */
export const maxCards = 3;
/** What waits; beyond it the cheapest are put together, or else left out. */
export const maxWaiting = 50;
/** The same gift by the same giver within this time is counted up, ms. */
export const streakMs = 5_000;
/** A streak without end gives its place up after this time, ms, and comes again with its number. */
const longestMs = 10_000;
/** After a pause, what has waited for longer is left out: nobody wants the fireworks of an hour ago. */
const staleMs = 60_000;

/** A gift, or a streak of it, on its way over the stage. */
export interface Act {
  readonly key: string;
  /** The first of it. */
  readonly gift: Gift;
  /** Given by whose screen it is: goes first, and is never left out. */
  readonly own: boolean;
  /** How many, over the whole streak: the multiplier. */
  readonly count: number;
  /** How many of them no earlier card of the streak has shown. */
  readonly quantity: number;
  /** How many more givers this stands for. */
  readonly others: number;
  /** When the first and the last of it came. */
  readonly at: number;
  readonly lastAt: number;
}

/** What is shown. */
export interface Shown extends Act {
  readonly since: number;
  readonly until: number;
  /** Which of the places for cards, from 0; it keeps it, so that nothing moves when another one goes. */
  readonly place: number;
}

interface Streak {
  readonly count: number;
  readonly at: number;
}

/** The stage at a moment. */
export interface Stage {
  readonly cards: readonly Shown[];
  /** Full-bleed, one at a time. */
  readonly scene: Shown | null;
  readonly queue: readonly Act[];
  /** Numbers reached by streaks that may go on, by giver and gift. */
  readonly streaks: Readonly<Record<string, Streak>>;
  readonly nextCardAt: number;
  readonly nextSceneAt: number;
  readonly pausedAt: number | null;
  /** Gifts left out, by quantity. */
  readonly dropped: number;
  readonly made: number;
}

export const emptyStage: Stage = {
  cards: [],
  scene: null,
  queue: [],
  streaks: {},
  nextCardAt: 0,
  nextSceneAt: 0,
  pausedAt: null,
  dropped: 0,
  made: 0,
};

/** What decides how gifts are shown. */
export interface StageOptions {
  readonly userId: string | null;
  /** Nothing moves: everything is a card. */
  readonly still: boolean;
}

/** Takes gifts in, in the order in which they were given. */
export function receive(stage: Stage, gifts: readonly Gift[], now: number, options: StageOptions): Stage {
  if (gifts.length === 0) return stage;
  const next = gifts.reduce((state, gift) => add(state, gift, now, options.userId), stage);
  const { queue, dropped } = bounded(next.queue);
  const kept = Object.entries(next.streaks).filter(([, { at }]) => now - at < streakMs);
  return advance(
    { ...next, queue, dropped: next.dropped + dropped, streaks: Object.fromEntries(kept) },
    now,
    options.still,
  );
}

/** Ends what has been shown for long enough, and begins what is next. */
export function advance(stage: Stage, now: number, still: boolean): Stage {
  if (stage.pausedAt !== null) return stage;
  let { cards, scene, queue, nextSceneAt, nextCardAt } = stage;
  if (cards.some(({ until }) => until <= now)) {
    cards = cards.filter(({ until }) => until > now);
    // What goes is seen to go before another one takes its place.
    nextCardAt = Math.max(nextCardAt, now + cardGapMs);
  }
  if (scene !== null && scene.until <= now) {
    // From its end, not from when somebody looked.
    nextSceneAt = scene.until + sceneGapMs;
    scene = null;
  }
  if (cards.length < maxCards && now >= nextCardAt) {
    const act = first(queue.filter(({ gift }) => still || !isDear(gift)));
    if (act !== undefined) {
      const taken = new Set(cards.map(({ place }) => place));
      const place = [0, 1, 2].find((one) => !taken.has(one)) ?? 0;
      cards = [...cards, { ...act, since: now, until: now + animationMs[act.gift.animation], place }];
      queue = queue.filter((one) => one !== act);
      nextCardAt = now + cardGapMs;
    }
  }
  if (!still && scene === null && now >= nextSceneAt) {
    const act = first(queue.filter(({ gift }) => isDear(gift)));
    if (act !== undefined) {
      scene = { ...act, since: now, until: now + animationMs[act.gift.animation], place: 0 };
      queue = queue.filter((one) => one !== act);
    }
  }
  if (cards === stage.cards && scene === stage.scene && queue === stage.queue) return stage;
  return { ...stage, cards, scene, queue, nextSceneAt, nextCardAt };
}

/** When `advance` has something to do again; `null` when nothing is under way. */
export function nextAdvance(stage: Stage, still: boolean): number | null {
  if (stage.pausedAt !== null) return null;
  const times = stage.cards.map(({ until }) => until);
  if (stage.scene !== null) times.push(stage.scene.until);
  const waits = (dear: boolean) => stage.queue.some(({ gift }) => (still ? !dear : isDear(gift) === dear));
  if (stage.cards.length < maxCards && waits(false)) times.push(stage.nextCardAt);
  if (stage.scene === null && waits(true)) times.push(stage.nextSceneAt);
  return times.length === 0 ? null : Math.min(...times);
}

/** The page is hidden: what is shown stays as it is. */
export function pause(stage: Stage, now: number): Stage {
  return stage.pausedAt === null ? { ...stage, pausedAt: now } : stage;
}

/** The page is seen again: everything goes on from where it was. */
export function resume(stage: Stage, now: number): Stage {
  if (stage.pausedAt === null) return stage;
  const gone = now - stage.pausedAt;
  const later = (shown: Shown): Shown => ({ ...shown, since: shown.since + gone, until: shown.until + gone });
  const queue = stage.queue.filter(({ own, lastAt }) => own || now - lastAt < staleMs);
  const left = stage.queue.filter((act) => !queue.includes(act));
  return {
    ...stage,
    pausedAt: null,
    cards: stage.cards.map(later),
    scene: stage.scene && later(stage.scene),
    queue,
    dropped: stage.dropped + left.reduce((sum, { quantity }) => sum + quantity, 0),
  };
}

/** Whether a gift has the whole stage for itself. */
export function isDear({ animation }: Pick<Gift, "animation">): boolean {
  return animation !== "default";
}

const streakOf = ({ senderId, giftId, receiverId }: Gift) => `${senderId} ${giftId} ${receiverId}`;
const worth = ({ gift, count }: Act) => gift.price * count;

/** Own gifts first, then the dear ones, then who came first. */
function first(acts: readonly Act[]): Act | undefined {
  return acts.reduce<Act | undefined>((best, act) => (best === undefined || before(act, best) ? act : best), undefined);
}
function before(one: Act, other: Act): boolean {
  if (one.own !== other.own) return one.own;
  return worth(one) > worth(other);
}

function add(stage: Stage, gift: Gift, now: number, userId: string | null): Stage {
  const streak = streakOf(gift);
  const isIt = (act: Act) => act.others === 0 && streakOf(act.gift) === streak;
  const known = stage.streaks[streak];
  const goesOn = known !== undefined && now - known.at < streakMs;
  // What still waits is counted up however long it has waited.
  const before = stage.queue.find(isIt)?.count ?? (goesOn ? known.count : 0);
  const count = before + gift.quantity;
  const next = { ...stage, streaks: { ...stage.streaks, [streak]: { count, at: now } } };
  const more = <A extends Act>(act: A): A =>
    isIt(act) ? { ...act, count, quantity: act.quantity + gift.quantity, lastAt: now } : act;
  if (stage.queue.some(isIt)) return { ...next, queue: stage.queue.map(more) };
  if (goesOn && stage.scene !== null && isIt(stage.scene)) return { ...next, scene: more(stage.scene) };
  if (goesOn && stage.cards.some(isIt)) {
    const until = (card: Shown) => Math.max(card.until, Math.min(now + animationMs.default, card.since + longestMs));
    return { ...next, cards: stage.cards.map((card) => (isIt(card) ? { ...more(card), until: until(card) } : card)) };
  }
  const { quantity } = gift;
  const own = gift.senderId === userId;
  const act: Act = { key: `${stage.made}`, gift, own, count, quantity, others: 0, at: now, lastAt: now };
  return { ...next, made: stage.made + 1, queue: [...stage.queue, act] };
}

/** No more than may wait: the cheapest that have a like are put together; where none has, the cheapest is left out. Own ones stay. */
function bounded(queue: readonly Act[]): { readonly queue: readonly Act[]; readonly dropped: number } {
  let kept = queue;
  let dropped = 0;
  while (kept.length > maxWaiting) {
    const others = kept.filter(({ own }) => !own);
    const candidates = [...(others.length > 0 ? others : kept)].sort((one, other) => worth(one) - worth(other));
    const likeOf = ({ gift }: Act) => candidates.findLast((act) => act.gift.giftId === gift.giftId);
    const joins = candidates.find((act) => likeOf(act) !== act);
    const leaves = joins ?? (others.length > 0 ? candidates[0] : undefined);
    if (leaves === undefined) break;
    const like = likeOf(leaves);
    if (joins === undefined) dropped += leaves.quantity;
    kept = kept.filter((act) => act !== leaves).map((act) => (act === like ? joined(act, leaves) : act));
  }
  return { queue: kept, dropped };
}

function joined(act: Act, other: Act): Act {
  const quantity = act.quantity + other.quantity;
  return {
    ...act,
    quantity,
    count: quantity,
    others: act.others + other.others + (act.gift.senderId === other.gift.senderId ? 0 : 1),
    at: Math.min(act.at, other.at),
    lastAt: Math.max(act.lastAt, other.lastAt),
  };
}
