import type { UnknownAction } from "@reduxjs/toolkit";
import type { User } from "../../contract/connection.js";
import type { DomainEvent, DomainEventOf } from "../../contract/events.js";
import { parseConversationId } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import { ownValue } from "../../contract/ownValue.js";
import type { RoomInfo } from "../../contract/room.js";
import { eventsReceived, userChanged } from "../lobbyActions.js";
import { addMoves } from "./moves.js";
import { enteringFailed, enteringRepeated, movesSwept, roomForgotten, roomsLost } from "./roomActions.js";
import { type RoomState, unknownRoom, type WatchedRoom } from "./roomState.js";

type Rooms = RoomState["rooms"];

const empty: RoomState = { rooms: {} };
/** After a reconnect others come back too, for as long as this, ms. */
const returningMs = 30_000;

/** The reducer at `state.lobby.room`. */
export function roomReducer(state: RoomState = empty, action: UnknownAction, userId: string | null = null): RoomState {
  const rooms = reduceRooms(state.rooms, action, userId);
  return rooms === state.rooms ? state : { rooms };
}

function reduceRooms(rooms: Rooms, action: UnknownAction, userId: string | null): Rooms {
  if (eventsReceived.match(action)) {
    const { events, at } = action.payload;
    return events.reduce((before, event) => reduceEvent(before, event, at, userId), rooms);
  }
  if (enteringFailed.match(action)) {
    const { roomId, status, failure } = action.payload;
    return { ...rooms, [roomId]: { ...(ownValue(rooms, roomId) ?? unknownRoom), status, failure } };
  }
  if (enteringRepeated.match(action))
    return changed(rooms, action.payload.roomId, (room) => ({
      ...room,
      status: "joining",
      failure: null,
      removal: null,
    }));
  if (roomsLost.match(action)) return mapped(rooms, (room) => (room.stale ? room : { ...room, stale: true }));
  if (movesSwept.match(action)) {
    const { at } = action.payload;
    return mapped(rooms, (room) =>
      room.recent !== null && room.recent.until <= at ? { ...room, recent: null } : room,
    );
  }
  if (roomForgotten.match(action)) {
    const { [action.payload.roomId]: forgotten, ...rest } = rooms;
    return forgotten === undefined ? rooms : rest;
  }
  if (userChanged.match(action) && action.payload.keep !== true) return empty.rooms;
  return rooms;
}

function reduceEvent(rooms: Rooms, event: DomainEvent, at: number, userId: string | null): Rooms {
  switch (event.type) {
    case "roomEntered": {
      const { roomId } = event.view.room;
      return { ...rooms, [roomId]: entered(ownValue(rooms, roomId) ?? unknownRoom, event.view, at) };
    }
    case "rosterChanged":
      return changed(rooms, event.roomId, (room) => withRoster(room, event, at, userId));
    case "roomChanged":
      return changed(rooms, event.room.roomId, (room) => ({ ...room, info: described(event.room) }));
    case "streamStarted": {
      const { startedAt, title } = event;
      return changed(rooms, event.roomId, (room) => {
        const since = startedAt ?? (room.stream?.live ? room.stream.startedAt : null);
        const stream = { live: true, startedAt: since, endedAt: null, ...(title === undefined ? {} : { title }) };
        return { ...room, stream };
      });
    }
    case "streamEnded":
      return changed(rooms, event.roomId, (room) => ({
        ...room,
        stream: { startedAt: null, ...room.stream, live: false, endedAt: event.endedAt },
      }));
    case "conversationClosed": {
      const parts = parseConversationId(event.conversationId);
      if (parts?.kind !== "room") return rooms;
      return changed(rooms, parts.roomId, (room) => ({
        ...room,
        status: "removed",
        removal: event.reason,
        roster: [],
        memberCount: null,
        recent: null,
      }));
    }
    default:
      return rooms;
  }
}

function entered(before: WatchedRoom, view: DomainEventOf<"roomEntered">["view"], at: number): WatchedRoom {
  const { room, stream, roster, truncated } = view;
  const there = new Set(roster.map(({ id }) => id));
  const earlier = before.returning !== null && at < before.returning.until ? Object.keys(before.returning.ids) : [];
  const away = [...before.roster.map(({ id }) => id), ...earlier].filter((id) => !there.has(id));
  const ids = Object.fromEntries(away.slice(0, limits.roomRoster).map((id) => [id, true] as const));
  return {
    ...unknownRoom,
    status: "joined",
    info: described(room),
    stream,
    roster,
    rosterTruncated: truncated,
    memberCount: room.memberCount,
    recent: before.recent,
    returning: away.length === 0 ? null : { ids, until: at + returningMs },
  };
}

function withRoster(
  room: WatchedRoom,
  change: DomainEventOf<"rosterChanged">,
  at: number,
  userId: string | null,
): WatchedRoom {
  const { truncated } = change;
  if (change.whole) {
    const roster = change.joined.slice(0, limits.roomRoster);
    return {
      ...room,
      roster,
      rosterTruncated: change.joined.length > roster.length,
      memberCount: change.count ?? change.joined.length,
    };
  }
  const here = new Map(room.roster.map((user) => [user.id, user]));
  const isNews = ({ id }: User) => id !== userId && !here.has(id) && !isReturning(room, id, at);
  const joined = change.joined.filter(isNews);
  const left = change.left.filter((id) => id !== userId).flatMap((id) => here.get(id) ?? []);
  const moves = truncated
    ? { joined, joinedCount: change.joinedCount, left, leftCount: change.leftCount }
    : { joined, joinedCount: joined.length, left, leftCount: left.length };
  const come = change.joined.filter(({ id }) => !here.has(id)).length;
  for (const user of change.joined) here.set(user.id, user);
  for (const id of change.left) here.delete(id);
  const sameRoster = change.joined.length + change.left.length === 0;
  return {
    ...room,
    roster: sameRoster ? room.roster : [...here.values()].slice(0, limits.roomRoster),
    // A roster that has missed something stays so until the room is entered anew.
    rosterTruncated: truncated || room.rosterTruncated,
    memberCount: change.count ?? Math.max(here.size, (room.memberCount ?? 0) + come - change.leftCount),
    recent: addMoves(room.recent, moves, at),
  };
}

function isReturning({ returning }: WatchedRoom, id: string, at: number): boolean {
  return returning !== null && at < returning.until && ownValue(returning.ids, id) === true;
}

function described({ roomId: _roomId, memberCount: _memberCount, ...description }: RoomInfo): WatchedRoom["info"] {
  return description;
}

/** Changes a room that is known; what is told of others concerns nobody here. */
function changed(rooms: Rooms, roomId: string, change: (room: WatchedRoom) => WatchedRoom): Rooms {
  const room = ownValue(rooms, roomId);
  return room === undefined ? rooms : { ...rooms, [roomId]: change(room) };
}

function mapped(rooms: Rooms, change: (room: WatchedRoom) => WatchedRoom): Rooms {
  const entries = Object.entries(rooms).map(([id, room]) => [id, change(room)] as const);
  return entries.some(([id, room]) => room !== rooms[id]) ? Object.fromEntries(entries) : rooms;
}
