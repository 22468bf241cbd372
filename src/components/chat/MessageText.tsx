"use client";

import { memo } from "react";
import { useLocale } from "../../react/useLocale.js";
import { loneEmoji, tokenize } from "./richText.js";

/**
 * A message's text, with its addresses made links that open a new tab and tell the other page nothing. Text is text: every piece becomes a text node, nothing is
 * read as HTML. One to three emoji alone are drawn large.
 */
export const MessageText = memo(function MessageText({ text }: { readonly text: string }) {
  const { chat } = useLocale();
  const emoji = loneEmoji(text);
  if (emoji > 0) {
    return (
      <span className="lobby-text" data-emoji={emoji}>
        {text}
      </span>
    );
  }
  // Pieces of one text never change places: their index tells them apart.
  let index = 0;
  return (
    // Each message finds its own direction: Arabic in an English page reads from the right.
    <span className="lobby-text" dir="auto">
      {tokenize(text).map((token) => {
        index += 1;
        if (token.kind === "text") return token.text;
        return (
          <a
            key={index}
            href={token.href}
            target="_blank"
            rel="noopener noreferrer nofollow ugc"
            title={chat.opensInNewTab}
          >
            {token.text}
          </a>
        );
      })}
    </span>
  );
});
