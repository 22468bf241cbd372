"use client";

import { tokenize } from "./richText.js";

/** A text with its addresses made links that open a new tab and tell the other page nothing. Every piece becomes a text node, nothing is read as HTML. */
export function LinkedText({ text, title }: { readonly text: string; readonly title: string }) {
  // Pieces of one text never change places: their index tells them apart.
  let index = 0;
  return tokenize(text).map((token) => {
    index += 1;
    if (token.kind === "text") return token.text;
    return (
      <a key={index} href={token.href} target="_blank" rel="noopener noreferrer nofollow ugc" title={title}>
        {token.text}
      </a>
    );
  });
}
