/** Flags; and what shows as a picture, by itself or by U+FE0F (digits and some signs are emoji only with it), with its skin tone, keycap or tags and all that is joined to it. */
const emoji =
  /\p{Regional_Indicator}{2}|(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f)[\ufe0f\u20e3\p{Emoji_Modifier}\u{e0020}-\u{e007f}]*(?:\u200d\p{Emoji}[\ufe0f\p{Emoji_Modifier}]*)*/gu;

/** How many emoji a message consists of when it is nothing but one to three of them, else 0. */
export function loneEmoji(text: string): number {
  // Families and flags take up to 28 units each; anything longer is writing.
  if (text.length > 90 || text.replace(emoji, "").trim() !== "") return 0;
  const count = text.match(emoji)?.length ?? 0;
  return count > 3 ? 0 : count;
}
