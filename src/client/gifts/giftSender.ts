import type { CommandResult } from "../../contract/commands.js";
import { defined } from "../../contract/defined.js";
import { type Failure, failure, isRetryable, type Outcome } from "../../contract/errors.js";
import type { Timer } from "../environment.js";
import type { FeatureHost, FeatureLine } from "../feature.js";
import { giftAdded, giftAsked, giftDismissed, giftFailed, giftSettled } from "./giftActions.js";
import { createGiftDrawer, type GiftDrawer, openGifts, type TappedGift } from "./giftDrawer.js";
import type { PendingGift } from "./giftsState.js";

/** So long an open connection may leave a gift undecided; then the person is asked. */
const givesUpAfterMs = 60_000;
/** A gift that did not get through for so long is no longer what its sender meant: it is asked about, but not sent. */
const meantForMs = 10 * 60_000;
const longestPauseMs = 10_000;

/** Brings taps to the server, each under the key of its tap, until it is certain what became of them. */
export interface GiftSender {
  /** Takes a tap. It goes as soon as may be. */
  add(gift: TappedGift): void;
  /** Tries again what failed or is unknown, and answers its key from now on: another one only where the server has refused the old one for good. */
  retry(key: string): string;
  /** Forgets what failed, was sent or is unknown; what is on its way stays. */
  dismiss(key: string): void;
  /** Takes over what an earlier page of this user left undecided. */
  recover(): void;
  /** The server says that it is charged. */
  confirm(key: string): void;
  ready(): void;
  down(): void;
  reset(): void;
}

interface Flight {
  readonly gift: TappedGift;
  /** It may have got through: the server is asked before it is sent again. */
  uncertain: boolean;
  /** Given up: asked about when there is a new connection, but not sent again unless the person says so. */
  resting: boolean;
  busy: boolean;
  /** When the person last said that it shall go. */
  meantAt: number;
  /** Time of open connections that it has had, and since when it has the present one. */
  spentMs: number;
  since: number;
  faults: number;
  pause: Timer | null;
}

/**
 * Makes the sender.
 *
 *   tap ──▶ charge ──▶ sent | failed
 *             │ ▲
 *     no answer │ never charged under this key
 *             ▼ │
 *            ask what became of it ──▶ sent | failed
 *             │
 *             └──▶ unknown, after a minute of an open connection
 *
 * A tap is kept in the storage from before it goes out until it is decided, and has one key all that time: whoever repeats it, this page, the next one or another tab, the
 * server charges it once.
 */
export function createGiftSender(host: FeatureHost): GiftSender {
  const { environment, timings } = host;
  const flights = new Map<string, Flight>();
  /** What has failed and may be tried again. */
  const failed = new Map<string, { readonly gift: TappedGift; readonly failure: Failure }>();
  let openFrom: number | null = null;
  /** Another user's answers must find nothing. */
  let generation = 0;
  let drawer: GiftDrawer | null = null;
  let recovered = false;

  const dispatch = (
    action: ReturnType<
      typeof giftSettled | typeof giftFailed | typeof giftAsked | typeof giftDismissed | typeof giftAdded
    >,
  ) => {
    host.store().dispatch(action);
  };

  const drawerOf = (userId: string): GiftDrawer => {
    drawer ??= createGiftDrawer(environment.storage, `${host.url} ${host.protocol}`, userId, host.report);
    return drawer;
  };

  const spent = ({ spentMs, since }: Flight) =>
    spentMs + (openFrom === null ? 0 : environment.now() - Math.max(openFrom, since));

  const forget = (flight: Flight) => {
    if (flight.pause !== null) environment.clearTimeout(flight.pause);
    flights.delete(flight.gift.key);
    drawerOf(flight.gift.userId).remove(flight.gift.key);
  };

  const settle = (
    flight: Flight,
    result: Pick<CommandResult<"sendGift">, "gift"> & { readonly balance?: number | null },
  ) => {
    forget(flight);
    dispatch(giftSettled(defined({ key: flight.gift.key, gift: result.gift, balance: result.balance })));
  };
  const fail = (flight: Flight, why: Failure, balance?: number | null) => {
    forget(flight);
    failed.set(flight.gift.key, { gift: flight.gift, failure: why });
    const [oldest] = failed.keys();
    if (failed.size > openGifts && oldest !== undefined) dismiss(oldest);
    dispatch(giftFailed(defined({ key: flight.gift.key, status: "failed" as const, failure: why, balance })));
  };
  const dismiss = (key: string) => {
    failed.delete(key);
    dispatch(giftDismissed({ key }));
  };
  const giveUp = (flight: Flight, why: Failure) => {
    // What certainly never got through has failed, and nothing more.
    if (!flight.uncertain) return fail(flight, why);
    flight.resting = true;
    dispatch(giftFailed({ key: flight.gift.key, status: "unknown", failure: why }));
  };

  const pause = (flight: Flight, ms: number, why: Failure) => {
    const left = givesUpAfterMs - spent(flight);
    if (left <= 0) return giveUp(flight, why);
    flight.pause = environment.setTimeout(
      () => {
        flight.pause = null;
        if (spent(flight) >= givesUpAfterMs) giveUp(flight, why);
        else pump(flight);
      },
      Math.min(ms, left),
    );
  };
  /** Until the next try after a fault: twice as long each time. */
  const nextPause = (flight: Flight, why: Failure) => {
    flight.faults += 1;
    return why.retryAfterMs ?? Math.min(500 * 2 ** flight.faults, longestPauseMs) * (0.5 + environment.random() / 2);
  };

  const pump = (flight: Flight) => {
    const line = host.line();
    if (flight.busy || flight.pause !== null || line === null || !line.ready) return;
    // The one thing that must never go wrong, so it is looked at once more where it would happen.
    if (host.user()?.id !== flight.gift.userId) return;
    flight.busy = true;
    void fly(flight, line);
  };

  const fly = async (flight: Flight, line: FeatureLine) => {
    const at = generation;
    const { key } = flight.gift;
    /** Somebody else is signed in, or it was decided by an event meanwhile. */
    const over = () => generation !== at || flights.get(key) !== flight;
    if (!flight.resting) dispatch(giftAsked({ key }));
    if (flight.uncertain) {
      const outcome = await line.execute("giftStatus", { clientId: key }, { timeoutMs: timings.ackTimeoutMs });
      if (over()) return;
      flight.busy = false;
      if (!mayCharge(flight, outcome)) return;
    }
    if (environment.now() - flight.meantAt > meantForMs) return fail(flight, failure("EXPIRED"));
    flight.busy = true;
    const { conversationId, gift, quantity, receiverId, receiverName, note } = flight.gift;
    const input = defined({ clientId: key, conversationId, giftId: gift.id, quantity, receiverId, receiverName, note });
    const outcome = await line.execute("sendGift", input, { timeoutMs: timings.ackTimeoutMs });
    if (over()) return;
    flight.busy = false;
    if (outcome.ok) return settle(flight, outcome.value ?? { gift: null });
    const why = outcome.failure;
    if (!isRetryable(why.code)) return fail(flight, why);
    if (why.code === "RATE_LIMITED") return pause(flight, nextPause(flight, why), why);
    // Who is not known to the server is not charged.
    if (why.code !== "UNAUTHENTICATED") flight.uncertain = true;
    again(flight, why);
  };

  /** What the server says of an uncertain gift. `true`: nothing was charged, and it may be sent again. */
  const mayCharge = (flight: Flight, outcome: Outcome<CommandResult<"giftStatus"> | null>): boolean => {
    if (!outcome.ok || outcome.value === null) {
      const why = outcome.ok ? failure("UNSUPPORTED") : outcome.failure;
      // A server that can't be asked must not be sent it again: that could charge it twice.
      if (!isRetryable(why.code)) giveUp(flight, why);
      else again(flight, why);
      return false;
    }
    const { status, gift, balance } = outcome.value;
    if (status === "charged") settle(flight, defined({ gift, balance }));
    else if (status === "refused") fail(flight, outcome.value.failure ?? failure("FORBIDDEN"), balance);
    return status === "unknown" && !flight.resting;
  };

  /** After a fault: when there is a connection again, or in a moment if there is one. */
  const again = (flight: Flight, why: Failure) => {
    if (flight.resting) return;
    if (spent(flight) >= givesUpAfterMs) giveUp(flight, why);
    else if (host.line()?.ready !== true) return;
    else if (why.code === "TIMEOUT") pump(flight);
    else pause(flight, nextPause(flight, why), why);
  };

  const take = (gift: TappedGift, uncertain: boolean) => {
    const flight: Flight = {
      gift,
      uncertain,
      resting: false,
      busy: false,
      meantAt: gift.at,
      spentMs: 0,
      since: environment.now(),
      faults: 0,
      pause: null,
    };
    flights.set(gift.key, flight);
    return flight;
  };

  const recover = () => {
    const user = host.user();
    if (recovered || user === null) return;
    recovered = true;
    for (const gift of drawerOf(user.id).load()) {
      if (flights.has(gift.key) || failed.has(gift.key)) continue;
      take(gift, true);
      dispatch(giftAdded({ pending: pendingOf(gift) }));
    }
  };

  return {
    add(gift) {
      const undecided = flights.size;
      const flight = take(gift, false);
      if (undecided >= openGifts) return fail(flight, failure("UNAVAILABLE", "Too many gifts are waiting."));
      drawerOf(gift.userId).put(gift);
      pump(flight);
    },
    retry(key) {
      const resting = flights.get(key);
      if (resting !== undefined) {
        if (!resting.resting || resting.busy) return key;
        const now = environment.now();
        Object.assign(resting, { resting: false, meantAt: now, spentMs: 0, since: now, faults: 0 });
        dispatch(giftAsked({ key }));
        pump(resting);
        return key;
      }
      const old = failed.get(key);
      if (old === undefined || host.user()?.id !== old.gift.userId) return key;
      failed.delete(key);
      // The server keeps what it has refused for want of money under that key; all other refusals leave the key free.
      const used = old.failure.code === "INSUFFICIENT_FUNDS" || old.failure.code === "CONFLICT";
      const gift: TappedGift = { ...old.gift, key: used ? environment.newId() : key, at: environment.now() };
      if (used) dispatch(giftAdded({ pending: pendingOf(gift), instead: key }));
      else dispatch(giftAsked({ key }));
      drawerOf(gift.userId).put(gift);
      // It failed because it certainly was not charged; an answer that comes late is the server's to sort out, by the key.
      pump(take(gift, false));
      return gift.key;
    },
    dismiss(key) {
      const flight = flights.get(key);
      if (flight !== undefined && !flight.resting) return;
      if (flight !== undefined) forget(flight);
      dismiss(key);
    },
    recover,
    confirm(key) {
      failed.delete(key);
      const flight = flights.get(key);
      const user = host.user();
      if (flight !== undefined) forget(flight);
      else if (user !== null) drawerOf(user.id).remove(key);
    },
    ready() {
      openFrom = environment.now();
      const at = generation;
      // A moment later: a feature may be attached in a render, which must not change the state.
      void Promise.resolve().then(() => {
        if (generation !== at) return;
        recover();
        for (const flight of [...flights.values()]) pump(flight);
      });
    },
    down() {
      for (const flight of flights.values()) flight.spentMs = spent(flight);
      openFrom = null;
    },
    reset() {
      generation += 1;
      for (const { pause: timer } of flights.values()) if (timer !== null) environment.clearTimeout(timer);
      flights.clear();
      failed.clear();
      openFrom = null;
      drawer = null;
      recovered = false;
    },
  };
}

/** A tap as the state shows it. */
export function pendingOf({ userId: _own, ...gift }: TappedGift): PendingGift {
  return { ...gift, status: "sending" };
}
