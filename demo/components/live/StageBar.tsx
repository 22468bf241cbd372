"use client";

import Link from "next/link";
import type { Member } from "../../lib/people";
import type { Theme } from "../../lib/request";
import { AccountMenu } from "../AccountMenu";
import { Bell } from "../Bell";
import { BackIcon } from "../icons";
import { useWords } from "../Language";
import { LanguageSwitch } from "../LanguageSwitch";
import { ThemeSwitch } from "../ThemeSwitch";

/** The way back, what is new, who one is. */
export function StageBar({ member, theme }: { readonly member: Member; readonly theme: Theme }) {
  const words = useWords();
  return (
    <header className="topbar">
      <Link href="/live" className="topbar-back">
        <BackIcon />
        <span className="topbar-word">{words.backToLive}</span>
      </Link>
      <span className="topbar-space" />
      <Bell />
      <LanguageSwitch />
      <ThemeSwitch initial={theme} />
      <AccountMenu member={member} />
    </header>
  );
}
