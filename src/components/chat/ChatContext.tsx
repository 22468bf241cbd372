"use client";

import { createContext, useContext } from "react";
import type { About } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import type { ConversationId, ConversationKind } from "../../contract/ids.js";
import { mistake } from "../../contract/mistake.js";
import type { ChatComponents, UploadImage } from "./slots.js";

/**
 * What the parts of one chat have in common: settings, and who takes part. Nothing in it changes with a message, so reading it never makes a part render for
 * one; messages, typing and state are read by each part with the hooks.
 */
export interface ChatContextValue {
  readonly conversationId: ConversationId;
  readonly kind: ConversationKind;
  /** What the conversation is called: the given name, the room's, or the other person's. */
  readonly title: string;
  readonly avatarUrl: string | null;
  /** The other person of a 1:1. */
  readonly peer: User | null;
  /** Known participants by id, for messages that come without a name. */
  readonly people: ReadonlyMap<string, User>;
  /** Bubbles, or dense rows for lively rooms. */
  readonly variant: "bubbles" | "dense";
  /** Hosts, exact or above a subdomain, whose pictures are shown unasked. */
  readonly imageHosts: readonly string[];
  readonly uploadImage: UploadImage | undefined;
  /** What the next text will be about; `null`: nothing in particular. */
  readonly about: About | null;
  readonly setAbout: (about: About | null) => void;
  /** Characters of one message. */
  readonly maxLength: number;
  /** IANA zone for times; `undefined`: the device's. `"UTC"` on the server and while hydrating, unless one was given. */
  readonly timeZone: string | undefined;
  readonly components: ChatComponents;
}

/** The chat that parts belong to; `null` outside of one. Parts read it by {@link useChatContext}. */
export const ChatContext = createContext<ChatContextValue | null>(null);

/**
 * The settings of the chat around, for own parts. The same object until one of them changes.
 *
 * @throws LobbyError `chat-missing` outside of `<ChatRoot>` or `<ChatRoom>`.
 */
export function useChatContext(): ChatContextValue {
  const context = useContext(ChatContext);
  if (context === null) throw mistake("chat-missing");
  return context;
}
