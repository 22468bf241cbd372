"use client";

import { useEffect, useState } from "react";
import { clockTime } from "../../lib/numbers";
import type { Course } from "../../seed/rooms";
import { NextIcon, PauseIcon, PlayIcon } from "../icons";
import { useWords } from "../Language";

interface LessonPlayerProps {
  readonly course: Course;
  /** From 1. */
  readonly number: number;
  readonly teacherAvatarUrl: string | undefined;
  readonly playing: boolean;
  readonly onPlayingChange: (playing: boolean) => void;
  /** The film has come to its end, or was skipped; absent for the last one. */
  readonly onNext: (() => void) | undefined;
}

const tickMs = 250;
const speeds = [1, 1.5, 2] as const;

/** A film of a lesson, drawn: the board fills while it plays. There is no video file behind it. */
export function LessonPlayer({
  course,
  number,
  teacherAvatarUrl,
  playing,
  onPlayingChange,
  onNext,
}: LessonPlayerProps) {
  const words = useWords();
  const lesson = course.lessons[number - 1];
  const length = (lesson?.minutes ?? 1) * 60;
  const [at, setAt] = useState(0);
  const [speed, setSpeed] = useState<(typeof speeds)[number]>(1);
  const begun = playing || at > 0;
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setAt((now) => Math.min(length, now + (tickMs / 1_000) * speed)), tickMs);
    return () => clearInterval(timer);
  }, [playing, speed, length]);
  const ended = at >= length;
  useEffect(() => {
    if (playing && ended) onPlayingChange(false);
  }, [playing, ended, onPlayingChange]);
  if (lesson === undefined) return null;
  const said = Math.floor((at / length) * lesson.points.length * 1.15);
  const toggle = () => {
    if (ended) setAt(0);
    onPlayingChange(!playing);
  };
  return (
    <section
      className="player"
      aria-label={`${words.lessonNumber(number)}: ${lesson.title}`}
      data-playing={playing ? "" : undefined}
      data-begun={begun ? "" : undefined}
      style={{ background: `linear-gradient(135deg, ${course.board[0]}, ${course.board[1]})` }}
    >
      {/* biome-ignore lint/performance/noImgElement: a drawing of our own needs no optimiser */}
      <img className="player-cover" src={course.cover} alt="" width={1200} height={675} />
      <div className="player-board" lang={/[à-ỹđ]/i.test(lesson.title) ? "vi" : undefined}>
        <p className="player-number">{words.lessonNumber(number)}</p>
        <p className="player-title">{lesson.title}</p>
        <ul>
          {lesson.points.map((point, index) => (
            <li key={point} data-said={begun && index <= said ? "" : undefined}>
              {point}
            </li>
          ))}
        </ul>
      </div>
      {teacherAvatarUrl !== undefined && (
        <span className="player-teacher" aria-hidden="true">
          {/* biome-ignore lint/performance/noImgElement: a drawing of our own needs no optimiser */}
          <img src={teacherAvatarUrl} alt="" width={96} height={96} />
          <SoundBars />
        </span>
      )}
      <button type="button" className="player-surface" tabIndex={-1} aria-hidden="true" onClick={toggle}>
        {!playing && (
          <span className="player-play">
            <PlayIcon />
          </span>
        )}
      </button>
      <div className="player-controls">
        <input
          type="range"
          aria-label={words.seek}
          aria-valuetext={`${clockTime(at)} / ${clockTime(length)}`}
          min={0}
          max={length}
          step={1}
          value={Math.floor(at)}
          onChange={(event) => setAt(Number(event.target.value))}
          style={{ "--played": `${(at / length) * 100}%` } as React.CSSProperties}
        />
        <button
          type="button"
          className="player-button"
          aria-label={playing ? words.pause : words.play}
          onClick={toggle}
        >
          {playing ? <PauseIcon /> : <PlayIcon />}
        </button>
        {onNext !== undefined && (
          <button type="button" className="player-button" aria-label={words.nextLesson} onClick={onNext}>
            <NextIcon />
          </button>
        )}
        <span className="player-time">
          {clockTime(at)} / {clockTime(length)}
        </span>
        <button
          type="button"
          className="player-speed"
          aria-label={`${words.speed}: ${speed}×`}
          onClick={() => setSpeed(speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1)}
        >
          {speed}×
        </button>
      </div>
    </section>
  );
}

/** Somebody is speaking. */
export function SoundBars() {
  return (
    <span className="sound-bars" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
