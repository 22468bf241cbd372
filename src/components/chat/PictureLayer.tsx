"use client";

import { type ReactNode, useState } from "react";
import { useMessages } from "../../react/chat/useMessages.js";
import { useLocale } from "../../react/useLocale.js";
import { useChatContext } from "./ChatContext.js";
import { PictureContext, type Pictures, type ViewerScene } from "./PictureContext.js";

type Viewer = (scene: ViewerScene) => ReactNode;

/** Gives the parts of a chat a place for the picture viewer. */
export function PictureLayer({ children }: { readonly children: ReactNode }) {
  const [viewer, setViewer] = useState<Viewer | null>(null);
  const [pictures] = useState<Pictures>(() => ({ asked: new Set(), show: (next) => setViewer(() => next) }));
  return (
    <PictureContext.Provider value={pictures}>
      {children}
      {viewer !== null && <Scene viewer={viewer} asked={pictures.asked} />}
    </PictureContext.Provider>
  );
}

// Mounted only with a viewer: the chat as a whole must not render for every message.
function Scene({ viewer, asked }: { readonly viewer: Viewer; readonly asked: ReadonlySet<string> }) {
  const context = useChatContext();
  const locale = useLocale();
  const messages = useMessages(context.conversationId);
  return viewer({ messages, asked, context, locale });
}
