"use client";

import { useConversations } from "lobbykit";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Member } from "../lib/people";
import type { Theme } from "../lib/preferences";
import { AccountMenu } from "./AccountMenu";
import { Brand, CoursesIcon, MessagesIcon } from "./icons";
import { useWords } from "./Language";
import { LanguageSwitch } from "./LanguageSwitch";
import { ThemeSwitch } from "./ThemeSwitch";

/** Where one is, what is unread, who one is. */
export function TopBar({ member, theme }: { readonly member: Member; readonly theme: Theme }) {
  const words = useWords();
  const pathname = usePathname();
  const { totalUnread } = useConversations();
  return (
    <header className="topbar">
      <Link href="/chat" className="topbar-brand" aria-label="Sen">
        <Brand />
      </Link>
      <nav className="topbar-nav">
        <Link href="/chat" data-current={pathname.startsWith("/chat") ? "" : undefined}>
          <MessagesIcon />
          <span className="topbar-word">{words.messages}</span>
          {totalUnread > 0 && <span className="count">{totalUnread > 99 ? "99+" : totalUnread}</span>}
        </Link>
        <Link href="/courses" data-current={pathname.startsWith("/courses") ? "" : undefined}>
          <CoursesIcon />
          <span className="topbar-word">{words.courses}</span>
        </Link>
      </nav>
      <LanguageSwitch />
      <ThemeSwitch initial={theme} />
      <AccountMenu member={member} />
    </header>
  );
}
