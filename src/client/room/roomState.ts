import type { User } from "../../contract/connection.js";
import type { Failure } from "../../contract/errors.js";
import type { RoomDescription, Stream } from "../../contract/room.js";

/**
 * How far coming into a room is: `joining` on the way · `joined` · `refused` not let in, or the server has no rooms (`failure.code` `UNSUPPORTED`) · `error` no answer, tried
 * three times; the next connection tries again · `removed` taken out by the app.
 */
export type RoomStatus = "joining" | "joined" | "refused" | "error" | "removed";

/** Who has come and gone lately, summed up. It lasts until nobody has moved for ten seconds, and half a minute at most. */
export interface RecentMoves {
  /** Some of those who have come, oldest first. */
  readonly joined: readonly User[];
  /** All who have come. */
  readonly joinedCount: number;
  /** Some of those who have gone, oldest first. */
  readonly left: readonly User[];
  readonly leftCount: number;
  /** Local clock of the first move, ms since the epoch. */
  readonly since: number;
  /** Local clock at which it is forgotten. */
  readonly until: number;
}

/** A room that somebody here looks at. */
export interface WatchedRoom {
  readonly status: RoomStatus;
  /** Why it is `refused` or `error`. */
  readonly failure: Failure | null;
  /** Why it is `removed`. */
  readonly removal: "left" | "kicked" | "deleted" | null;
  /** The connection was lost: this is how it was. */
  readonly stale: boolean;
  readonly info: RoomDescription;
  readonly stream: Stream | null;
  /** Who is in it, in the order of coming; 200 at most. */
  readonly roster: readonly User[];
  /** There are more than the roster names, and who comes and goes is no longer told. */
  readonly rosterTruncated: boolean;
  readonly memberCount: number | null;
  readonly recent: RecentMoves | null;
  /** Who was there before a loss: his coming back is no news until then. */
  readonly returning: { readonly ids: Readonly<Record<string, true>>; readonly until: number } | null;
}

/** State of rooms, in the store at `lobby.room` once a room is watched. */
export interface RoomState {
  readonly rooms: Readonly<Record<string, WatchedRoom>>;
}

/** A room of which nothing is known yet. */
export const unknownRoom: WatchedRoom = {
  status: "joining",
  failure: null,
  removal: null,
  stale: false,
  info: {},
  stream: null,
  roster: [],
  rosterTruncated: false,
  memberCount: null,
  recent: null,
  returning: null,
};
