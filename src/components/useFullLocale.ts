"use client";

import { en } from "../locales/en.js";
import type { Locale } from "../locales/locale.js";
import { usePartLocale } from "./usePartLocale.js";

/** Every word of the nearest `SocketProvider`'s `locale`, its numbers and dates; English without one. Stable. */
export function useFullLocale(): Locale {
  return usePartLocale(en);
}
