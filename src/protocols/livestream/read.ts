import type { Message } from "../../contract/chat.js";
import { defined } from "../../contract/defined.js";
import { giftAnimationSchema } from "../../contract/giftAnimation.js";
import { giftBodyOf } from "../../contract/giftBody.js";
import type { Gift } from "../../contract/gifts.js";
import type { ConversationId } from "../../contract/ids.js";
import type { Notification } from "../../contract/notifications.js";
import { notificationLevelSchema } from "../../contract/notifications.js";
import type { RoomView } from "../../contract/room.js";
import { derivedId } from "../derivedId.js";
import { isImageAllowed } from "../imageAllowed.js";
import type { ProtocolContext } from "../protocol.js";
import type { LivestreamGift, LivestreamMessage, LivestreamNotification, LivestreamRoom } from "./wire.js";
import { receiverOf } from "./wire.js";

/** The name of a room's conversation. */
export function roomConversation(roomId: string): string {
  return `room:${roomId}`;
}

/** Where a message is shown; `null`: it is between other people. */
export function placeOf(raw: LivestreamMessage, { user }: ProtocolContext): ConversationId | null {
  if (raw.roomId !== undefined) return roomConversation(raw.roomId);
  return receiverOf(raw) === user.id || raw.userId === user.id ? `support:${user.id}` : null;
}

/** The message as the contract has it; `null` when it has neither a text nor a picture that may be shown. */
export function messageOf(
  raw: LivestreamMessage,
  conversationId: ConversationId,
  hosts: readonly string[] | undefined,
  context: ProtocolContext,
): Message | null {
  const { imageUrl, message: text } = raw;
  const picture = imageUrl !== undefined && isImageAllowed(imageUrl, hosts) ? imageUrl : undefined;
  if (picture === undefined && !text) return null;
  const body =
    picture === undefined
      ? { kind: "text" as const, text: text ?? "" }
      : defined({ kind: "image" as const, url: picture, text });
  return defined({
    id: raw.id ?? raw._id ?? madeUp(raw.timestamp, context, raw.roomId ?? "", raw.userId, text ?? "", imageUrl ?? ""),
    conversationId,
    seq: null,
    clientId: raw.userId === context.user.id ? raw.clientId : undefined,
    senderId: raw.userId,
    senderName: raw.username,
    senderAvatarUrl: raw.avatar,
    createdAt: raw.timestamp ?? context.now(),
    body,
  });
}

/** The gift as the contract has it. An animation of another name is the plain one. */
export function giftOf(raw: LivestreamGift, context: ProtocolContext): Gift {
  const animation = giftAnimationSchema(raw.animation);
  return defined({
    id:
      raw.id ??
      raw._id ??
      madeUp(raw.timestamp, context, raw.roomId, raw.senderId, raw.giftId, raw.receiverId, raw.quantity ?? 1),
    clientId: raw.senderId === context.user.id ? raw.clientId : undefined,
    conversationId: roomConversation(raw.roomId),
    giftId: raw.giftId,
    name: raw.giftName,
    price: Math.round(raw.giftValue),
    quantity: raw.quantity ?? 1,
    animation: animation.ok ? animation.value : "default",
    senderId: raw.senderId,
    senderName: raw.senderName,
    receiverId: raw.receiverId,
    receiverName: raw.receiverName,
    note: raw.message || undefined,
    createdAt: raw.timestamp ?? context.now(),
  });
}

/** A gift as a row of its room's chat. */
export function giftRowOf(gift: Gift): Message {
  const { id, conversationId, senderId, senderName, createdAt } = gift;
  const body = giftBodyOf(gift);
  // Gifts and messages are counted apart, so their ids may be the same.
  return defined({ id: derivedId("gift", id), conversationId, seq: null, senderId, senderName, createdAt, body });
}

/** The notification as the contract has it. Its `type` is a level, or else a kind of the server's own. */
export function notificationOf(raw: LivestreamNotification, kind: string, context: ProtocolContext): Notification {
  const level = notificationLevelSchema(raw.type);
  return defined({
    id: raw.id ?? raw._id ?? madeUp(raw.timestamp, context, kind, raw.title, raw.message ?? ""),
    kind: level.ok || !raw.type ? kind : raw.type,
    level: level.ok ? level.value : ("info" as const),
    title: raw.title,
    message: raw.message ?? "",
    data: raw.data,
    read: raw.isRead ?? false,
    createdAt: raw.timestamp ?? context.now(),
  });
}

/** What is known of a room on coming in. Where the server does not say who is in it, the roster begins empty and names who comes. */
export function roomViewOf(raw: LivestreamRoom): RoomView {
  const { roomId, title, description, avatar: avatarUrl, hostId, viewerCount, users, isLive, startedAt } = raw;
  return {
    room: defined({ roomId, title, description, avatarUrl, hostId, memberCount: viewerCount ?? users?.length ?? 0 }),
    stream:
      isLive === undefined && startedAt === undefined
        ? null
        : { live: isLive ?? true, startedAt: startedAt ?? null, endedAt: null },
    roster: [...(users ?? [])],
    truncated: users === undefined,
  };
}

/** The same thing comes by more than one way: with the server's time it gets the same id on each. */
function madeUp(
  timestamp: number | undefined,
  context: ProtocolContext,
  ...parts: readonly (string | number)[]
): string {
  return timestamp === undefined ? `local-${context.newId()}` : derivedId(timestamp, ...parts);
}
