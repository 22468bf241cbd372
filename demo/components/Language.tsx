"use client";

import { createContext, type ReactNode, useContext } from "react";
import { type Language, type Words, wordsOf } from "../lib/words";

const LanguageContext = createContext<Language>("en");

/** Which language the pages below speak; the server reads it from a cookie. */
export function LanguageProvider({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

export function useWords(): Words {
  return wordsOf(useLanguage());
}
