import type { ChatMessage } from "../../client/chat/chatState.js";
import type { MessageBody } from "../../contract/chat.js";
import { isAllowedHost, readImageUrl } from "./imageAddress.js";

/** A picture that may be loaded: its host is allowed, or the reader has asked for it. */
export interface ShownPicture {
  readonly message: ChatMessage;
  readonly body: Extract<MessageBody, { kind: "image" }>;
  readonly url: URL;
}

/** The pictures that may be loaded, in the order of their messages. */
export function shownPictures(
  messages: readonly ChatMessage[],
  imageHosts: readonly string[],
  asked: ReadonlySet<string>,
): readonly ShownPicture[] {
  return messages.flatMap((message) => {
    const { body } = message;
    const url = body.kind === "image" ? readImageUrl(body.url) : null;
    if (body.kind !== "image" || url === null) return [];
    return asked.has(body.url) || isAllowedHost(url.hostname, imageHosts) ? [{ message, body, url }] : [];
  });
}
