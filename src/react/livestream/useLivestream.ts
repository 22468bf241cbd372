"use client";

import { useCallback, useContext, useMemo, useSyncExternalStore } from "react";
import {
  type CreateLivestreamOptions,
  createLivestream,
  type Livestream,
  type LivestreamActions,
} from "../../client/livestream/createLivestream.js";
import type { LivestreamView } from "../../client/livestream/livestreamView.js";
import { LobbyStoreContext } from "../LobbyContext.js";
import { useLobby } from "../useLobby.js";

/** Everything of a room and everything that can be done there; the functions are stable while lobby and room are the same. */
export type UseLivestreamResult = LivestreamView & LivestreamActions;

/**
 * One hook that does everything for a room: connection, who is there, how many watch, messages, gifts, words to the admins, notifications, health and errors. Comes into the room while
 * the component is mounted; the server hears of it once, whatever other hooks and components use it. `null` does nothing and answers `null`.
 *
 * It renders with every change of any of its parts, and each part is the same object until it changes: give parts to memoised components, or use `useChat`, `useRoom`,
 * `useGifts`, … where less should render.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 *
 * @example
 * const { chat, viewers, send, sendGift } = useLivestream("hall");
 */
export function useLivestream(roomId: string, options?: CreateLivestreamOptions): UseLivestreamResult;
export function useLivestream(roomId: string | null, options?: CreateLivestreamOptions): UseLivestreamResult | null;
export function useLivestream(
  roomId: string | null,
  { notifications, health }: CreateLivestreamOptions = {},
): UseLivestreamResult | null {
  const lobby = useLobby();
  const live = useMemo(
    () => (roomId === null ? null : createLivestream(lobby, roomId, { notifications, health })),
    [lobby, roomId, notifications, health],
  );
  const subscribe = useCallback((listener: () => void) => live?.subscribe(listener) ?? nothing, [live]);
  const context = useContext(LobbyStoreContext);
  const read = () => live?.getSnapshot() ?? null;
  // Hydration compares against the state of the first render.
  const readServer = () => live?.getSnapshot(context?.getServerState?.()) ?? null;
  const view = useSyncExternalStore(subscribe, read, readServer);
  return useMemo(() => (live === null || view === null ? null : { ...actionsOf(live), ...view }), [live, view]);
}

const nothing = () => {};

function actionsOf({ lobby: _lobby, subscribe: _subscribe, getSnapshot: _read, close: _close, ...rest }: Livestream) {
  return rest satisfies LivestreamActions;
}
