/** Keeps a choice in a cookie for a year, where the server sees it too. */
export function remember(name: "sen_theme" | "sen_language", value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}
