"use client";

import { SupportConsole } from "lobbykit";
import { useState } from "react";
import { useTopics } from "./useTopics";

/** The team's desk: who waits, what they say, what becomes of it. */
export function Desk() {
  const [selectedId, select] = useState<string | null>(null);
  return <SupportConsole topics={useTopics()} selectedId={selectedId} onSelect={select} />;
}
