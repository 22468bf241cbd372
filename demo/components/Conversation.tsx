"use client";

import { ChatRoom, type ChatRoomProps, LiveChatHeader } from "lobbykit";
import Link from "next/link";
import { BackIcon } from "./icons";
import { useWords } from "./Language";

const components = { Header: LiveChatHeader };

/** A chat that fills its pane, with the way back that phones need. */
export function Conversation(props: ChatRoomProps) {
  const words = useWords();
  return (
    <>
      <Link href="/chat" className="pane-back" aria-label={words.back}>
        <BackIcon />
      </Link>
      <ChatRoom components={components} {...props} />
    </>
  );
}
