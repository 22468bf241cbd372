"use client";

import { AvatarStack, useOnlineStatus } from "lobbykit";
import Link from "next/link";
import { useMemo } from "react";
import { people } from "../../seed/people";
import type { Course } from "../../seed/rooms";
import { useWords } from "../Language";

/** The door of a study hall, with who of the class is online. */
export function HallCard({ course }: { readonly course: Course }) {
  const words = useWords();
  const { id, title, members, board, avatarUrl } = course;
  const classmates = useMemo(() => people.filter((person) => members.includes(person.id)), [members]);
  const { isOnline } = useOnlineStatus(members);
  const online = classmates.filter((person) => isOnline(person.id));
  // Those who are there stand first.
  const inOrder = [...online, ...classmates.filter((person) => !isOnline(person.id))];
  return (
    <li className="course-card hall-card">
      <div>
        <header style={{ background: `linear-gradient(135deg, ${board[0]}, ${board[1]})` }}>
          {/* biome-ignore lint/performance/noImgElement: a drawing of our own needs no optimiser */}
          <img src={avatarUrl} alt="" width={48} height={48} />
        </header>
        <h2>
          <Link href={`/study/${id}`}>{title}</Link>
        </h2>
        <AvatarStack users={inOrder} max={6} size={30} showPresence />
        <footer>
          <small>{words.onlineNow(online.length)}</small>
          <b>{words.sitDown}</b>
        </footer>
      </div>
    </li>
  );
}
