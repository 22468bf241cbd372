"use client";

import { CommentFeed } from "lobbykit";
import { commentsTopic } from "../../seed/rooms";

/** What is said under a course, as it is said. */
export function Comments({ courseId }: { readonly courseId: string }) {
  return <CommentFeed topic={commentsTopic(courseId)} />;
}
