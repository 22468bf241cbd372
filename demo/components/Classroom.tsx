"use client";

import { ChatRoom, type ChatRoomProps } from "lobbykit";

/** The course's room, in dense rows beside the lesson. */
export function Classroom(props: ChatRoomProps) {
  return <ChatRoom {...props} variant="dense" className="lesson-room" />;
}
