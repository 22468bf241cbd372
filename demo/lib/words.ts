import { en, type Words } from "./words/en";
import { vi } from "./words/vi";

/** The languages of the demo's own words. lobbykit's come from `lobbykit/locales/*`. */
export type Language = "en" | "vi";

export type { Words } from "./words/en";

/** A text in both languages, for what the seeds say. */
export interface Bilingual {
  readonly en: string;
  readonly vi: string;
}

const all: Readonly<Record<Language, Words>> = { en, vi };

export function wordsOf(language: Language): Words {
  return all[language];
}
