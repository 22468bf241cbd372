import type { Head, User } from "../../contract/connection.js";
import type { Failure } from "../../contract/errors.js";
import type { ConversationId } from "../../contract/ids.js";
import type { NotificationDraft } from "../../contract/notifications.js";
import type { Presence } from "../../contract/presence.js";
import type { Clock } from "../clock.js";
import type { Reporter } from "../report.js";
import type { LobbyStore } from "../store/store.js";
import type { MessagePost, PostedMessage } from "./chat/messagePost.js";
import type { GiftControl, GiftOptions } from "./gifts/giftOptions.js";
import type { GuestControl } from "./guests.js";
import type { Bye, Hub } from "./hub.js";
import type { ServerLimits } from "./limits.js";
import type { Prices, Topics } from "./live/liveApp.js";
import type { LiveOptions } from "./live/liveOptions.js";
import type { RoomControl } from "./room/roomControl.js";

/** What somebody wants to do, as the app's `authorize` is asked. */
export type Action =
  /** Hear a conversation's live events; for an agent also: take, give back or close its request. */
  | { readonly kind: "open"; readonly conversationId: ConversationId }
  /** See its messages: history, catch-up, heads, own receipts, and its line in lists. */
  | { readonly kind: "read"; readonly conversationId: ConversationId }
  /** Be shown as typing. */
  | { readonly kind: "type"; readonly conversationId: ConversationId }
  | { readonly kind: "send"; readonly conversationId: ConversationId; readonly body: { readonly kind: string } }
  /** Give a gift there. What may be given to whom is for `gifts.maySend` to say. */
  | {
      readonly kind: "gift";
      readonly conversationId: ConversationId;
      readonly giftId: string;
      readonly quantity: number;
      readonly receiverId: string;
    }
  /** Be counted as a viewer, and hear how many there are. */
  | { readonly kind: "view"; readonly viewableId: string }
  /** See who the viewers are. Nobody may, unless told otherwise. */
  | { readonly kind: "listViewers"; readonly viewableId: string }
  /** Send a notification: to a user, or to all admins. Only admins may, unless told otherwise. */
  | { readonly kind: "notify"; readonly to: { readonly userId: string } | "admins" };

/** Whoever acts, with what the app says of him. */
export interface Actor {
  readonly user: User;
  /** For example `["admin"]`; none for most people. */
  readonly roles: readonly string[];
}

/**
 * The app's word on who may do what; asked again at every command, so that a ban works at once. `undefined` leaves it to the default rules (a pair's own two,
 * every room, a visitor's own support conversation and all of them for agents: whoever has the role `agent` or `admin`). It can narrow but never widen a 1:1: nobody beside the two ever gets in. Throwing refuses with `UNAVAILABLE`.
 *
 * It is asked often, for each row of a list of conversations too: answer from memory where you can.
 */
export type Authorize = (
  user: User,
  action: Action,
  roles: readonly string[],
) => boolean | undefined | Promise<boolean | undefined>;

/** Who somebody was proven to be, and until when. */
export interface Identity {
  readonly user: User;
  /** What he may be beside himself, in ids of at most 20 roles. `admin` hears what admins hear; the others mean what `authorize` makes of them. */
  readonly roles?: readonly string[];
  /** Milliseconds since the epoch at which the proof runs out; absent: never. */
  readonly expiresAt?: number;
  /** Milliseconds since the epoch at which the proof was given, where it says so. */
  readonly issuedAt?: number;
}

/** Who may see whose presence. */
export interface PresenceOptions {
  /**
   * Which of these people this user may see: one question for a whole list. The others look to him as if they were never there. Everybody is seen by everybody
   * unless told otherwise. Asked whenever somebody is watched, so after every reconnect too; throwing refuses with `UNAVAILABLE`.
   */
  readonly visible?: (user: User, userIds: readonly string[]) => readonly string[] | Promise<readonly string[]>;
}

/** Who gets a notification: a user, several, or all admins, which is everybody who ever connected with that role and has it still. */
export type NotifyTarget = string | readonly string[] | "admins";

/** How long notifications are kept. */
export interface NotificationRetention {
  /** Of each user so many, the newest; 1,000 unless told otherwise. */
  readonly perUser?: number;
  /** Milliseconds; 90 days unless told otherwise. */
  readonly forMs?: number;
}

/** Options of `createCore`. */
export interface CoreOptions {
  readonly store: LobbyStore;
  readonly hub: Hub;
  readonly authorize?: Authorize;
  readonly presence?: PresenceOptions;
  /** Reads a fresh token of a running connection; `null` when it proves nothing, a rejection when that can't be told now. Absent: `UNSUPPORTED`. */
  readonly verifyToken?: (token: string) => Promise<Identity | null>;
  readonly limits?: Partial<ServerLimits>;
  /** Who may follow and change live data, and where it comes from. */
  readonly live?: LiveOptions;
  /** What can be given, and what with. Absent: there are no gifts, and what is asked of them is answered `UNSUPPORTED`. */
  readonly gifts?: GiftOptions;
  /** Hosts that image messages may point to: the host itself or a subdomain of it. Absent: any host. */
  readonly imageHosts?: readonly string[];
  /** Agents' commands are taken over the admin namespace only. */
  readonly adminNamespace?: boolean;
  /** Path before the HTTP routes; `/api/lobby` unless told otherwise. */
  readonly basePath?: string;
  /** How long notifications are kept. */
  readonly notifications?: NotificationRetention;
  readonly clock?: Clock;
  /** Makes ids of messages; random UUIDs unless told otherwise. */
  readonly newId?: () => string;
  readonly onReport?: Reporter;
}

/** An acknowledgement as it goes on the wire. */
export type Acknowledgement = ({ readonly ok: true } & Record<string, unknown>) | ({ readonly ok: false } & Failure);

/** One connected tab or device, whatever carries it. */
export interface CoreSession {
  readonly id: string;
  readonly user: User;
  /**
   * Handles one wire event of the client's. Never rejects and never throws: whatever arrives is answered, unknown events too. The adapter hands the
   * acknowledgement on if the client asked for one.
   *
   * @param over the admin namespace, where only agents' commands are taken; the default one if absent
   */
  handle(event: string, payload: unknown, over?: "admin"): Promise<Acknowledgement>;
  /** The connection is gone. */
  end(): void;
}

/** The server without a transport: sessions and requests in, acknowledgements, responses and published events out. */
export interface Core {
  /** Whether one more session of this user may be let in; asked before {@link Core.connect}. `null`: yes. */
  admit(userId: string): Failure | null;
  /** Begins a session. The transport has proven the identity; the session hears its user's events from now on. */
  connect(session: { readonly id: string } & Identity): CoreSession;
  /** Answers an HTTP request of a proven user. Never rejects. */
  handleHttp(request: Request, user: User, roles?: readonly string[]): Promise<Response>;
  /** Writes a line of the server's own into a conversation and tells those who hear it. Rejects when the store does. */
  systemMessage(conversationId: ConversationId, text: string): Promise<Head>;
  /**
   * Writes a message in a user's name, for what he said elsewhere: on another system, or by the backend's own form. It has its place in the log like any message. The same
   * `clientId` of the same sender again is stored and told once. Rejects when the store does, and with LobbyError `bad-post` for what no client could show.
   */
  postMessage(post: MessagePost): Promise<PostedMessage>;
  /**
   * Takes a room or support conversation away from a user: his sessions hear no more of it, and his clients are told. What he may do later is for `authorize` to say.
   * The two of a 1:1 hear of it as long as one may write: there it only leaves his list.
   */
  closeConversation(
    conversationId: ConversationId,
    userId: string,
    reason: "left" | "kicked" | "deleted",
  ): Promise<void>;
  /** What those who watch these people have been told of them, in the same order. */
  presence(userIds: readonly string[]): readonly Presence[];
  /** How many different people view it now. */
  viewerCount(viewableId: string): number;
  /**
   * Sends a notification: to a user, to several, or to `"admins"` (whoever has connected with the role `admin`). It is stored for those who are away, and told to those
   * who are here. Resolves with the ids, one a receiver; the same `clientId` again is stored once. Rejects when the store does, and with LobbyError `bad-notification`.
   */
  notify(to: NotifyTarget, draft: NotificationDraft): Promise<readonly string[]>;
  /** Ends all sessions of a user, after a goodbye. */
  disconnectUser(userId: string, bye?: Bye): void;
  /** Rooms: what they are called, and what is streamed in them. */
  readonly room: RoomControl;
  /** People who watch a room elsewhere. */
  readonly guests: GuestControl;
  /** Live data by name, which those who follow it see change. */
  readonly topics: Topics;
  readonly prices: Prices;
  /** Gifts that were paid for elsewhere, and the wallets that the others are paid from. */
  readonly gifts: GiftControl;
  /** Ends all timers. Sessions hear nothing more and are answered `UNAVAILABLE`; their connections are the transport's to end. */
  close(): void;
}
