import type { ProtocolContext } from "./protocol.js";

/**
 * What a protocol has to remember from one message to the next, because its server names a thing only once: one for each connection of a signed-in user, so that nothing
 * of one reaches another, and gone with it. Made when it is first asked for.
 */
export function remembered<T>(make: (context: ProtocolContext) => T): (context: ProtocolContext) => T {
  // A context may be a copy with something added for one answer; what makes ids is each connection's own, and the same in all copies.
  const held = new WeakMap<ProtocolContext["newId"], T>();
  return (context) => {
    const known = held.get(context.newId);
    if (known !== undefined) return known;
    const made = make(context);
    held.set(context.newId, made);
    return made;
  };
}
