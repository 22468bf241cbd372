import { type User, userSchema } from "../../contract/connection.js";
import { isId } from "../../contract/ids.js";
import { LobbyError } from "../../contract/lobbyError.js";
import { parse } from "../../contract/schema.js";
import { type Clock, furthestMs, type Timer } from "../clock.js";

/** Guests at once, over all rooms. */
const mostGuests = 50_000;

/** People who watch a room elsewhere, over a connection that is not this server's: they count and are named like the others. */
export interface GuestControl {
  /**
   * He has come, or is still there: whoever is not announced again within `forMs` milliseconds (24 days at most) is gone, because the word that somebody left can be lost. The same person on a
   * connection of this server's is one person. Of this process only, as all who are in a room. Rejects when the store does, and with LobbyError `bad-guest` for a malformed id,
   * and where 50,000 guests are counted already.
   */
  enter(roomId: string, user: User, options: { readonly forMs: number }): Promise<void>;
  /** He has left. Nothing happens where he was no guest. */
  leave(roomId: string, userId: string): void;
}

/** Where guests are counted. */
export interface GuestPlace {
  /** `key` stands where others have their session. */
  admitGuest(id: string, user: User, key: string): Promise<void>;
  dismissGuest(id: string, userId: string, key: string): void;
}

/** Makes the keeper of guests, who are let into all the places. */
export function createGuests(
  clock: Clock,
  places: readonly GuestPlace[],
): { readonly control: GuestControl; close(): void } {
  /** `room user` → until when. */
  const stays = new Map<string, Timer>();
  let closed = false;
  // No session is named so: theirs have no colon.
  const keyOf = (userId: string) => `guest:${userId}`;

  const end = (roomId: string, userId: string) => {
    const name = `${roomId} ${userId}`;
    const timer = stays.get(name);
    if (timer === undefined) return;
    clock.clearTimeout(timer);
    stays.delete(name);
    for (const place of places) place.dismissGuest(roomId, userId, keyOf(userId));
  };

  return {
    control: {
      enter: async (roomId, user, { forMs }) => {
        const person = parse(userSchema, user);
        if (!isId(roomId)) throw badGuest(`the room ${JSON.stringify(roomId)}`);
        if (!person.ok) throw badGuest(person.issue);
        if (closed) return;
        const { id } = person.value;
        const name = `${roomId} ${id}`;
        const before = stays.get(name);
        if (before === undefined && stays.size >= mostGuests) throw badGuest(`more than ${mostGuests} guests`);
        if (before !== undefined) clock.clearTimeout(before);
        // Before anything is awaited, so that one who leaves meanwhile is known.
        const timer = clock.setTimeout(() => end(roomId, id), Math.min(Math.max(1, forMs), furthestMs));
        stays.set(name, timer);
        try {
          for (const place of places) await place.admitGuest(roomId, person.value, keyOf(id));
        } catch (error) {
          end(roomId, id);
          throw error;
        }
        // Gone while he was let in.
        if (!stays.has(name)) for (const place of places) place.dismissGuest(roomId, id, keyOf(id));
      },
      leave: end,
    },
    close: () => {
      closed = true;
      for (const timer of stays.values()) clock.clearTimeout(timer);
      stays.clear();
    },
  };
}

function badGuest(issue: string): LobbyError {
  return new LobbyError(
    "bad-guest",
    `guests.enter was called with ${issue}.`,
    "Who is in a room is told to everybody in it.",
    "Ids are 1 to 64 of A-Z a-z 0-9 _ -; let guests leave, or stay for less.",
  );
}
