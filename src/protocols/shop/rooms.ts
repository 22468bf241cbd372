import type { About, ListedConversation, Message } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import { defined } from "../../contract/defined.js";
import { conversationIdOf } from "../../contract/ids.js";
import { derivedId } from "../derivedId.js";
import type { ProtocolContext } from "../protocol.js";
import { type Known, messageOf, otherOf } from "./messages.js";
import { listedRoomSchema, readEach, type ShopPerson } from "./wire.js";

/** A room as the shop's own page lists it: what the server renders, as it is. */
export interface ShopRoom {
  readonly _id: string;
  /** The two of them, as documents or by id alone. */
  readonly participants: readonly (string | ShopPerson)[];
  /** The last message as it is stored, or its words alone. */
  readonly lastMessage?:
    | string
    | null
    | {
        readonly _id: string;
        readonly message: string;
        readonly url?: string;
        readonly sender: string | ShopPerson;
        readonly receiver: string | ShopPerson;
        readonly createdAt: string | number;
      };
  /** When it was written: a date as JSON writes it, or milliseconds since the epoch. */
  readonly time?: string | number | null;
  readonly countUnRead?: number | null;
  /** All of it is read, whatever the count says. */
  readonly marked?: boolean | null;
}

/** Where the rooms come from that the server lists nowhere else: those of the page, or a function that gets them. */
export type ShopRooms = readonly ShopRoom[] | (() => readonly ShopRoom[] | Promise<readonly ShopRoom[]>);

interface Room {
  readonly id: string | null;
  readonly unread: number;
  /** What the server has counted, and how much of it had been read here: it is not told of that. */
  readonly told: number;
  readonly read: number;
  /** What it had counted with each of the newest messages, oldest first. */
  readonly marks: readonly { readonly id: string; readonly told: number }[];
  readonly last: Message | null;
  readonly at: number;
  readonly heard: number;
}

/** What is known of the signed-in user's rooms, by the other person's id. */
export interface Rooms extends Known {
  /** Gets the list where a function does; answers whether it could be had. */
  load(): Promise<boolean>;
  of(userId: string): Pick<Room, "id" | "unread">;
  /** Somebody's name and room, as far as told. Answers whether he was unknown or is called otherwise. */
  meet(person: ShopPerson | { readonly _id: string; readonly username: string | undefined }, roomId?: string): boolean;
  /** A message has come; `told` is what the server counts as unread with it, if it says so. */
  hear(userId: string, message: Message, own: boolean, told: number | undefined): void;
  /** The room was read from the server with that count. Answers how many are unread; `undefined` where the answer is older than what has come since. */
  count(userId: string, messages: readonly Message[], told: number | undefined): number | undefined;
  /** Read here up to that message. */
  read(userId: string, messageId: string | null): void;
  list(): ListedConversation[];
  /** Keeps what is said of a product: its address alone goes over the wire. */
  keepAbout(about: About): void;
}

/** Anybody may write to anybody, so that only so many are remembered. */
const most = { rooms: 5_000, marks: 200, abouts: 200 };
const unknown: Room = { id: null, unread: 0, told: 0, read: 0, marks: [], last: null, at: 0, heard: 0 };

/** Makes the memory of one user's rooms. */
export function createRooms(given: ShopRooms | undefined, context: ProtocolContext): Rooms {
  const me = context.user.id;
  const rooms = new Map<string, Room>();
  const people = new Map<string, User>();
  const abouts = new Map<string, About>();
  let heard = 0;

  const change = (userId: string, news: Partial<Room>) => {
    const known = rooms.get(userId);
    if (known !== undefined || rooms.size < most.rooms) rooms.set(userId, { ...unknown, ...known, ...news });
  };
  /** Counted by the server, less what was read here. A smaller count than before: the server has been told of the reading. */
  const counted = (room: Room, told: number) => {
    const read = told < room.read ? 0 : room.read;
    return { told, read, unread: told - read };
  };
  const marked = ({ marks }: Room, id: string, told: number) => [...marks.slice(1 - most.marks), { id, told }];

  const take = (list: readonly unknown[], since: number) => {
    for (const raw of readEach(listedRoomSchema, list)) {
      const [a, b, third] = raw.participants;
      const other = a === undefined || b === undefined || third !== undefined ? null : otherOf(me, [a, b]);
      if (other === null) continue;
      memory.meet(other, raw._id);
      const known = rooms.get(other._id) ?? unknown;
      // What has come while the list was on its way is newer than the list.
      if (known.heard > since) continue;
      const listed = lastOf(raw.lastMessage, raw.time, other._id);
      const last = known.last !== null && known.last.createdAt >= (listed?.createdAt ?? 0) ? known.last : listed;
      const told = raw.marked === true ? 0 : (raw.countUnRead ?? known.told);
      change(other._id, { ...counted(known, told), last, at: Math.max(raw.time ?? 0, last?.createdAt ?? 0, known.at) });
    }
  };
  /** The last message of a list. Where it is words alone, it is not known who wrote them. */
  const lastOf = (raw: string | Parameters<typeof messageOf>[0] | undefined, time = 0, userId: string) => {
    if (typeof raw === "object") return messageOf(raw, memory, context, time);
    if (raw === undefined) return null;
    const conversationId = conversationIdOf({ kind: "direct", userId }, me);
    const id = derivedId(conversationId, time, raw);
    return {
      id,
      conversationId,
      seq: null,
      senderId: userId,
      createdAt: time,
      body: { kind: "text" as const, text: raw },
    };
  };

  const memory: Rooms = {
    async load() {
      if (typeof given !== "function") return true;
      const since = heard;
      try {
        const list: unknown = await given();
        if (!Array.isArray(list)) return false;
        take(list, since);
        return true;
      } catch {
        return false;
      }
    },
    of: (userId) => rooms.get(userId) ?? unknown,
    personOf: (userId) => people.get(userId) ?? { id: userId },
    meet({ _id: id, ...told }, roomId) {
      const before = people.get(id);
      const { username: name = before?.name, avatar: avatarUrl = before?.avatarUrl } = told as ShopPerson;
      if (before !== undefined || people.size < most.rooms) people.set(id, defined({ id, name, avatarUrl }));
      change(id, roomId === undefined ? {} : { id: roomId });
      return before?.name !== name || before?.avatarUrl !== avatarUrl;
    },
    hear(userId, message, own, told) {
      const room = rooms.get(userId) ?? unknown;
      heard += 1;
      const newest = room.last === null || message.createdAt >= room.last.createdAt ? message : room.last;
      const news = { last: newest, at: Math.max(room.at, message.createdAt), heard };
      const known = room.marks.some(({ id }) => id === message.id);
      if (own || known) return change(userId, news);
      const now = counted(room, told ?? room.told + 1);
      change(userId, { ...news, ...now, marks: marked(room, message.id, now.told) });
    },
    count(userId, messages, told) {
      const room = rooms.get(userId) ?? unknown;
      const newest = messages.at(-1);
      const { last } = room;
      if (last !== null && last.createdAt > (newest?.createdAt ?? 0)) return undefined;
      const now = told === undefined ? room : counted(room, told);
      const mark = messages.findLast(({ senderId }) => senderId !== me);
      const { unread, read } = now;
      change(userId, {
        ...{ unread, read, told: now.told },
        ...(newest === undefined ? {} : { last: newest, at: newest.createdAt }),
        ...(mark === undefined ? {} : { marks: marked(room, mark.id, now.told) }),
      });
      return unread;
    },
    read(userId, messageId) {
      const room = rooms.get(userId) ?? unknown;
      const read = room.marks.findLast(({ id }) => id === messageId)?.told ?? room.told;
      change(userId, { read, unread: Math.max(0, room.told - read) });
    },
    list: () =>
      [...rooms]
        .filter(([, { at, last }]) => at > 0 || last !== null)
        .map(
          ([userId, { unread, last, at }]): ListedConversation => ({
            id: conversationIdOf({ kind: "direct", userId }, me),
            participants: [memory.personOf(userId)],
            ...(last === null ? {} : { lastMessage: last }),
            ...{ head: 0, readSeq: 0, unreadCount: unread, updatedAt: Math.max(at, 1) },
          }),
        )
        .sort((a, b) => b.updatedAt - a.updatedAt),
    keepAbout(about) {
      if (abouts.size >= most.abouts) abouts.clear();
      abouts.set(about.url, about);
    },
    aboutOf: (url) => abouts.get(url),
  };
  if (typeof given !== "function") take(given ?? [], heard);
  return memory;
}
