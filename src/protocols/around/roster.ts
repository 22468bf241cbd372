import type { User } from "../../contract/connection.js";
import { isRecord } from "../../contract/schema.js";
import type { Around } from "../transport.js";
import { type ToldOfRoom, toldOf } from "./entered.js";

/** How a server tells who is in a room. None of these functions may throw. */
export interface RosterOptions {
  /** Events that enter and leave, and which room their payload names. */
  readonly enter: string;
  readonly leave: string;
  readonly roomOf: (payload: unknown) => string | null;
  /** The event that tells everybody who is there, and those of who comes and who goes. */
  readonly all: string;
  readonly joined: string;
  readonly left: string;
  /** Who is named, be it by `all` or by `joined`; `null`: it can't be read. */
  readonly peopleOf: (told: unknown) => readonly User[] | null;
  readonly goneOf: (told: unknown) => string | null;
  /** The request that is answered here: who of `{ userIds }` is there. */
  readonly whoIsThere: string;
}

/** What {@link roster} adds to what is told of a room. */
export interface RosterNews {
  /** How many are in it now. */
  readonly count: number;
  /** Who was in it and is no more. */
  readonly left: readonly string[];
  /** Who of them, and of those who were asked about, is in no room at all. */
  readonly gone: readonly string[];
}

/** Of more people a server's word is not kept. */
const mostPeople = 10_000;

/**
 * For servers that name people as they come and go, and count and sum up nothing: keeps who is in which room, adds the count to what is told, says who is nowhere any more, and
 * answers who is there. What says nothing new is not passed on. What was known before a loss of the connection is compared with what is told after it. Outside
 * {@link entered}, which names the rooms; entering is answered with `people` too, a list that goes on being right.
 */
export function roster(options: RosterOptions): Around {
  return (inner) => (target, handlers) => {
    const rooms = new Map<string, User[]>();
    /** Rooms of which all was told on this connection. */
    const known = new Set<string>();
    /** Who was asked about: what the next list says of them is news. */
    const asked = new Set<string>();
    const peopleIn = (roomId: string) => {
      const people = rooms.get(roomId) ?? [];
      rooms.set(roomId, people);
      return people;
    };
    const isThere = (userId: string) => [...known].some((roomId) => peopleIn(roomId).some(({ id }) => id === userId));

    /** What is new of it; `null`: nothing. */
    const take = (event: string, { roomId, told }: ToldOfRoom): RosterNews | null | "unreadable" => {
      const people = peopleIn(roomId);
      if (event === options.left) {
        const id = options.goneOf(told);
        if (id === null) return "unreadable";
        const place = people.findIndex((one) => one.id === id);
        if (place < 0 && known.has(roomId)) return null;
        if (place >= 0) people.splice(place, 1);
        return { count: people.length, left: [id], gone: isThere(id) ? [] : [id] };
      }
      const named = options.peopleOf(told);
      if (named === null) return "unreadable";
      if (event === options.joined) {
        const fresh = named.filter(({ id }) => !people.some((one) => one.id === id));
        if (people.length < mostPeople) people.push(...fresh);
        return fresh.length === 0 ? null : { count: people.length, left: [], gone: [] };
      }
      const there = new Map(named.slice(0, mostPeople).map((one) => [one.id, one]));
      const left = people.flatMap(({ id }) => (there.has(id) ? [] : [id]));
      people.splice(0, people.length, ...there.values());
      known.add(roomId);
      return { count: people.length, left, gone: [...new Set([...left, ...asked])].filter((id) => !isThere(id)) };
    };

    const line = inner(target, {
      ...handlers,
      onClose: (reason) => {
        known.clear();
        handlers.onClose(reason);
      },
      onEvent: (event, payload, namespace) => {
        const ours = event === options.all || event === options.joined || event === options.left;
        const { roomId, told } = toldOf(payload);
        if (!ours || typeof roomId !== "string") return handlers.onEvent(event, payload, namespace);
        const news = take(event, { roomId, told });
        if (news === "unreadable") handlers.onEvent(event, payload, namespace);
        else if (news !== null) handlers.onEvent(event, { roomId, told, news }, namespace);
      },
    });
    return {
      get raw() {
        return line.raw;
      },
      connect: (auth) => {
        known.clear();
        line.connect(auth);
      },
      disconnect: () => {
        known.clear();
        line.disconnect();
      },
      emit: (event, payload, namespace) => {
        const roomId = event === options.leave ? options.roomOf(payload) : null;
        if (roomId !== null) {
          rooms.delete(roomId);
          known.delete(roomId);
        }
        line.emit(event, payload, namespace);
      },
      request: async (event, payload, timeoutMs, namespace) => {
        if (event === options.whoIsThere) {
          const { userIds } = payload as { readonly userIds: readonly string[] };
          for (const userId of userIds) if (asked.size < mostPeople) asked.add(userId);
          return { people: known.size === 0 ? [] : userIds.map((userId) => ({ userId, there: isThere(userId) })) };
        }
        const answer = await line.request(event, payload, timeoutMs, namespace);
        const roomId = event === options.enter ? options.roomOf(payload) : null;
        return roomId === null || !isRecord(answer) ? answer : { ...answer, people: peopleIn(roomId) };
      },
    };
  };
}
