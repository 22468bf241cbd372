"use client";

import type { FirstLocale, Locale } from "../locales/locale.js";
import { useLocale } from "../react/useLocale.js";

/**
 * The words, numbers and dates of the nearest `SocketProvider`'s `locale`; without one the given English, which comes with the code of the part that shows it. Stable.
 */
export function usePartLocale<Part extends FirstLocale>(english: Part): Part {
  const locale = useLocale();
  return isFull(locale) ? (locale as FirstLocale as Part) : english;
}

/** Whether it is an app's: those have every word. */
function isFull(locale: FirstLocale): locale is Locale {
  return "title" in locale.list;
}
