"use client";

import { useConversations } from "lobbykit";
import Link from "next/link";
import { Brand, CoursesIcon, DeskIcon, LiveIcon, MarketIcon, MessagesIcon, StudyIcon, SupportIcon } from "./icons";
import { useWords } from "./Language";
import { useNavigation } from "./Navigation";

/** The places of the school: a rail beside the page, on a phone a bar under it. */
export function Rail({ isAdmin }: { readonly isAdmin: boolean }) {
  const words = useWords();
  const { pathname } = useNavigation();
  const { totalUnread } = useConversations();
  const places = [
    { path: "/courses", word: words.courses, Icon: CoursesIcon },
    { path: "/study", word: words.study, Icon: StudyIcon },
    { path: "/chat", word: words.messages, Icon: MessagesIcon, count: totalUnread },
    { path: "/live", word: words.live, Icon: LiveIcon },
    { path: "/market", word: words.market, Icon: MarketIcon },
    isAdmin
      ? { path: "/support/console", word: words.desk, Icon: DeskIcon }
      : { path: "/support", word: words.support, Icon: SupportIcon },
  ];
  return (
    <nav className="rail" aria-label={words.mainNav}>
      <Link href="/courses" className="rail-brand" aria-label="Sen">
        <Brand />
      </Link>
      {places.map(({ path, word, Icon, count = 0 }) => (
        <Link
          key={path}
          href={path}
          className="rail-place"
          aria-current={pathname.startsWith(path) ? "page" : undefined}
        >
          <span className="rail-icon">
            <Icon />
            {count > 0 && (
              <span className="count" aria-hidden="true">
                {count > 99 ? "99+" : count}
              </span>
            )}
          </span>
          <span className="rail-word">{word}</span>
          {count > 0 && <span className="lobby-sr">{words.unread(count)}</span>}
        </Link>
      ))}
    </nav>
  );
}
