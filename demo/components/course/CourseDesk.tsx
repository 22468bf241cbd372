"use client";

import { ActiveViewers, useMyStatus } from "lobbykit";
import { type ReactNode, useEffect, useState } from "react";
import { type Course, lessonId } from "../../seed/rooms";
import { useWords } from "../Language";
import { Classmates } from "./Classmates";
import { LessonList } from "./LessonList";
import { LessonPlayer } from "./LessonPlayer";

interface CourseDeskProps {
  readonly course: Course;
  readonly myId: string;
  readonly teacherAvatarUrl: string | undefined;
  /** How many lessons are behind whoever looks. */
  readonly done: number;
  /** What stands under the film. */
  readonly children: ReactNode;
  /** What stands under the list of lessons. */
  readonly beside: ReactNode;
}

/** A lesson on the player, the others beside it; who watches it too, and what classmates do. */
export function CourseDesk({ course, myId, teacherAvatarUrl, done, children, beside }: CourseDeskProps) {
  const words = useWords();
  const all = course.lessons.length;
  const [number, setNumber] = useState(Math.min(done + 1, all));
  const [playing, setPlaying] = useState(false);
  const { setActivity } = useMyStatus();
  const activity = playing ? words.watching(number) : null;
  useEffect(() => {
    setActivity(activity);
    return () => setActivity(null);
  }, [activity, setActivity]);
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
        <div className="course-now">
          <ActiveViewers viewableId={lessonId(course.id, number)} names />
          <Classmates course={course} myId={myId} />
        </div>
        {children}
      </article>
      <aside className="lesson-side">
        <LessonList course={course} done={done} selected={number} playing={playing} onSelect={choose} />
        {beside}
      </aside>
    </main>
  );
}
