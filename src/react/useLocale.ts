"use client";

import { useContext } from "react";
import type { Locale } from "../locales/locale.js";
import { LocaleContext } from "./LobbyContext.js";

/** The words, numbers and dates of the nearest `SocketProvider`'s `locale`; English outside of one. Stable. */
export function useLocale(): Locale {
  return useContext(LocaleContext);
}
