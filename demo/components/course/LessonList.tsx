"use client";

import type { Course } from "../../seed/rooms";
import { CheckIcon } from "../icons";
import { useWords } from "../Language";
import { SoundBars } from "./LessonPlayer";

interface LessonListProps {
  readonly course: Course;
  readonly done: number;
  /** The one on the player, from 1. */
  readonly selected: number;
  readonly playing: boolean;
  readonly onSelect: (number: number) => void;
}

/** The lessons of a course, how far one is, and which one is on. */
export function LessonList({ course, done, selected, playing, onSelect }: LessonListProps) {
  const words = useWords();
  const all = course.lessons.length;
  return (
    <section className="lessons" aria-labelledby="lessons-title">
      <header>
        <h2 id="lessons-title">{words.lessons}</h2>
        <small>{words.lessonsDone(done, all)}</small>
        <progress value={done} max={all} aria-label={words.lessonsDone(done, all)} />
      </header>
      <ol>
        {course.lessons.map(({ title, minutes }, index) => {
          const number = index + 1;
          const isSelected = number === selected;
          return (
            <li key={title} data-seen={index < done ? "" : undefined}>
              <button type="button" aria-current={isSelected ? "true" : undefined} onClick={() => onSelect(number)}>
                <span className="lesson-number" aria-hidden="true">
                  {isSelected && playing ? <SoundBars /> : index < done ? <CheckIcon /> : number}
                </span>
                <span className="lesson-name">{title}</span>
                <small>{words.minutes(minutes)}</small>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
