"use client";

import { ActiveViewers, useMyStatus } from "lobbykit";
import Link from "next/link";
import { useEffect, useState } from "react";
import { type Course, hallId } from "../../seed/rooms";
import { Classroom } from "../Classroom";
import { BackIcon } from "../icons";
import { useWords } from "../Language";
import { FocusClock } from "./FocusClock";
import { Seats } from "./Seats";

interface HallProps {
  readonly course: Course;
  readonly myId: string;
  readonly imageHosts: readonly string[];
}

/** A study hall: whoever sits in it is seen there by the class, and seen to be busy while his clock runs. */
export function Hall({ course, myId, imageHosts }: HallProps) {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const { setActivity } = useMyStatus();
  const activity = busy ? words.studying(course.title) : words.inTheHall;
  useEffect(() => {
    setActivity(activity);
    return () => setActivity(null);
  }, [activity, setActivity]);
  return (
    <main className="lesson">
      <article>
        <header className="hall-head">
          <Link href="/study" className="quiet" aria-label={words.allHalls} title={words.allHalls}>
            <BackIcon />
          </Link>
          <h1>{course.title}</h1>
          <ActiveViewers viewableId={hallId(course.id)} names />
        </header>
        <FocusClock board={course.board} onBusyChange={setBusy} />
        <Seats course={course} myId={myId} />
      </article>
      <aside className="lesson-side">
        <Classroom roomId={course.id} name={course.title} imageHosts={imageHosts} />
      </aside>
    </main>
  );
}
