import type { ChatMessage } from "../../client/chat/chatState.js";
import { aMessage, type MessageRecipe } from "./aMessage.js";

/** What a made message of the client's state is like. */
export interface ChatMessageRecipe extends MessageRecipe {
  readonly key?: string;
  readonly status?: ChatMessage["status"];
  /** Whether the signed-in user sent it. */
  readonly own?: boolean;
  readonly failure?: ChatMessage["failure"];
}

/** Makes a message as components get it: `received` from somebody else unless told otherwise; an own one is `sent`. */
export function aChatMessage({ key, status, own = false, failure, ...recipe }: ChatMessageRecipe = {}): ChatMessage {
  const message = aMessage(recipe);
  return {
    ...message,
    key: key ?? message.id,
    own,
    status: status ?? (own ? "sent" : "received"),
    ...(failure === undefined ? {} : { failure }),
  };
}
