import type { About, Message } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import { defined } from "../../contract/defined.js";
import { conversationIdOf, isSafeHref } from "../../contract/ids.js";
import type { ProtocolContext } from "../protocol.js";
import type { ShopChat, ShopPerson } from "./wire.js";

/** What is known beside a message's own words. */
export interface Known {
  personOf(userId: string): User;
  /** What was said here of a product that is told by its address alone. */
  aboutOf(url: string): About | undefined;
}

/** The other of two, as this user sees them; `null` when it is not between him and somebody else. */
export function otherOf<T extends Pick<ShopPerson, "_id">>(me: string, [a, b]: readonly [T, T]): T | null {
  if (a._id === b._id) return null;
  if (a._id === me) return b;
  return b._id === me ? a : null;
}

/** The message as the contract has it; `null` when it says nothing, or is not between this user and somebody else. */
export function messageOf(raw: ShopChat, known: Known, context: ProtocolContext, time?: number): Message | null {
  const me = context.user.id;
  const other = otherOf(me, [raw.sender, raw.receiver]);
  const text = raw.message || raw.url;
  if (other === null || !text) return null;
  const own = raw.sender._id === me;
  const about: About | undefined =
    raw.url !== undefined && isSafeHref(raw.url) ? (known.aboutOf(raw.url) ?? { url: raw.url }) : undefined;
  return defined({
    id: raw._id,
    conversationId: conversationIdOf({ kind: "direct", userId: other._id }, me),
    seq: null,
    senderId: raw.sender._id,
    senderName: raw.sender.username ?? (own ? undefined : known.personOf(other._id).name),
    createdAt: raw.createdAt ?? time ?? context.now(),
    body: defined({ kind: "text" as const, text, about }),
  });
}
