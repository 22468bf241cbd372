"use client";

import type { ChatMessage } from "../../client/chat/chatState.js";
import { MessageImage } from "./MessageImage.js";
import { MessageText } from "./MessageText.js";

/** What a message holds: text with its links, or a picture with its caption. */
export function MessageBody({ message }: { readonly message: ChatMessage }) {
  switch (message.body.kind) {
    case "image":
      return <MessageImage message={message} />;
    case "text":
    case "system":
      return <MessageText text={message.body.text} />;
  }
}
