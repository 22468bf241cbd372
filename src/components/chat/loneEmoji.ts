/** How many emoji a message consists of when it is nothing but one to three of them, else 0. */
export function loneEmoji(text: string): number {
  // Families and flags take up to 28 units each; anything longer is writing. So is what begins with a letter, which most messages do: a segmenter costs more
  // than the rest of a row.
  if (text.length > 90 || beginsAsWriting(text)) return 0;
  let count = 0;
  const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter("en", { granularity: "grapheme" }) : null;
  for (const { segment } of segmenter?.segment(text.trim()) ?? []) {
    if (segment.trim() === "") continue;
    if (!isEmoji(segment)) return 0;
    count += 1;
    if (count > 3) return 0;
  }
  return count;
}

/** Below U+2000 only keycaps (a digit, # or * and then more), © and ® begin an emoji. */
function beginsAsWriting(text: string): boolean {
  const code = text.trimStart().charCodeAt(0);
  const keycap = (code >= 48 && code <= 57) || code === 35 || code === 42;
  return code < 0x2000 && !keycap && code !== 0xa9 && code !== 0xae;
}

function isEmoji(grapheme: string): boolean {
  // Digits and some signs count as emoji to Unicode only together with U+FE0F.
  return /^(\p{Emoji_Presentation}|\p{Regional_Indicator}{2}|\p{Emoji}\ufe0f)/u.test(grapheme);
}
