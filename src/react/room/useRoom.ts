"use client";

import { useCallback, useEffect, useMemo } from "react";
import { roomFeature } from "../../client/room/roomFeature.js";
import { type RoomStatus, unknownRoom, type WatchedRoom } from "../../client/room/roomState.js";
import { useFeature } from "../useFeature.js";
import { useKeyed } from "../useKeyed.js";
import { useLobbySelector } from "../useLobbySelector.js";

/** A room: who is in it, what it is called, what is streamed there. */
export interface UseRoomResult extends Omit<WatchedRoom, "status" | "returning"> {
  readonly roomId: string | null;
  /** `idle` without a room or signed out. */
  readonly status: RoomStatus | "idle";
  /** Whether this server has rooms beside their chats; `true` until it is known. */
  readonly supported: boolean;
  /** The room is this user's. */
  readonly isHost: boolean;
  /** Tries again after `refused`, `error` or `removed`. Stable. */
  readonly rejoin: () => void;
}

/**
 * Comes into a room while the component is mounted, and tells who else is there. Any number of components may use the same room: the server hears of it once, again after every
 * reconnect, and no more a second after the last has gone. `null` does nothing. The object is the same until something about the room changes.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export function useRoom(roomId: string | null): UseRoomResult {
  const { watch, rejoin: rejoinRoom, view } = useFeature(roomFeature);
  const userId = useLobbySelector((state) => state.lobby.connection.userId);
  useEffect(() => (roomId === null ? undefined : watch(roomId)), [watch, roomId]);
  const room = useKeyed(view, roomId) ?? unknownRoom;
  const rejoin = useCallback(() => {
    if (roomId !== null) rejoinRoom(roomId);
  }, [rejoinRoom, roomId]);
  return useMemo(() => {
    const { status, returning: _returning, ...rest } = room;
    return {
      ...rest,
      roomId,
      status: roomId === null || userId === null ? "idle" : status,
      supported: rest.failure?.code !== "UNSUPPORTED",
      isHost: userId !== null && rest.info.hostId === userId,
      rejoin,
    };
  }, [room, roomId, userId, rejoin]);
}
