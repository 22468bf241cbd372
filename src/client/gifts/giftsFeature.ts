import { defined } from "../../contract/defined.js";
import type { DomainEvent } from "../../contract/events.js";
import { type Gift, sendGiftSchema } from "../../contract/gifts.js";
import type { ConversationId } from "../../contract/ids.js";
import { mistake } from "../../contract/mistake.js";
import { giftQueries } from "../../protocols/native/giftsHttp.js";
import { giftsWire } from "../../protocols/native/giftsWire.js";
import { nativePart } from "../../protocols/native/part.js";
import type { Timer } from "../environment.js";
import type { Feature, FeatureHost, FeatureParts } from "../feature.js";
import { giftAdded, giftsForgotten } from "./giftActions.js";
import type { TappedGift } from "./giftDrawer.js";
import { createGiftPages } from "./giftPages.js";
import { createGiftSender, pendingOf } from "./giftSender.js";
import { giftsReducer } from "./giftsReducer.js";
import { selectGifts } from "./selectors.js";

/** A tap: which gift, how many, for whom. */
export interface GiftInput {
  /** Of the catalogue. */
  readonly giftId: string;
  /** 1 to 100. */
  readonly quantity: number;
  readonly receiverId: string;
  /** Shown until the server tells the name. */
  readonly receiverName?: string | undefined;
  /** At most 200 characters. */
  readonly note?: string | undefined;
}

/** What of a conversation's gifts is shown. */
export type GiftView = "shop" | "history" | "leaderboard";

/** What a server of gifts promises. */
export interface GiftCapabilities {
  /**
   * A tap is charged at most once, and what became of it can always be asked. Without it a gift is `sent` when it went out, one that may be lost is never repeated by itself,
   * and there is no more to be known.
   */
  readonly confirmed: boolean;
}

/** Gifts without React: `lobby.use(giftsFeature)`. All functions are stable. */
export interface GiftsApi {
  readonly capabilities: GiftCapabilities;
  /**
   * Shows that part of a conversation's gifts: it is loaded into the state and kept fresh until the returned function is called. Live gifts come with the conversation itself:
   * `lobby.openConversation`.
   */
  readonly show: (conversationId: ConversationId, view: GiftView) => () => void;
  /**
   * Gives a gift and returns the key of the tap, by which it is found in `pending`. It is charged at most once, whatever becomes of the connection, this page or the server.
   * Throws `signed-out` when nobody is signed in and `bad-gift` for what no server would take.
   */
  readonly send: (conversationId: ConversationId, input: GiftInput) => string;
  /** Tries a gift again that `failed` or is `unknown`, and returns its key from now on: a new one only where the old tap was refused for want of money. */
  readonly retry: (key: string) => string;
  /** Takes a gift out of `pending`. One that is on its way stays. */
  readonly dismiss: (key: string) => void;
  /** Asks for that part of a conversation's gifts again. Resolves when it is there or has failed. */
  readonly reload: (conversationId: ConversationId, view: GiftView) => Promise<void>;
  /** Loads the next older page of the history. Resolves when it is there or has failed. */
  readonly loadMore: (conversationId: ConversationId) => Promise<void>;
}

/** After a gift the leaderboard is asked for again this much later, drawn at random, so that a room full of people don't all ask at once; ms. */
const leaderboardEveryMs = { from: 5_000, to: 15_000 };

function createGifts(host: FeatureHost): FeatureParts<GiftsApi> {
  const { environment, capabilities } = host;
  const pages = createGiftPages(host.store);
  const sender = createGiftSender(host);
  /** How many show each part of a conversation. */
  const shown = new Map<ConversationId, Map<GiftView, number>>();
  const leaving = new Map<ConversationId, Timer>();
  const boards = new Map<ConversationId, Timer>();
  /** Something may have been missed since it was loaded. */
  let missed = false;

  const isShown = (conversationId: ConversationId, view: GiftView) => (shown.get(conversationId)?.get(view) ?? 0) > 0;

  const load = (conversationId: ConversationId, view: GiftView): Promise<void> => {
    if (host.user() === null || !capabilities.gifts) return Promise.resolve();
    if (view === "history") return pages.history(conversationId, "first");
    return pages[view](conversationId);
  };

  const stay = (timers: Map<ConversationId, Timer>, conversationId: ConversationId) => {
    const timer = timers.get(conversationId);
    if (timer !== undefined) environment.clearTimeout(timer);
    timers.delete(conversationId);
  };

  /** Nobody shows it any more, for a moment: a navigation unmounts the old page before it mounts the new one. */
  const leave = (conversationId: ConversationId) => {
    shown.delete(conversationId);
    stay(boards, conversationId);
    stay(leaving, conversationId);
    const forget = async () => {
      // Who shows it again meanwhile waits for the same answer, which must find its place.
      await pages.idle();
      if (leaving.get(conversationId) !== timer) return;
      leaving.delete(conversationId);
      host.store().dispatch(giftsForgotten({ conversationId }));
    };
    const timer = environment.setTimeout(() => void forget(), host.timings.lingerMs);
    leaving.set(conversationId, timer);
  };

  /** Asks for the leaderboard again, some time after a gift. */
  const refreshBoard = (conversationId: ConversationId) => {
    if (boards.has(conversationId) || !isShown(conversationId, "leaderboard")) return;
    const { from, to } = leaderboardEveryMs;
    const timer = environment.setTimeout(
      () => {
        boards.delete(conversationId);
        void load(conversationId, "leaderboard");
      },
      from + environment.random() * (to - from),
    );
    boards.set(conversationId, timer);
  };

  const api: GiftsApi = {
    capabilities: { confirmed: capabilities.acks && capabilities.dedupe },
    show(conversationId, view) {
      const views = shown.get(conversationId) ?? new Map<GiftView, number>();
      shown.set(conversationId, views);
      const count = views.get(view) ?? 0;
      views.set(view, count + 1);
      sender.recover();
      const lingered = leaving.has(conversationId);
      stay(leaving, conversationId);
      const gifts = selectGifts(host.store().getState(), conversationId);
      const { status } = view === "shop" ? gifts : gifts[view];
      // What lingered is still fresh.
      if (count === 0 && !(lingered && (status === "ready" || status === "loading"))) void load(conversationId, view);
      let released = false;
      return () => {
        if (released) return;
        released = true;
        const left = (views.get(view) ?? 1) - 1;
        if (left > 0) views.set(view, left);
        else views.delete(view);
        if (views.size === 0) leave(conversationId);
      };
    },
    send(conversationId, input) {
      const user = host.user();
      if (user === null) throw mistake("signed-out", "A gift can't be sent.");
      const key = environment.newId();
      const { giftId, quantity, receiverId, receiverName, note: written } = input;
      const note = written === undefined || written.trim() === "" ? undefined : written.trim();
      const parsed = sendGiftSchema(defined({ conversationId, clientId: key, giftId, quantity, receiverId, note }));
      if (!parsed.ok) throw mistake("bad-gift", `A gift can't be sent: ${parsed.issue}.`);
      const { catalogue } = selectGifts(host.store().getState(), conversationId);
      // The catalogue may have changed under the tap: what it costs is for the server to say anyway.
      const gift = catalogue.find(({ id }) => id === giftId) ?? {
        id: giftId,
        name: giftId,
        price: 0,
        animation: "default",
      };
      const at = environment.now();
      const tapped: TappedGift = defined({
        key,
        userId: user.id,
        conversationId,
        gift,
        quantity,
        receiverId,
        receiverName,
        note,
        at,
      });
      const { name, price, animation } = gift;
      const given: Gift = defined({
        id: key,
        clientId: key,
        conversationId,
        giftId,
        name,
        price,
        quantity,
        animation,
        senderId: user.id,
        senderName: user.name,
        receiverId,
        receiverName,
        note,
        createdAt: at,
      });
      host.store().dispatch(giftAdded({ pending: pendingOf(tapped), shown: given }));
      sender.add(tapped);
      return key;
    },
    retry: sender.retry,
    dismiss: sender.dismiss,
    reload: load,
    loadMore: (conversationId) => pages.history(conversationId, "next"),
  };

  const hasFailed = (conversationId: ConversationId, view: GiftView) => {
    const gifts = selectGifts(host.store().getState(), conversationId);
    return (view === "shop" ? gifts : gifts[view]).status === "error";
  };

  /** Asks again for what is shown: for all of it after a loss, else for what failed, as before a first connection to a server that was down. */
  const refresh = async (all: boolean) => {
    const userId = host.user()?.id;
    await pages.idle();
    if (host.user()?.id !== userId) return;
    for (const [conversationId, views] of shown)
      for (const view of views.keys()) if (all || hasFailed(conversationId, view)) void load(conversationId, view);
  };

  /** Own gifts that the server says are charged, and leaderboards that have changed. */
  const received = (events: readonly DomainEvent[]) => {
    for (const event of events) {
      if (event.type === "balanceChanged" && event.clientId !== undefined) sender.confirm(event.clientId);
      if (event.type !== "giftReceived") continue;
      const { gift } = event;
      if (gift.clientId !== undefined && gift.senderId === host.user()?.id) sender.confirm(gift.clientId);
      refreshBoard(gift.conversationId);
    }
  };

  return {
    api,
    received,
    ready() {
      sender.ready();
      void refresh(missed);
      missed = false;
    },
    down() {
      missed = true;
      sender.down();
    },
    reset() {
      missed = true;
      sender.reset();
      for (const timers of [leaving, boards]) for (const id of [...timers.keys()]) stay(timers, id);
    },
  };
}

/** Gifts: catalogue, balance, taps that are charged once, history and leaderboard. */
export const giftsFeature: Feature<GiftsApi, "gifts"> = {
  name: "gifts",
  reducer: giftsReducer,
  native: () => nativePart(giftsWire, giftQueries),
  create: createGifts,
};
