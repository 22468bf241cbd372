"use client";

import Link from "next/link";
import type { Member } from "../lib/people";
import type { Theme } from "../lib/request";
import { courseOf } from "../seed/rooms";
import { AccountMenu } from "./AccountMenu";
import { Bell } from "./Bell";
import { BackIcon, Brand } from "./icons";
import { useWords } from "./Language";
import { LanguageSwitch } from "./LanguageSwitch";
import { useNavigation } from "./Navigation";
import { ThemeSwitch } from "./ThemeSwitch";

/** Where one is, what is new, who one is. */
export function TopBar({ member, theme }: { readonly member: Member; readonly theme: Theme }) {
  const words = useWords();
  const [, place, id] = useNavigation().pathname.split("/");
  const course = place === "courses" && id !== undefined ? courseOf(id) : undefined;
  return (
    <header className="topbar">
      <Link href="/courses" className="topbar-brand" aria-label="Sen" data-hidden={course !== undefined || undefined}>
        <Brand />
      </Link>
      {course !== undefined && (
        <Link href="/courses" className="topbar-back">
          <BackIcon />
          <span className="topbar-word">{words.courses}</span>
        </Link>
      )}
      <span className="topbar-space" />
      <Bell />
      <LanguageSwitch />
      <ThemeSwitch initial={theme} />
      <AccountMenu member={member} />
    </header>
  );
}
