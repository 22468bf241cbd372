"use client";

import { createContext, type ReactNode } from "react";
import type { ChatMessage } from "../../client/chat/chatState.js";
import type { FirstLocale } from "../../locales/locale.js";
import type { ChatContextValue } from "./ChatContext.js";

/** What the picture viewer shows, always as it is now. */
export interface ViewerScene {
  readonly messages: readonly ChatMessage[];
  readonly asked: ReadonlySet<string>;
  readonly context: ChatContextValue;
  readonly locale: FirstLocale;
}

/** What the pictures of one chat have in common. */
export interface Pictures {
  /** Addresses the reader has asked to see, though their hosts are not allowed unasked. They stay seen when their rows leave the list's window and come back. */
  readonly asked: Set<string>;
  /** Puts the picture viewer over the chat; `null` takes it away. It stands beside the messages, not in one: their rows come and go. */
  readonly show: ((viewer: ((scene: ViewerScene) => ReactNode) | null) => void) | null;
}

/** Outside of a chat pictures open as the links that they are. */
export const PictureContext = /* @__PURE__ */ createContext<Pictures>({ asked: /* @__PURE__ */ new Set(), show: null });
