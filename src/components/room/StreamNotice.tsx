"use client";

import type { Stream } from "../../contract/room.js";
import { enRoom } from "../../locales/enRoom.js";
import { useHydrated } from "../useHydrated.js";
import { usePartLocale } from "../usePartLocale.js";

/** That a stream has not begun or is over; nothing while one is live or nothing is known. */
export function StreamNotice({ stream, timeZone }: { readonly stream: Stream | null; readonly timeZone?: string }) {
  const { room: words, format } = usePartLocale(enRoom);
  const hydrated = useHydrated();
  if (stream === null || stream.live) return null;
  const { endedAt } = stream;
  const text =
    endedAt === null ? words.notStarted : hydrated ? words.endedAt(format.time(endedAt, timeZone)) : words.ended;
  return (
    <p className="lobby-room-notice" data-kind={endedAt === null ? "upcoming" : "ended"} role="status">
      {text}
    </p>
  );
}
