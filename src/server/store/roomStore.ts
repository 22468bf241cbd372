import type { RoomDescription, Stream } from "../../contract/room.js";

/** What is kept of a room beside its conversation. */
export interface RoomRecord {
  readonly description: RoomDescription;
  readonly stream: Stream;
}

/** Where rooms are described, and what is streamed in them. Who is in them is never stored: it is who is connected. */
export interface RoomStore {
  /** `null` when nothing was ever said of it. */
  read(roomId: string): Promise<RoomRecord | null>;
  /** Replaces what is kept. */
  write(roomId: string, record: RoomRecord): Promise<void>;
}
