import { createHash } from "node:crypto";
import { isId } from "../../contract/ids.js";

/** What tells one publication from another. */
export interface Identified {
  readonly clientId?: string | undefined;
  readonly id?: string | number | undefined;
  readonly _id?: string | number | undefined;
  readonly timestamp?: number | undefined;
}

/** Whether it names its id or its moment. */
export function isIdentified({ clientId, id, _id, timestamp }: Identified): boolean {
  return (clientId ?? id ?? _id ?? timestamp) !== undefined;
}

/** A text's digest, in the alphabet and length of ids. */
export function digest(...parts: readonly (string | number)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 40);
}

/**
 * The key under which it is stored once, on however many nodes it arrives: what the sender's client called it, the backend's id, or else its moment with what it says. Where it
 * names neither, nothing tells the same thing again from another of the same words: each has a key of its own.
 */
export function keyOf({ clientId, id, _id, timestamp }: Identified, ...content: readonly (string | number)[]): string {
  if (clientId !== undefined) return clientId;
  const own = id ?? _id;
  if (own !== undefined) return isId(String(own)) ? String(own) : digest("id", own);
  return timestamp === undefined ? crypto.randomUUID() : digest("at", timestamp, ...content);
}
