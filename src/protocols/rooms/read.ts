import type { HistoryPage, Message } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import { defined } from "../../contract/defined.js";
import * as limits from "../../contract/limits.js";
import { byNewest, type Notification, notificationLevelSchema } from "../../contract/notifications.js";
import type { RoomView } from "../../contract/room.js";
import { parse, type Schema } from "../../contract/schema.js";
import { derivedId } from "../derivedId.js";
import { listSchema } from "../fields.js";
import { isHostAllowed, isImageAllowed } from "../imageAllowed.js";
import type { ProtocolContext } from "../protocol.js";
import { pageOf } from "../words.js";
import {
  attachmentSchema,
  messageSchema,
  notificationSchema,
  personSchema,
  type RoomsMessage,
  type RoomsNotification,
  usersSchema,
} from "./wire.js";

/** Longest history, list of notifications and list of people taken; of longer ones the newest. */
const listLength = 5_000;

/** What of a list can be read, and why the rest can't. */
export interface ReadEach<T> {
  readonly read: readonly T[];
  readonly issues: readonly string[];
}

/** Reads a list one by one, so that one that can't be read does not take the others with it. `null`: it is no list. */
export function readEach<T>(schema: Schema<T>, list: unknown): ReadEach<T> | null {
  const parsed = parse(listSchema, list);
  if (!parsed.ok) return null;
  const read: T[] = [];
  const issues: string[] = [];
  for (const one of parsed.value.slice(-listLength)) {
    const item = parse(schema, one);
    if (item.ok) read.push(item.value);
    else issues.push(item.issue);
  }
  return { read, issues };
}

/** The name of a room's conversation. */
export function roomConversation(roomId: string): string {
  return `room:${roomId}`;
}

/**
 * The message as the contract has it: one picture, and the addresses of everything else below the text, so that nothing of it is lost. `null` when there is nothing in it.
 *
 * @param hosts hosts that pictures may come from; any if absent
 */
export function messageOf(
  raw: RoomsMessage,
  roomId: string,
  clientId: string | undefined,
  hosts: readonly string[] | undefined,
  context: ProtocolContext,
): Message | null {
  const files = (readEach(attachmentSchema, raw.attachments)?.read ?? []).filter(({ url }) =>
    isHostAllowed(url, undefined),
  );
  const isPicture = ({ url, type = "" }: (typeof files)[number]) =>
    isImageAllowed(url, hosts) || (type.startsWith("image") && isHostAllowed(url, hosts));
  const picture = files.find(isPicture);
  const others = files.flatMap((file) => (file === picture ? [] : [file.url]));
  const text = [raw.text, ...others]
    .filter((line) => line !== "")
    .join("\n")
    .slice(0, limits.messageLength);
  if (picture === undefined && text.trim() === "") return null;
  const { sender, at } = raw;
  const said = [roomId, sender.id, raw.text, ...files.map(({ url }) => url)];
  return defined({
    id: raw.id ?? (at === undefined ? `local-${context.newId()}` : derivedId(at, ...said)),
    conversationId: roomConversation(roomId),
    seq: null,
    clientId: sender.id === context.user.id ? clientId : undefined,
    senderId: sender.id,
    senderName: sender.name,
    senderAvatarUrl: sender.avatarUrl,
    createdAt: at ?? context.now(),
    body:
      picture === undefined
        ? { kind: "text" as const, text }
        : defined({ kind: "image" as const, url: picture.url, text: text || undefined }),
  });
}

/** What was said in a room before, as it is told on entering, and why some of it can't be shown. */
export function historyOf(
  told: unknown,
  roomId: string,
  hosts: readonly string[] | undefined,
  context: ProtocolContext,
): { readonly page: HistoryPage; readonly issues: readonly string[] } | null {
  const list = readEach(messageSchema, told);
  if (list === null) return null;
  const issues = [...list.issues];
  const messages = list.read.flatMap((raw) => {
    const message =
      raw.roomId === undefined || raw.roomId === roomId ? messageOf(raw, roomId, undefined, hosts, context) : null;
    if (message === null) issues.push("payload: expected messages of this room, with something in them");
    return message === null ? [] : [message];
  });
  return { page: pageOf(roomConversation(roomId), messages), issues };
}

/** The people of a list, bare or in `users`, or the one who is named. `null`: it is neither. */
export function crowdOf(told: unknown): ReadEach<User> | null {
  const one = parse(personSchema, told);
  if (one.ok) return { read: [one.value], issues: [] };
  const held = parse(usersSchema, told);
  return readEach(personSchema, held.ok ? held.value.users : told);
}

/** Those of them who can be read. */
export function peopleOf(told: unknown): readonly User[] | null {
  return crowdOf(told)?.read ?? null;
}

/** What is known of a room on coming in: who is in it. */
export function roomViewOf(roomId: string, people: readonly User[]): RoomView {
  return {
    room: { roomId, memberCount: people.length },
    stream: { live: false, startedAt: null, endedAt: null },
    roster: people.slice(0, limits.roomRoster),
    truncated: people.length > limits.roomRoster,
  };
}

/** The notification as the contract has it. Its `type` is a level, or else a kind of the server's own. */
export function notificationOf(raw: RoomsNotification, context: ProtocolContext): Notification {
  const level = notificationLevelSchema(raw.type);
  const at = raw.timestamp ?? raw.createdAt;
  const made = at === undefined ? `local-${context.newId()}` : derivedId(at, raw.title, raw.message ?? "");
  return defined({
    id: raw.id ?? raw._id ?? made,
    kind: level.ok || !raw.type ? "system" : raw.type,
    level: level.ok ? level.value : ("info" as const),
    title: raw.title,
    message: raw.message ?? "",
    imageUrl: raw.icon !== undefined && isHostAllowed(raw.icon, undefined) ? raw.icon : undefined,
    data: raw.data,
    read: raw.read ?? false,
    createdAt: at ?? context.now(),
  });
}

/** All notifications, newest first, and why some can't be shown. */
export function notificationsOf(told: unknown, context: ProtocolContext) {
  const list = readEach(notificationSchema, told);
  if (list === null) return null;
  const notifications = list.read.map((raw) => notificationOf(raw, context)).sort(byNewest);
  return { notifications, issues: list.issues };
}
