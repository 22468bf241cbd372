"use client";

import { Avatar, OnlineStatus } from "lobbykit";
import { useState } from "react";
import { post } from "../../lib/post";
import { type Person, people } from "../../seed/people";
import type { Course } from "../../seed/rooms";
import { useWords } from "../Language";

/** The class: who is there and what each does; whoever is missing can be invited. */
export function Seats({ course, myId }: { readonly course: Course; readonly myId: string }) {
  const words = useWords();
  const classmates = people.filter(({ id }) => id !== myId && course.members.includes(id));
  return (
    <section className="course-section">
      <h2>{words.classmates}</h2>
      <ul className="seats">
        {classmates.map((person) => (
          <Seat key={person.id} person={person} courseId={course.id} />
        ))}
      </ul>
    </section>
  );
}

function Seat({ person: { id, name, avatarUrl }, courseId }: { readonly person: Person; readonly courseId: string }) {
  const words = useWords();
  const [state, setState] = useState<"idle" | "asking" | "invited" | "failed">("idle");
  const invite = () => {
    setState("asking");
    post(`/api/study/${courseId}`, { guestId: id }).then(
      () => setState("invited"),
      () => setState("failed"),
    );
  };
  return (
    <li>
      <Avatar userId={id} name={name} src={avatarUrl} size={40} aria-hidden="true" />
      <div>
        <b dir="auto">{name}</b>
        <OnlineStatus userId={id} showLabel size="s" />
        {state === "failed" && <small role="alert">{words.didNotWork}</small>}
      </div>
      <button
        type="button"
        className="soft"
        aria-label={state === "invited" ? undefined : words.inviteWhom(name)}
        disabled={state === "asking" || state === "invited"}
        onClick={invite}
      >
        {state === "invited" ? words.invited : words.invite}
      </button>
    </li>
  );
}
