import { giftKey } from "../../contract/giftKey.js";
import type { Gift } from "../../contract/gifts.js";
import { type ConversationId, conversationIdOf } from "../../contract/ids.js";
import type { ChatMessage, Gap } from "../chat/chatState.js";
import { selectConversation, selectMessages, unreadOf } from "../chat/selectors.js";
import { overallHealthOf, selectHealth, socketHealthOf } from "../connection/healthLevels.js";
import { selectConnection } from "../connection/selectors.js";
import { selectGiftBalance, selectGifts, selectPendingGifts } from "../gifts/selectors.js";
import type { Lobby } from "../lobby.js";
import type { LobbyRootState } from "../lobbyState.js";
import {
  selectNotificationList,
  selectNotifications,
  selectNotificationsFailure,
  selectUnreadNotifications,
} from "../notifications/selectors.js";
import { selectRoom } from "../room/selectors.js";
import { selectOwnSupport } from "../support/selectors.js";
import { selectViewerCount } from "../viewers/selectors.js";
import type { GiftQueue } from "./giftQueue.js";
import type { LivestreamView } from "./livestreamView.js";
import { createSharing, sameAsLast } from "./sharing.js";

/** What the person has cleared away. */
export interface Hidden {
  /** Of messages and gifts. */
  readonly keys: ReadonlySet<string>;
  /** Newest sequence then; 0 where the server counts nothing. */
  readonly seq: number;
}

export const nothingHidden: Hidden = { keys: new Set(), seq: 0 };

/** The conversation with the admins; `null` when nobody is signed in. */
export function supportIdOf({ user }: Lobby): ConversationId | null {
  return user === null ? null : conversationIdOf({ kind: "support", visitorId: user.id }, user.id);
}

/** Makes what reads a room's view out of a state. Parts that did not change are the objects they were at the last reading. */
export function createReader(
  lobby: Lobby,
  roomId: string,
  queue: GiftQueue,
): (state: LobbyRootState, hidden: Hidden, open: boolean) => LivestreamView {
  const { capabilities } = lobby;
  const conversationId: ConversationId = `room:${roomId}`;
  const share = createSharing();
  const messagesOf = sameAsLast((all: readonly ChatMessage[], { keys }: Hidden) =>
    keys.size === 0 ? all : all.filter(({ key }) => !keys.has(key)),
  );
  const giftsOf = sameAsLast((all: readonly Gift[], { keys }: Hidden) =>
    keys.size === 0 ? all : all.filter((gift) => !keys.has(giftKey(gift))),
  );
  const gapsOf = sameAsLast((all: readonly Gap[], { seq }: Hidden) =>
    seq === 0 ? all : all.filter(({ after }) => after >= seq),
  );
  const isCut = sameAsLast((all: readonly ChatMessage[], { keys }: Hidden) => all.some(({ key }) => keys.has(key)));

  return (state, hidden, open) => {
    const connection = selectConnection(state);
    const signedIn = connection.userId !== null;
    const conversation = selectConversation(state, conversationId);
    const { status: entering, returning: _returning, ...room } = selectRoom(state, roomId);
    const viewers = selectViewerCount(state, roomId);
    const gifts = selectGifts(state, conversationId);
    const giftStatus = capabilities.gifts ? gifts.status : "unsupported";
    const list = selectNotificationList(state);
    const support = selectOwnSupport(state);
    const supportId = supportIdOf(lobby);
    const health = selectHealth(state);
    const socket = socketHealthOf(connection);
    return share("view", {
      roomId,
      conversationId,
      user: lobby.user,
      capabilities,
      connection,
      room: share("room", {
        ...room,
        // Servers that keep no roster may still name who comes and goes in the chat.
        roster: room.roster.length > 0 ? room.roster : conversation.participants,
        status: signedIn && open ? entering : "idle",
        supported: room.failure?.code !== "UNSUPPORTED",
        isHost: signedIn && room.info.hostId === connection.userId,
      }),
      viewers: share("viewers", {
        count: viewers?.count ?? null,
        peak: viewers?.peak ?? null,
        asOf: viewers?.asOf ?? null,
        supported: capabilities.viewers,
      }),
      chat: share("chat", {
        status: conversation.status,
        error: conversation.error,
        closed: conversation.closed,
        messages: messagesOf(selectMessages(state, conversationId), hidden),
        gaps: gapsOf(conversation.gaps, hidden),
        hasOlder: conversation.hasOlder || isCut(conversation.messages, hidden),
        older: conversation.older,
        readSeq: conversation.readSeq,
        unreadCount: unreadOf(conversation),
        typing: conversation.typing,
        nextMessageAt: conversation.rateLimitedUntil,
      }),
      gifts: share("gifts", {
        supported: giftStatus !== "unsupported",
        status: giftStatus,
        error: gifts.error,
        catalogue: gifts.catalogue,
        balance: selectGiftBalance(state),
        pending: selectPendingGifts(state, conversationId),
        recent: giftsOf(gifts.recent, hidden),
        showing: queue.showing,
        waiting: queue.waiting,
      }),
      support: share("support", {
        conversationId: supportId,
        messages: selectMessages(state, supportId ?? ""),
        ticket: support.ticket,
        error: support.error,
      }),
      notifications: share("notifications", {
        supported: capabilities.notifications !== false,
        list: selectNotifications(state),
        unreadCount: selectUnreadNotifications(state),
        status: list.status,
        more: list.more,
        error: list.error ?? selectNotificationsFailure(state),
        hasMore: list.until !== null,
      }),
      health: share("health", {
        ...health,
        socket,
        overall: overallHealthOf(socket, health.api),
        latencyMs: connection.latencyMs,
      }),
    });
  };
}
