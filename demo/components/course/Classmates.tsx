"use client";

import { AvatarStack, useOnlineStatus } from "lobbykit";
import { useMemo } from "react";
import { people } from "../../seed/people";
import type { Course } from "../../seed/rooms";
import { useWords } from "../Language";

/** Who else is in the course, who of them is there now, and what one of them does. */
export function Classmates({ course, myId }: { readonly course: Course; readonly myId: string }) {
  const words = useWords();
  const others = useMemo(
    () => people.filter(({ id }) => id !== myId && course.members.includes(id)),
    [course.members, myId],
  );
  const ids = useMemo(() => others.map(({ id }) => id), [others]);
  const { presences, isOnline } = useOnlineStatus(ids);
  // Those who are there stand first.
  const inOrder = [...others].sort((a, b) => Number(isOnline(b.id)) - Number(isOnline(a.id)));
  const busy = inOrder.find(({ id }) => presences[id]?.activity !== undefined);
  return (
    <div className="classmates">
      <AvatarStack users={inOrder} max={5} size={30} showPresence />
      <small>
        {busy === undefined ? words.classmates : `${busy.name.split(" ").at(-1)} ${presences[busy.id]?.activity}`}
      </small>
    </div>
  );
}
