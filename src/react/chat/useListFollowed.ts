"use client";

import { useEffect, useRef } from "react";
import { useLobby } from "../useLobby.js";
import { useLobbySelector } from "../useLobbySelector.js";

/**
 * Keeps the conversation list loaded: when it is first needed, and again after every loss of the connection, because of conversations that nobody has open nothing is heard
 * meanwhile; also at the first connection, if it could not be had before.
 *
 * @param always loads it now even if it is there already
 */
export function useListFollowed(always: boolean): void {
  const lobby = useLobby();
  const live = useLobbySelector(({ lobby: { connection } }) => connection.status === "live");
  const lost = useRef(false);
  const userId = lobby.user?.id;
  useEffect(() => {
    if (userId === undefined || !lobby.capabilities.conversations) return;
    if (always || lobby.store.getState().lobby.chat.list.status === "idle") void lobby.loadConversations("first");
  }, [lobby, userId, always]);
  useEffect(() => {
    if (!live) return;
    const missing = lost.current || lobby.store.getState().lobby.chat.list.status === "error";
    if (missing && lobby.user !== null && lobby.capabilities.conversations) void lobby.loadConversations("first");
    lost.current = false;
    return () => {
      lost.current = true;
    };
  }, [lobby, live]);
}
