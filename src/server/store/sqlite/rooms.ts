import type { Client } from "@libsql/client";
import type { RoomRecord, RoomStore } from "../roomStore.js";

/** Rooms in SQLite. */
export function sqliteRooms(open: () => Promise<Client>): RoomStore {
  return {
    read: async (roomId) => {
      const sql = "SELECT description, stream FROM lobby_rooms WHERE id = ?";
      const [row] = (await (await open()).execute({ sql, args: [roomId] })).rows;
      if (row === undefined) return null;
      // Validated on its way in; here it is only given its shape.
      const description = JSON.parse(String(row.description)) as RoomRecord["description"];
      return { description, stream: JSON.parse(String(row.stream)) as RoomRecord["stream"] };
    },
    write: async (roomId, { description, stream }) => {
      const sql = `INSERT INTO lobby_rooms (id, description, stream) VALUES (:id, :description, :stream)
        ON CONFLICT (id) DO UPDATE SET description = :description, stream = :stream`;
      const args = { id: roomId, description: JSON.stringify(description), stream: JSON.stringify(stream) };
      await (await open()).execute({ sql, args });
    },
  };
}
