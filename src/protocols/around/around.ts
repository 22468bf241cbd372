import type { Around } from "../transport.js";

/** Puts wrappers of a transport one into the other: the first is next to the client, the last next to the socket. */
export function around(...wrappers: readonly Around[]): Around {
  return (inner, clock) => wrappers.reduceRight((factory, wrap) => wrap(factory, clock), inner);
}
