"use client";

import { remember } from "../lib/remember";
import { useLanguage, useWords } from "./Language";
import { useNavigation } from "./Navigation";

/** English or Vietnamese; the page is asked for again in the other language, without losing anything. */
export function LanguageSwitch() {
  const { refresh } = useNavigation();
  const language = useLanguage();
  const words = useWords();
  const other = language === "en" ? "vi" : "en";
  return (
    <button
      type="button"
      className="quiet"
      aria-label={`${words.languageLabel}: ${language === "en" ? "English" : "Tiếng Việt"}`}
      onClick={() => {
        remember("sen_language", other);
        refresh();
      }}
    >
      <span className="language" aria-hidden="true">
        {language}
      </span>
    </button>
  );
}
