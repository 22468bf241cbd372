import type { RoomRecord, RoomStore } from "./roomStore.js";

/** Rooms in this process's memory. */
export function memoryRooms(answer: <T>(work: () => T) => Promise<T>): RoomStore {
  const records = new Map<string, RoomRecord>();
  return {
    read: (roomId) => answer(() => records.get(roomId) ?? null),
    write: (roomId, record) => answer(() => void records.set(roomId, record)),
  };
}
