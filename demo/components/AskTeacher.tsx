"use client";

import { ChatRoom } from "lobbykit";
import { useState } from "react";
import type { Member } from "../lib/people";
import { MessagesIcon } from "./icons";
import { useWords } from "./Language";

/** A button that opens a floating chat with the teacher. */
export function AskTeacher({
  teacher,
  imageHosts,
}: {
  readonly teacher: Member;
  readonly imageHosts: readonly string[];
}) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const [minimized, setMinimized] = useState(false);
  return (
    <>
      <button type="button" className="primary" onClick={() => setOpen(true)} disabled={open}>
        <MessagesIcon />
        {words.askTeacher(teacher.name)}
      </button>
      {open && (
        <ChatRoom
          layout="floating"
          recipientId={teacher.id}
          recipientName={teacher.name}
          recipientAvatarUrl={teacher.avatarUrl}
          imageHosts={imageHosts}
          minimized={minimized}
          onMinimize={setMinimized}
          onClose={() => setOpen(false)}
          autoFocus
        />
      )}
    </>
  );
}
