"use client";

import { memo } from "react";
import { useLocale } from "../../react/useLocale.js";
import { lazyPart } from "../lazyPart.js";
import type { LinkedText } from "./LinkedText.js";
import { loneEmoji } from "./loneEmoji.js";

/** How every address begins that may become a link. */
const address = /https?:\/\/|www\.|mailto:/i;

// Until its code is there, and if it can't be had, the text stands as it was written: no word of it waits for the network.
const linked = /* @__PURE__ */ lazyPart<Parameters<typeof LinkedText>[0]>(
  () => import("./LinkedText.js").then(({ LinkedText }) => LinkedText),
  ({ text }) => text,
);

/** A message's text, with its addresses made links. Text is text: nothing is read as HTML. One to three emoji alone are drawn large. */
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
  return (
    // Each message finds its own direction: Arabic in an English page reads from the right.
    <span className="lobby-text" dir="auto">
      {address.test(text) ? <linked.Part text={text} title={chat.opensInNewTab} /> : text}
    </span>
  );
});
