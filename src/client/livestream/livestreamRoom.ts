import type { User } from "../../contract/connection.js";
import { giftKey } from "../../contract/giftKey.js";
import type { Gift } from "../../contract/gifts.js";
import { mistake } from "../../contract/mistake.js";
import type { Notification } from "../../contract/notifications.js";
import type { Stream } from "../../contract/room.js";
import type { ChatMessage, MessageStatus } from "../chat/chatState.js";
import type { ConnectionStatus } from "../connection/connectionState.js";
import type { LoggedError } from "../connection/healthState.js";
import { createLobby } from "../createLobby.js";
import type { Lobby, LobbyOptions } from "../lobby.js";
import { notificationsFeature } from "../notifications/notificationsFeature.js";
import { type CreateLivestreamOptions, createLivestream, type Livestream } from "./createLivestream.js";
import type { LivestreamView } from "./livestreamView.js";

/** What a {@link LivestreamRoom} tells, by name. */
export interface LivestreamRoomEvents {
  /** After every change, with everything there is to show. */
  readonly change: LivestreamView;
  /** The connection stands differently. */
  readonly status: ConnectionStatus;
  /** Each message as it comes, own ones at once; not those of the history. Once each. */
  readonly message: ChatMessage;
  /** The list of messages is another one: something came, was loaded, or what became of one is known. */
  readonly messages: readonly ChatMessage[];
  /** Each gift as it is given, own ones at once. Once each. */
  readonly gift: Gift;
  /** The gift that is to be shown now is another one; `null`: none. */
  readonly showing: Gift | null;
  /** Somebody came, where the server names who. */
  readonly join: User;
  /** Somebody went, where the server names who. */
  readonly leave: User;
  /** How many watch; `null`: not known. */
  readonly viewers: number | null;
  /** A stream began, ended or is called differently. */
  readonly stream: Stream | null;
  /** Each notification as it arrives; not those of the history. Once each. */
  readonly notification: Notification;
  /** The latest fault of the log. */
  readonly error: LoggedError;
}

/** What a {@link LivestreamRoom} is made of: a lobby, or what `createLobby` takes. */
export type LivestreamRoomOptions = CreateLivestreamOptions & {
  readonly roomId: string;
} & ((LobbyOptions & { readonly lobby?: undefined }) | { readonly lobby: Lobby });

type EventName = keyof LivestreamRoomEvents;

/**
 * One room as a class, for plain pages: {@link createLivestream} with events. Making it has no effects; `join` connects and comes in.
 *
 * @throws LobbyError as `createLobby` and `createLivestream` do
 *
 * @example
 * const room = new LivestreamRoom({ url, user, auth, protocol: livestream(), roomId: "hall" });
 * room.on("message", ({ senderName, body }) => append(senderName, body.text));
 * room.join();
 * room.send("Hello!");
 */
export class LivestreamRoom {
  /** Everything that can be done: `room.live.sendGift(…)`, `room.live.clearHistory()`, … */
  readonly live: Livestream;
  readonly #listeners = new Map<EventName, Set<(value: never) => void>>();
  /** Keys of messages, oldest first. */
  readonly #seen = new Set<string>();
  #stop: (() => void) | null = null;
  #before: LivestreamView;

  constructor({ roomId, notifications, health, ...rest }: LivestreamRoomOptions) {
    const lobby = "url" in rest ? createLobby(rest) : rest.lobby;
    this.live = createLivestream(lobby, roomId, { notifications, health });
    this.#before = this.live.getSnapshot();
  }

  /** Everything there is to show now. */
  get view(): LivestreamView {
    return this.live.getSnapshot();
  }

  /** Calls the listener with what happens from now on. Returns a stop function. */
  on<N extends EventName>(event: N, listener: (value: LivestreamRoomEvents[N]) => void): () => void {
    if (!eventNames.has(event)) throw mistake("bad-event", `A room has no event ${JSON.stringify(event)}.`);
    const all = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, all);
    const own = (value: never) => listener(value);
    all.add(own);
    return () => void all.delete(own);
  }

  /** Connects, and comes into the room; again after every reconnect. */
  join(): this {
    if (this.#stop !== null) return this;
    const { lobby } = this.live;
    const stopArrivals = lobby.use(notificationsFeature).onArrival((one) => this.#tell("notification", one));
    const stopChanges = this.live.subscribe(() => this.#compare());
    this.#stop = () => {
      stopArrivals();
      stopChanges();
    };
    this.#compare();
    return this;
  }

  /** Leaves the room, and closes the connection when nobody else wants it. Nothing unsent is lost. */
  leave(): void {
    this.#stop?.();
    this.#stop = null;
  }

  /** Says something; see {@link Livestream.send}. */
  send(text: string): string {
    return this.live.send(text);
  }

  #tell<N extends EventName>(event: N, value: LivestreamRoomEvents[N]): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      try {
        (listener as (value: LivestreamRoomEvents[N]) => void)(value);
      } catch (error) {
        // The page's own fault: its console is told, and whoever else listens goes on.
        this.live.lobby.environment.setTimeout(() => {
          throw error;
        }, 0);
      }
    }
  }

  /** What has come behind what was there. Before the first page is there, that is what one says oneself. */
  #arrived(before: LivestreamView, { chat }: LivestreamView): readonly ChatMessage[] {
    const { messages } = chat;
    const first = messages.findIndex(({ key }) => this.#seen.has(key));
    const fresh = messages.slice(Math.max(0, first)).filter(({ key }) => !this.#seen.has(key));
    for (const { key } of messages) this.#seen.add(key);
    for (const key of this.#seen) {
      if (this.#seen.size <= mostSeen) break;
      this.#seen.delete(key);
    }
    return before.chat.status === "ready" ? fresh : fresh.filter(({ own, status }) => own && waiting.has(status));
  }

  #compare(): void {
    const before = this.#before;
    const now = this.view;
    if (now === before) return;
    this.#before = now;
    if (now.connection.status !== before.connection.status) this.#tell("status", now.connection.status);
    if (now.chat.messages !== before.chat.messages) {
      for (const one of this.#arrived(before, now)) this.#tell("message", one);
      this.#tell("messages", now.chat.messages);
    }
    if (now.gifts.recent !== before.gifts.recent) {
      const known = new Set(before.gifts.recent.map(giftKey));
      for (const one of now.gifts.recent) if (!known.has(giftKey(one))) this.#tell("gift", one);
    }
    if (now.gifts.showing !== before.gifts.showing) this.#tell("showing", now.gifts.showing);
    const here = now.room.roster;
    const was = before.room.roster;
    if (here !== was && before.room.status === "joined" && now.room.status === "joined") {
      for (const one of without(here, was)) this.#tell("join", one);
      for (const one of without(was, here)) this.#tell("leave", one);
    }
    if (now.viewers.count !== before.viewers.count) this.#tell("viewers", now.viewers.count);
    if (now.room.stream !== before.room.stream) this.#tell("stream", now.room.stream);
    const error = now.health.errors.at(-1);
    if (error !== undefined && error !== before.health.errors.at(-1)) this.#tell("error", error);
    this.#tell("change", now);
  }
}

/** More than a page ever holds of a room. */
const mostSeen = 5_000;
const waiting: ReadonlySet<MessageStatus> = /* @__PURE__ */ new Set<MessageStatus>(["queued", "sending", "failed"]);

const eventNames: ReadonlySet<string> = /* @__PURE__ */ new Set<EventName>([
  "change",
  "status",
  "message",
  "messages",
  "gift",
  "showing",
  "join",
  "leave",
  "viewers",
  "stream",
  "notification",
  "error",
]);

function without(people: readonly User[], others: readonly User[]): readonly User[] {
  const ids = new Set(others.map(({ id }) => id));
  return people.filter(({ id }) => !ids.has(id));
}
