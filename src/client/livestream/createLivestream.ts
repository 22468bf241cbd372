import type { DraftBody } from "../../contract/chat.js";
import { defined } from "../../contract/defined.js";
import { demandId } from "../../contract/demandId.js";
import { giftKey } from "../../contract/giftKey.js";
import type { ConversationId } from "../../contract/ids.js";
import { mistake } from "../../contract/mistake.js";
import { generalTopic } from "../../contract/support.js";
import { selectConversation, selectMessage } from "../chat/selectors.js";
import { healthFeature } from "../connection/healthFeature.js";
import type { HealthLevel } from "../connection/healthState.js";
import { type GiftInput, giftsFeature } from "../gifts/giftsFeature.js";
import { selectGifts } from "../gifts/selectors.js";
import type { Lobby } from "../lobby.js";
import type { LobbyRootState } from "../lobbyState.js";
import { notificationsFeature } from "../notifications/notificationsFeature.js";
import { roomFeature } from "../room/roomFeature.js";
import { selectOwnSupport } from "../support/selectors.js";
import { supportFeature } from "../support/supportFeature.js";
import { viewersFeature } from "../viewers/viewersFeature.js";
import { createGiftQueue } from "./giftQueue.js";
import type { LivestreamView } from "./livestreamView.js";
import { createReader, nothingHidden, supportIdOf } from "./readLivestream.js";

/** What can be done in a room. All functions are stable; those that return a promise never reject. */
export interface LivestreamActions {
  /** Says something, now or as soon as possible, and returns the message's key. Throws `bad-body` for what no server would take, `signed-out` when nobody is signed in. */
  readonly send: (text: string) => string;
  /** Shows a picture by its http(s) address, with a caption if given. Throws as `send` does; one that this server does not allow becomes a failed message. */
  readonly sendImage: (url: string, caption?: string) => string;
  /** Sends a failed message again, in the room or to the admins. */
  readonly retry: (key: string) => void;
  /** Throws an unsent message away; returns its body for whoever wants to edit it, `null` when it is gone already. */
  readonly discard: (key: string) => DraftBody | null;
  /** Loads the next older page, or shows again what `clearHistory` has hidden. Resolves when it is there or has failed. */
  readonly loadOlder: () => Promise<void>;
  /** Loads what is missing after that sequence. */
  readonly loadGap: (after: number) => Promise<void>;
  /** Asks for the first page of messages again. */
  readonly reload: () => Promise<void>;
  /** Hides the messages and gifts that are here now. On this page only, and nothing that the person wrote and that is not sent yet. */
  readonly clearHistory: () => void;
  /** Marks everything up to `seq` (the newest if absent) read. */
  readonly markRead: (seq?: number) => void;
  /** Says that the user types, or has stopped. Throttled; nothing where the server has no word for it. */
  readonly setTyping: (typing: boolean) => void;
  /** Whether the end of the list is on the screen; while it is not, nothing is dropped from a full room. */
  readonly setReading: (reading: boolean) => void;
  /** Tries to come into the room again after `refused`, `error` or `removed`. */
  readonly rejoin: () => void;
  /** Gives a gift and returns the key of the tap, by which it is found in `gifts.pending`. Throws `bad-gift` for what no server would take. */
  readonly sendGift: (gift: GiftInput) => string;
  /** Tries a gift again that `failed` or is `unknown`, and returns its key from now on. */
  readonly retryGift: (key: string) => string;
  /** Takes a gift out of `gifts.pending` that is not on its way. */
  readonly dismissGift: (key: string) => void;
  /** Asks for catalogue and balance again. */
  readonly reloadGifts: () => Promise<void>;
  /**
   * Writes to the admins and returns the message's key. `supportType` is what it is about, in the app's words, for servers that keep requests (`capabilities.support`); `general` unless
   * told otherwise. Throws as `send` does.
   */
  readonly askAdmin: (text: string, supportType?: string) => string;
  /** Marks notifications read: one, several, or all when none is named. Shown at once, and taken back when the server refuses. */
  readonly markNotificationsRead: (ids?: string | readonly string[]) => void;
  /** Forgets all notifications, where the server can (`capabilities.notifications` is `true`). */
  readonly clearNotifications: () => void;
  /** Loads the next older page of notifications. */
  readonly loadMoreNotifications: () => Promise<void>;
  /** Asks the API whether it is there. */
  readonly checkHealth: () => Promise<HealthLevel>;
  /** Empties the log of errors. */
  readonly clearErrors: () => void;
}

/** One room and everything that belongs to it, for any way of drawing. */
export interface Livestream extends LivestreamActions {
  readonly lobby: Lobby;
  readonly roomId: string;
  /** Calls the listener after every change, and wants connection and room while there is one. Returns a stop function. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Everything there is to show now, or in another state of the lobby (the one that was rendered on the server). The same object while nothing changed. */
  readonly getSnapshot: (state?: LobbyRootState) => LivestreamView;
  /** Leaves the room and tells nobody any more. Nothing unsent is lost. A later `subscribe` begins anew. */
  readonly close: () => void;
}

/** Options of {@link createLivestream}. */
export interface CreateLivestreamOptions {
  /** Keep the user's notifications loaded; `true` unless told otherwise. */
  readonly notifications?: boolean | undefined;
  /** Log errors, and ask the API whether it is there when something looks wrong; `true` unless told otherwise. */
  readonly health?: boolean | undefined;
}

/**
 * Everything of one room without a framework. Making it has no effects, so it may be made in a render; the first `subscribe` wants the connection and comes into the room, and a second
 * after the last subscriber has gone, or after `close`, the room is left. Any number may be made of the same room: the server hears of it once.
 *
 * @throws LobbyError `bad-id` for a malformed id
 *
 * @example
 * const live = createLivestream(createLobby({ url, user, auth, protocol: livestream() }), "hall");
 * live.subscribe(() => draw(live.getSnapshot()));
 * live.send("Hello!");
 */
export function createLivestream(lobby: Lobby, roomId: string, options: CreateLivestreamOptions = {}): Livestream {
  demandId(roomId, "a room's id");
  const conversationId: ConversationId = `room:${roomId}`;
  const { capabilities, environment } = lobby;
  const rooms = lobby.use(roomFeature);
  const viewers = lobby.use(viewersFeature);
  const gifts = lobby.use(giftsFeature);
  const notifications = lobby.use(notificationsFeature);
  const support = lobby.use(supportFeature);
  const health = lobby.use(healthFeature);

  const listeners = new Set<() => void>();
  let hidden = nothingHidden;
  /** Counts up with what is not in the store. */
  let local = 0;
  let stops: readonly (() => void)[] | null = null;
  /** The talk to the admins, once there is one. */
  let talk: { readonly id: ConversationId; readonly stop: () => void } | null = null;
  let userId: string | null = null;
  let known: { readonly from: readonly unknown[]; readonly view: LivestreamView } | null = null;
  let told: LivestreamView | null = null;

  const state = () => lobby.store.getState();
  const changed = () => {
    local += 1;
    tell();
  };
  const queue = createGiftQueue(environment, () => lobby.user?.id ?? null, changed);
  const read = createReader(lobby, roomId, queue);
  let readGiven: typeof read | null = null;

  const getSnapshot = (given?: LobbyRootState): LivestreamView => {
    if (given !== undefined) {
      // With parts of its own: those of the present would lose their identity.
      readGiven ??= createReader(lobby, roomId, queue);
      return readGiven(given, nothingHidden, false);
    }
    const from = [state(), lobby.user, local, stops];
    if (known === null || from.some((one, index) => one !== known?.from[index]))
      known = { from, view: read(state(), hidden, stops !== null) };
    return known.view;
  };

  const tell = () => {
    const view = getSnapshot();
    if (view === told) return;
    told = view;
    for (const listener of [...listeners]) {
      try {
        listener();
      } catch (error) {
        // The page's own fault: its console is told, and whoever else listens goes on.
        environment.setTimeout(() => {
          throw error;
        }, 0);
      }
    }
  };

  /** Follows what the store says, beside showing it. */
  const look = () => {
    const now = state();
    if (userId !== now.lobby.connection.userId) {
      userId = now.lobby.connection.userId;
      hidden = nothingHidden;
      local += 1;
      queue.clear();
      stopTalk();
    }
    if (selectOwnSupport(now).ticket !== null) startTalk();
    // What was given while nobody was in the room is not shown as if it were now.
    if (userId !== null) queue.look(selectGifts(now, conversationId).recent);
    tell();
  };

  const startTalk = () => {
    const id = supportIdOf(lobby);
    if (id === null || talk !== null || stops === null || !capabilities.support) return;
    talk = { id, stop: lobby.openConversation(id) };
  };
  const stopTalk = () => {
    talk?.stop();
    talk = null;
  };

  const open = () => {
    userId = state().lobby.connection.userId;
    const { notifications: withNotifications = true, health: withHealth = true } = options;
    stops = [
      lobby.openConversation(conversationId),
      rooms.watch(roomId),
      viewers.view(roomId),
      gifts.show(conversationId, "shop"),
      ...(withNotifications ? [notifications.watch()] : []),
      ...(withHealth ? [health.watch()] : []),
      support.followOwn(),
      lobby.store.subscribe(look),
      // Last, so that the first session finds everything that is wanted.
      lobby.retain(),
    ];
    told = getSnapshot();
    look();
  };
  const shut = () => {
    const running = stops;
    stops = null;
    stopTalk();
    queue.clear();
    for (const stop of running ?? []) stop();
  };

  const say = (body: DraftBody) => lobby.sendMessage(conversationId, body);
  /** Which conversation an own message is in. */
  const placeOf = (key: string): ConversationId => {
    const id = supportIdOf(lobby);
    return id !== null && selectMessage(state(), id, key) !== undefined ? id : conversationId;
  };

  return {
    lobby,
    roomId,
    getSnapshot,
    subscribe: (listener) => {
      // A function of its own for each subscription: the same one may subscribe twice.
      const own = () => listener();
      listeners.add(own);
      if (stops === null) open();
      return () => {
        if (listeners.delete(own) && listeners.size === 0) shut();
      };
    },
    close: () => {
      listeners.clear();
      shut();
    },
    send: (text) => say({ kind: "text", text }),
    sendImage: (url, caption) => say(defined({ kind: "image" as const, url, text: caption })),
    retry: (key) => lobby.retryMessage(placeOf(key), key),
    discard: (key) => lobby.discardMessage(placeOf(key), key),
    loadOlder: async () => {
      const isCut = selectConversation(state(), conversationId).messages.some(({ key }) => hidden.keys.has(key));
      hidden = nothingHidden;
      changed();
      if (!isCut) await lobby.loadOlder(conversationId);
    },
    loadGap: (after) => lobby.loadGap(conversationId, after),
    reload: () => lobby.reloadConversation(conversationId),
    clearHistory: () => {
      const { messages } = selectConversation(state(), conversationId);
      const { recent } = selectGifts(state(), conversationId);
      const seqs = messages.map(({ seq }) => seq ?? 0);
      hidden = {
        keys: new Set([...messages.map(({ key }) => key), ...recent.map(giftKey)]),
        seq: Math.max(0, ...seqs),
      };
      changed();
    },
    markRead: (seq) => lobby.markRead(conversationId, seq),
    setTyping: (typing) => lobby.setTyping(conversationId, typing),
    setReading: (reading) => lobby.setReading(conversationId, reading),
    rejoin: () => rooms.rejoin(roomId),
    sendGift: (gift) => gifts.send(conversationId, gift),
    retryGift: gifts.retry,
    dismissGift: gifts.dismiss,
    reloadGifts: () => gifts.reload(conversationId, "shop"),
    askAdmin: (text, supportType) => {
      const id = supportIdOf(lobby);
      if (id === null) throw mistake("signed-out", "A message can't be sent.");
      const key = lobby.sendMessage(id, { kind: "text", text });
      startTalk();
      const { ticket } = selectOwnSupport(state());
      // Whatever is written opens a request that was done.
      if (ticket === null || (supportType !== undefined && supportType !== ticket.topic))
        support.start(supportType ?? generalTopic);
      return key;
    },
    markNotificationsRead: (ids) => (ids === undefined ? notifications.markAllRead() : notifications.markRead(ids)),
    clearNotifications: notifications.clear,
    loadMoreNotifications: () => notifications.loadMore(),
    checkHealth: health.check,
    clearErrors: health.clearErrors,
  };
}
