/** The hues, in degrees, that tell people apart. Lightness and chroma come from the theme, so that each is readable in both. */
export const personHues = [20, 45, 70, 100, 135, 160, 190, 220, 250, 280, 310, 345] as const;

/** The hue of a person, by id: the same everywhere and at every time. */
export function personHue(id: string): number {
  // FNV-1a: ids that differ in one letter get hues that have nothing to do with each other.
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return personHues[(hash >>> 0) % personHues.length] ?? personHues[0];
}

/** Up to two letters for a name: first and last word, in whole characters as people count them. */
export function initials(name: string): string {
  const words = name.slice(0, 200).split(/\s/).filter(Boolean);
  const [first, last] = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
  return `${firstLetter(first)}${firstLetter(last)}`.toLocaleUpperCase();
}

function firstLetter(word: string | undefined): string {
  if (word === undefined) return "";
  const letter = /[\p{L}\p{N}]\p{M}*/u.exec(word.normalize("NFC"));
  // A name of emoji has no letter: its first character then, surrogate pairs kept whole.
  return letter?.[0] ?? [...word][0] ?? "";
}
