import type { ChatMessage } from "../../client/chat/chatState.js";
import type { FirstLocale } from "../../locales/locale.js";

/** "Not sent", or "Sent?" where nobody knows, and why. */
export function failureWords({ chat, shared }: FirstLocale, { failure }: ChatMessage): string {
  if (!failure) return chat.notSent;
  return `${failure.code === "TIMEOUT" ? chat.status.unconfirmed : chat.notSent} · ${shared.failure(failure.code)}`;
}
