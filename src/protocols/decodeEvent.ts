import type { DomainEvent } from "../contract/events.js";
import { ownValue } from "../contract/ownValue.js";
import type { Malformed, Protocol, ProtocolContext } from "./protocol.js";

/** What a wire event came to: the events it means, and what of it could not be read. */
export interface DecodedEvent {
  readonly events: readonly DomainEvent[];
  /** Why something of it was dropped; empty when nothing was. */
  readonly issues: readonly string[];
  /** The protocol has no word for this wire event. */
  readonly unmapped: boolean;
}

/**
 * Reads one wire event. Total: whatever arrives, it answers and never throws, because a decoder's own mistake on hostile
 * input must not take the page down.
 */
export function decodeEvent(
  protocol: Protocol,
  name: string,
  payload: unknown,
  context: ProtocolContext,
): DecodedEvent {
  const decode = ownValue(protocol.incoming, name);
  const events: DomainEvent[] = [];
  const issues: string[] = [];
  try {
    const decoded = decode?.(payload, context) ?? [];
    for (const one of isList(decoded) ? decoded : [decoded]) {
      if (one.type === "malformed") issues.push(one.issue);
      else events.push(one);
    }
  } catch (error) {
    return { events: [], issues: [`decoder failed: ${textOf(error)}`], unmapped: false };
  }
  return { events, issues, unmapped: decode === undefined };
}

/** What was thrown, in words. It may come from the payload itself and resist even that. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown).slice(0, 200);
  } catch {
    return "for an unknown reason";
  }
}

function isList(
  decoded: DomainEvent | Malformed | readonly (DomainEvent | Malformed)[],
): decoded is readonly (DomainEvent | Malformed)[] {
  return Array.isArray(decoded);
}
