"use client";

import { CourseRating } from "lobbykit";
import { useState } from "react";
import { post } from "../../lib/post";
import { ratingTopic } from "../../seed/rooms";

interface RatingProps {
  readonly courseId: string;
  /** The stars one has given before. */
  readonly mine: number | null;
  /** Whether one may give any. */
  readonly mayRate: boolean;
}

/** The course's stars as everybody gives them, and one's own. */
export function Rating({ courseId, mine, mayRate }: RatingProps) {
  const [given, setGiven] = useState(mine);
  const rate = async (stars: number) => {
    await post(`/api/courses/${courseId}/rating`, { stars });
    setGiven(stars);
  };
  return (
    <CourseRating topic={ratingTopic(courseId)} distribution myRating={given} {...(mayRate ? { onRate: rate } : {})} />
  );
}
