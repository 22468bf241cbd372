"use client";

import type { ReactNode } from "react";
import { LuCircleHelp, LuCreditCard, LuUserRound, LuWrench } from "react-icons/lu";
import type { SupportWords } from "../../locales/locale.js";

/** What people may ask for help with. */
export interface SupportTopic {
  /** As the server and agents know it: 1 to 64 characters. */
  readonly id: string;
  /** What people read; the locale's own word for the common ones, else the id. */
  readonly label?: string | undefined;
  readonly icon?: ReactNode;
}

const icons: Readonly<Record<string, ReactNode>> = {
  general: <LuCircleHelp aria-hidden="true" />,
  billing: <LuCreditCard aria-hidden="true" />,
  technical: <LuWrench aria-hidden="true" />,
  account: <LuUserRound aria-hidden="true" />,
};

/** The topics offered unless told otherwise. */
export const commonTopics: readonly SupportTopic[] = [
  { id: "general" },
  { id: "billing" },
  { id: "technical" },
  { id: "account" },
];

/** A topic's icon: its own, that of a common one, or the general one. */
export function topicIcon({ id, icon }: SupportTopic): ReactNode {
  return icon ?? (Object.hasOwn(icons, id) ? icons[id] : icons.general);
}

/** What a topic is called. */
export function topicLabel(topics: readonly SupportTopic[], id: string, words: SupportWords): string {
  return topics.find((topic) => topic.id === id)?.label ?? words.topic(id);
}
