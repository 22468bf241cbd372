"use client";

import { useLobbySelector } from "../react/useLobbySelector.js";
import { useLocale } from "../react/useLocale.js";
import { troubleOf } from "./connectionTrouble.js";
import { useSettled } from "./useSettled.js";

/** A short loss is not worth a word, here as in the banner. */
const troubleAfterMs = 5_000;

/** What is wrong with the connection, in the words of a header's line; `null` when nothing is, or not for long enough. */
export function useConnectionTrouble(): string | null {
  const { connection: words } = useLocale();
  // By field: the state as a whole changes with every measured latency.
  const trouble = useLobbySelector((state) => troubleOf(state.lobby.connection));
  const lostAt = useLobbySelector((state) => state.lobby.connection.lostAt);
  const { shown } = useSettled(trouble, lostAt, troubleAfterMs);
  return shown === null ? null : { ...words, reconnecting: words.connecting, "auth-failed": words.authFailed }[shown];
}
