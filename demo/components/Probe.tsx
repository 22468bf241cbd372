"use client";

import { useConnection, useSocket } from "lobbykit";
import { useEffect } from "react";

/** For the curious and for tests: `sen.status` and `sen.socket` in the browser's console. */
export function Probe() {
  const socket = useSocket();
  const { status } = useConnection();
  useEffect(() => {
    Object.assign(window, { sen: { socket, status } });
  }, [socket, status]);
  return null;
}
