import type { ProtocolContext } from "./protocol.js";

/**
 * What a protocol has to remember from one message to the next, because its server names a thing only once: one for each connection of a signed-in user, so that nothing
 * of one reaches another, and gone with it. Made when it is first asked for.
 */
export function remembered<T>(make: (context: ProtocolContext) => T): (context: ProtocolContext) => T {
  const held = new WeakMap<ProtocolContext, T>();
  return (context) => {
    const known = held.get(context);
    if (known !== undefined) return known;
    const made = make(context);
    held.set(context, made);
    return made;
  };
}
