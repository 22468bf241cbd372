import type { RoomDescription, RoomInfo } from "../../../contract/room.js";

/** Rooms, as the app's own code works with them. All reject for a malformed id or description (`room-malformed`), and when the store does. */
export interface RoomControl {
  /** Changes what is said of a room: fields that are given, the others stay. Those who are in it are told. */
  update(roomId: string, description: RoomDescription): Promise<RoomInfo>;
  /** A stream begins. A room that streams already gets the title and keeps its beginning. */
  startStream(roomId: string, options?: { readonly title?: string }): Promise<void>;
  /** The stream is over. Nothing happens where none is live. */
  endStream(roomId: string): Promise<void>;
}
