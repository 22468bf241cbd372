"use client";

import { SupportChat } from "lobbykit";
import { useTopics } from "./useTopics";

/** The visitor's conversation with the team. */
export function Help() {
  return <SupportChat layout="inline" topics={useTopics()} className="support-chat" />;
}
