"use client";

import { en } from "../locales/en.js";
import type { FirstLocale, Locale } from "../locales/locale.js";
import { useLocale } from "../react/useLocale.js";

/** The words, numbers and dates of the nearest `SocketProvider`'s `locale`; English without one. Stable. */
export function useFullLocale(): Locale {
  const locale = useLocale();
  return isFull(locale) ? locale : en;
}

function isFull(locale: FirstLocale): locale is Locale {
  return "title" in locale.list;
}
