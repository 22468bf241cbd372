"use client";

import { type ReactNode, useState } from "react";
import type { Course } from "../../seed/rooms";
import { LessonList } from "./LessonList";
import { LessonPlayer } from "./LessonPlayer";

interface CourseDeskProps {
  readonly course: Course;
  readonly teacherAvatarUrl: string | undefined;
  /** How many lessons are behind whoever looks. */
  readonly done: number;
  /** What stands under the film. */
  readonly children: ReactNode;
  /** What stands under the list of lessons. */
  readonly beside: ReactNode;
}

/** A lesson on the player, the others beside it. */
export function CourseDesk({ course, teacherAvatarUrl, done, children, beside }: CourseDeskProps) {
  const all = course.lessons.length;
  const [number, setNumber] = useState(Math.min(done + 1, all));
  const [playing, setPlaying] = useState(false);
  const choose = (next: number) => {
    setNumber(next);
    setPlaying(true);
  };
  return (
    <main className="lesson">
      <article>
        <LessonPlayer
          key={number}
          course={course}
          number={number}
          teacherAvatarUrl={teacherAvatarUrl}
          playing={playing}
          onPlayingChange={setPlaying}
          onNext={number < all ? () => choose(number + 1) : undefined}
        />
        {children}
      </article>
      <aside className="lesson-side">
        <LessonList course={course} done={done} selected={number} playing={playing} onSelect={choose} />
        {beside}
      </aside>
    </main>
  );
}
