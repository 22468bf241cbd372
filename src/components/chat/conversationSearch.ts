/** A text as it is compared in a search: without case, accents and the strokes that Unicode does not take off ("Đào" is found by "dao"). */
export function foldForSearch(text: string): string {
  return text.slice(0, 500).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
}

/** Whether every word of the query begins somewhere in one of the texts. An empty query finds everything. */
export function matchesSearch(query: string, texts: readonly (string | null | undefined)[]): boolean {
  const words = foldForSearch(query).split(/\s/).filter(Boolean);
  if (words.length === 0) return true;
  const folded = texts.map((text) => foldForSearch(text ?? ""));
  return words.every((word) => folded.some((text) => text.includes(word)));
}
