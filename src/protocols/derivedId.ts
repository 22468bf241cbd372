/**
 * An id for what a server sends without one, from what it says: the same thing told twice (by broadcast and by relay) gets the same. Begins with `local-`, as all ids do that no
 * server knows.
 */
export function derivedId(...parts: readonly (string | number)[]): string {
  // FNV-1a, twice from different starts: 64 bits, where a collision would only hide a message of the same sender and moment.
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (const character of parts.join("\u0000")) {
    const code = character.codePointAt(0) ?? 0;
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  return `local-${(low >>> 0).toString(36)}${(high >>> 0).toString(36)}`;
}
