import * as limits from "./limits.js";
import { passing, type Schema } from "./schema.js";

/**
 * Ids come from outside and become keys of maps, names of server rooms and parts of URLs, so only a narrow alphabet is let in:
 * letters, digits, `_` and `-`, 1 to 64 of them, and no name of `Object.prototype` (`__proto__`, `constructor`, …).
 */
const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** Reads an id. Refuses what could name a member of `Object.prototype`. */
export const idSchema: Schema<string> = passing(isId, "1 to 64 of A-Z a-z 0-9 _ -");

/** Whether the value is a well-formed id. */
export function isId(input: unknown): input is string {
  return typeof input === "string" && idPattern.test(input) && !(input in Object.prototype);
}

/** Which conversation is meant, as an app names it. */
export type ConversationRef =
  | { readonly kind: "direct"; readonly userId: string }
  | { readonly kind: "room"; readonly roomId: string }
  | { readonly kind: "support"; readonly visitorId: string };

/** What kinds of conversation there are. */
export type ConversationKind = ConversationRef["kind"];

/**
 * The one name of a conversation at both ends: `direct:a:b` (the two user ids in code unit order), `room:id` or `support:visitor`.
 * Because ids hold no colon the name can be taken apart again, and because it holds one it never collides with a member of `Object.prototype`.
 */
export type ConversationId = string;

/** Names a conversation as seen by `myUserId`. The same pair of people gives the same name on both sides. */
export function conversationIdOf(ref: ConversationRef, myUserId: string): ConversationId {
  switch (ref.kind) {
    case "direct":
      return myUserId < ref.userId ? `direct:${myUserId}:${ref.userId}` : `direct:${ref.userId}:${myUserId}`;
    case "room":
      return `room:${ref.roomId}`;
    case "support":
      return `support:${ref.visitorId}`;
  }
}

/** What a conversation's name says, without a point of view. */
export type ConversationParts =
  | { readonly kind: "direct"; readonly userIds: readonly [string, string] }
  | { readonly kind: "room"; readonly roomId: string }
  | { readonly kind: "support"; readonly visitorId: string };

/** Takes a conversation's name apart; `null` when it is not one (wrong kind, bad id, unsorted pair). */
export function parseConversationId(id: unknown): ConversationParts | null {
  if (typeof id !== "string" || id.length > 140) return null;
  const [kind, first, second, ...rest] = id.split(":");
  if (rest.length > 0 || !isId(first)) return null;
  if (kind === "direct") return isId(second) && first < second ? { kind, userIds: [first, second] } : null;
  if (second !== undefined) return null;
  if (kind === "room") return { kind, roomId: first };
  if (kind === "support") return { kind, visitorId: first };
  return null;
}

/** What kind of conversation a name is of; a room for what is none. */
export function kindOf(id: ConversationId): ConversationKind {
  return parseConversationId(id)?.kind ?? "room";
}

/** The conversation as `myUserId` would refer to it; `null` when the name is malformed or a direct pair leaves the user out. */
export function conversationRefOf(id: ConversationId, myUserId: string): ConversationRef | null {
  const parts = parseConversationId(id);
  if (parts === null) return null;
  if (parts.kind !== "direct") return parts;
  const [a, b] = parts.userIds;
  if (a === myUserId) return { kind: "direct", userId: b };
  return b === myUserId ? { kind: "direct", userId: a } : null;
}

/** Reads a conversation's name. */
export const conversationIdSchema: Schema<ConversationId> = passing(
  (input) => parseConversationId(input) !== null,
  "direct:a:b, room:id or support:id",
);

/** Reads a client-made id (a UUID or another id of the same alphabet). */
export const clientIdSchema: Schema<string> = idSchema;

/** Reads a URL of http or https of at most 2,048 characters and returns it unchanged. Other schemes are refused whatever their disguise. */
export const httpUrlSchema: Schema<string> = passing(
  (input) => typeof input === "string" && input.length <= limits.urlLength && isHttpUrl(input),
  "an http or https URL",
);

/**
 * Whether an address may be followed: http(s), or a path of the app's own. Everything else (`javascript:`, `//host`, `/\\host`, which browsers read as
 * another host) comes from somebody who wants something else.
 */
export function isSafeHref(href: string): boolean {
  if (href.length > limits.urlLength) return false;
  // Browsers drop tabs and line breaks before they read an address, and take a backslash for a slash.
  return isHttpUrl(href) || /^\/(?![/\\])[^\s\\]*$/.test(href);
}

/** Reads an address that may be followed; see {@link isSafeHref}. */
export const hrefSchema: Schema<string> = passing(
  (input) => typeof input === "string" && isSafeHref(input),
  "an http or https URL, or a path",
);

/** Whether the text is an absolute http or https URL. `new URL` does the reading, so disguises such as `java\nscript:` don't pass. */
export function isHttpUrl(text: string): boolean {
  if (!/^https?:\/\//i.test(text)) return false;
  try {
    const { protocol } = new URL(text);
    return protocol === "http:" || protocol === "https:";
  } catch {
    return false;
  }
}
