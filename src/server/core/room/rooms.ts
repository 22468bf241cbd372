import type { User } from "../../../contract/connection.js";
import { defined } from "../../../contract/defined.js";
import { isId } from "../../../contract/ids.js";
import { LobbyError } from "../../../contract/lobbyError.js";
import {
  type RoomInfo,
  type RoomView,
  roomDescriptionSchema,
  type Stream,
  streamSchema,
} from "../../../contract/room.js";
import { parse } from "../../../contract/schema.js";
import type { RoomRecord } from "../../store/roomStore.js";
import { roomAudience } from "../audiences.js";
import type { Services } from "../services.js";
import { type Crowd, createCrowd } from "./crowd.js";
import type { RoomControl } from "./roomControl.js";

/** A room that somebody is in. */
export interface Room {
  readonly id: string;
  readonly crowd: Crowd;
  record: RoomRecord;
}

/** The rooms of this process: those that somebody is in are held, the others are in the store only. */
export interface Rooms {
  get(roomId: string): Room | undefined;
  /** Rejects when the store does. The caller lets somebody in, or drops it. */
  open(roomId: string): Promise<Room>;
  /** Lets somebody in. */
  enter(room: Room, user: User, sessionId: string): RoomView;
  /** Forgets a room if nobody is in it. */
  drop(room: Room): void;
  close(): void;
  readonly control: RoomControl;
}

const neverStreamed: Stream = { live: false, startedAt: null, endedAt: null };

/** Makes the keeper of rooms. */
export function createRooms({ store, hub, clock, limits }: Services): Rooms {
  const rooms = new Map<string, Room>();
  /** The end of what is under way for a room: reading and writing it take turns. */
  const turns = new Map<string, Promise<unknown>>();

  const inTurn = <T>(roomId: string, work: () => Promise<T>): Promise<T> => {
    const before = turns.get(roomId) ?? Promise.resolve();
    const mine = before.then(work, work);
    turns.set(roomId, mine);
    const done = () => {
      if (turns.get(roomId) === mine) turns.delete(roomId);
    };
    mine.then(done, done);
    return mine;
  };

  const read = async (roomId: string): Promise<RoomRecord> => {
    const [record, profile] = await Promise.all([
      store.rooms.read(roomId),
      // As the conversation list has it, for rooms that were named there only.
      store.profile("", `room:${roomId}`),
    ]);
    const named = defined({ title: profile?.title, avatarUrl: profile?.avatarUrl });
    return {
      description: { ...named, ...record?.description },
      stream: record?.stream ?? neverStreamed,
    };
  };

  const drop = (room: Room) => {
    if (room.crowd.size === 0 && rooms.get(room.id) === room) rooms.delete(room.id);
  };

  const make = (id: string, record: RoomRecord): Room => {
    const room: Room = {
      id,
      record,
      crowd: createCrowd({
        clock,
        limit: limits.roomRoster,
        tell: (change) => hub.publish([roomAudience(id)], { type: "rosterChanged", roomId: id, ...change }),
        onEmpty: () => drop(room),
      }),
    };
    rooms.set(id, room);
    return room;
  };

  const infoOf = (id: string, { description }: RoomRecord): RoomInfo => ({
    roomId: id,
    ...description,
    memberCount: rooms.get(id)?.crowd.size ?? 0,
  });

  /** Changes what is kept of a room; `null` as the wish changes nothing. */
  const change = (roomId: string, wish: (record: RoomRecord) => RoomRecord | null): Promise<RoomRecord | null> =>
    inTurn(roomId, async () => {
      const held = rooms.get(roomId)?.record ?? (await read(roomId));
      const next = wish(held);
      if (next === null) return null;
      await store.rooms.write(roomId, next);
      const room = rooms.get(roomId);
      if (room !== undefined) room.record = next;
      return next;
    });

  const control: RoomControl = {
    update: async (roomId, given) => {
      const description = checked(roomId, "update", parse(roomDescriptionSchema, given));
      const next = await change(roomId, (record) => ({
        ...record,
        description: { ...record.description, ...description },
      }));
      const room = infoOf(roomId, next as RoomRecord);
      const { title, avatarUrl } = room;
      // The conversation list shows it under the same name.
      await store.saveRoom(defined({ roomId, title, avatarUrl }));
      hub.publish([roomAudience(roomId)], { type: "roomChanged", room });
      return room;
    },
    startStream: async (roomId, { title } = {}) => {
      const startedAt = clock.now();
      const wished = defined({ live: true, startedAt, endedAt: null, title });
      const stream = checked(roomId, "startStream", parse(streamSchema, wished));
      const next = await change(roomId, (record) => ({
        ...record,
        stream: record.stream.live ? { ...stream, startedAt: record.stream.startedAt } : stream,
      }));
      const begun = next?.stream.startedAt ?? startedAt;
      hub.publish([roomAudience(roomId)], defined({ type: "streamStarted", roomId, startedAt: begun, title }));
    },
    endStream: async (roomId) => {
      checked(roomId, "endStream", { ok: true, value: null });
      const endedAt = clock.now();
      const next = await change(roomId, (record) =>
        record.stream.live ? { ...record, stream: { ...record.stream, live: false, endedAt } } : null,
      );
      if (next !== null) hub.publish([roomAudience(roomId)], { type: "streamEnded", roomId, endedAt });
    },
  };

  return {
    get: (roomId) => rooms.get(roomId),
    open: async (roomId) => {
      const held = rooms.get(roomId);
      if (held !== undefined) return held;
      return inTurn(roomId, async () => rooms.get(roomId) ?? make(roomId, await read(roomId)));
    },
    drop,
    enter: (opened, user, sessionId) => {
      // It may have been dropped as empty since it was opened.
      const room = rooms.get(opened.id) ?? opened;
      rooms.set(room.id, room);
      room.crowd.enter(user, sessionId);
      const { record, crowd } = room;
      return {
        room: infoOf(room.id, record),
        stream: record.stream,
        roster: crowd.roster(user.id),
        truncated: !crowd.named,
      };
    },
    close: () => {
      for (const { crowd } of rooms.values()) crowd.close();
      rooms.clear();
    },
    control,
  };
}

function checked<T>(roomId: string, call: string, parsed: ReturnType<typeof parse<T>>): T {
  if (isId(roomId) && parsed.ok) return parsed.value;
  const issue = parsed.ok ? "" : ` (${parsed.issue})`;
  throw new LobbyError(
    "room-malformed",
    `${call} was called with the room ${JSON.stringify(roomId)}${issue}.`,
    "No client could read it.",
    "A room's id is 1 to 64 of A-Z a-z 0-9 _ -, its title has at most 120 characters, its description 1,000.",
  );
}
