"use client";

import { useContext } from "react";
import type { FirstLocale } from "../locales/locale.js";
import { LocaleContext } from "./LobbyContext.js";

/** The words, numbers and dates of the nearest `SocketProvider`'s `locale`; English without one, as far as a chat needs it. Stable. */
export function useLocale(): FirstLocale {
  return useContext(LocaleContext);
}
