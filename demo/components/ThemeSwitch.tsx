"use client";

import { useState } from "react";
import { remember } from "../lib/remember";
import type { Theme } from "../lib/request";
import { HalfIcon, MoonIcon, SunIcon } from "./icons";
import { useWords } from "./Language";

const next: Readonly<Record<Theme, Theme>> = { system: "light", light: "dark", dark: "system" };
const icons = { system: HalfIcon, light: SunIcon, dark: MoonIcon } as const;

/** Light, dark, or what the system says. */
export function ThemeSwitch({ initial }: { readonly initial: Theme }) {
  const words = useWords();
  const [theme, setTheme] = useState(initial);
  const ThemeIcon = icons[theme];
  return (
    <button
      type="button"
      className="quiet"
      aria-label={`${words.themeLabel}: ${words.theme[theme]}`}
      title={`${words.themeLabel}: ${words.theme[theme]}`}
      onClick={() => {
        const chosen = next[theme];
        setTheme(chosen);
        remember("sen_theme", chosen);
        if (chosen === "system") delete document.documentElement.dataset.lobbyTheme;
        else document.documentElement.dataset.lobbyTheme = chosen;
      }}
    >
      <ThemeIcon />
    </button>
  );
}
