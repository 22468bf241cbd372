import type { LoggedMessage } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import { conversationIdOf } from "../../contract/ids.js";
import { aUser } from "./aUser.js";
import type { SampleLocale } from "./people.js";
import { phrases } from "./phrases.js";

/** What a made message is like; every field may be given, the rest follows from `seq`. */
export interface MessageRecipe extends Partial<LoggedMessage> {
  /** Shorthand for a text body. */
  readonly text?: string;
  /** Its sender, with name and picture. */
  readonly sender?: User;
  readonly locale?: SampleLocale;
}

/** When the factories' first message was written: 1 September 2026, 09:00 UTC. */
export const sampleStart = Date.UTC(2026, 8, 1, 9);

/**
 * Makes a message of a log, as a server tells it. The same recipe gives the same message; a higher `seq` one that is later and says something else.
 */
export function aMessage({ text, sender, locale = "en", ...given }: MessageRecipe = {}): LoggedMessage {
  const seq = given.seq ?? 1;
  const from =
    sender ?? aUser({ seed: seq % 2, locale, ...(given.senderId === undefined ? {} : { id: given.senderId }) });
  const list = phrases[locale];
  return {
    id: `message-${seq}`,
    conversationId: conversationIdOf({ kind: "direct", userId: "user-1" }, "user-0"),
    seq,
    senderId: from.id,
    ...(from.name === undefined ? {} : { senderName: from.name }),
    ...(from.avatarUrl === undefined ? {} : { senderAvatarUrl: from.avatarUrl }),
    createdAt: sampleStart + seq * 47_000,
    body: { kind: "text", text: text ?? list[(seq - 1) % list.length] ?? list[0] },
    ...given,
  };
}
