"use client";

import { type CSSProperties, useCallback, useState } from "react";
import { LuImage, LuImageOff } from "react-icons/lu";
import type { ChatMessage } from "../../client/chat/chatState.js";
import { useLocale } from "../../react/useLocale.js";
import { useChatContext } from "./ChatContext.js";
import { MessageText } from "./MessageText.js";
import { isAllowedHost, readImageUrl } from "./richText.js";

/**
 * A picture message. A picture of a host outside `imageHosts` is not loaded before the reader asks for it, since loading tells that host who reads, and when.
 * Its place is kept from the first paint: by its size where the message tells it, as 4:3 otherwise.
 */
export function MessageImage({ message }: { readonly message: ChatMessage }) {
  const { chat, shared } = useLocale();
  const { imageHosts, people } = useChatContext();
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  const [loaded, setLoaded] = useState(false);
  const check = useCallback((image: HTMLImageElement | null) => {
    // Came or failed before hydration, unheard.
    if (image?.complete && image.getAttribute("src")) {
      if (image.naturalWidth > 0) setLoaded(true);
      else setFailed(true);
    }
  }, []);
  if (message.body.kind !== "image") return null;
  const { url: written, text, width, height } = message.body;
  const url = readImageUrl(written);
  const caption = text !== undefined && text !== "" && (
    <span className="lobby-image-caption">
      <MessageText text={text} />
    </span>
  );
  const author = message.own
    ? shared.you
    : (message.senderName ?? people.get(message.senderId)?.name ?? shared.someone);
  if (url === null || failed) {
    return (
      <>
        <span className="lobby-image" data-state="failed">
          <LuImageOff aria-hidden="true" />
          <span>{chat.photoFailed}</span>
          {url !== null && (
            <button type="button" className="lobby-button-quiet" onClick={() => setFailed(false)}>
              {shared.retry}
            </button>
          )}
        </span>
        {caption}
      </>
    );
  }
  if (!asked && !isAllowedHost(url.hostname, imageHosts)) {
    return (
      <>
        <span className="lobby-image" data-state="hidden">
          <LuImage aria-hidden="true" />
          <span className="lobby-image-host">{chat.photoHidden(url.hostname)}</span>
          <button type="button" className="lobby-button-quiet" onClick={() => setAsked(true)}>
            {chat.photoShow}
          </button>
        </span>
        {caption}
      </>
    );
  }
  const known = width !== undefined && height !== undefined;
  const ratio = { "--lobby-image-ratio": known ? `${width} / ${height}` : "4 / 3" } as CSSProperties;
  return (
    <>
      <a
        className="lobby-image"
        data-state={loaded ? "loaded" : "loading"}
        data-sized={known ? "" : undefined}
        href={url.href}
        target="_blank"
        rel="noopener noreferrer nofollow ugc"
        style={ratio}
        title={`${chat.photoOpen} (${chat.opensInNewTab})`}
      >
        <img
          ref={check}
          src={url.href}
          alt={text || chat.photoFrom(author)}
          {...(known ? { width, height } : {})}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onLoad={() => setLoaded(true)}
          onError={() => setFailed(true)}
        />
      </a>
      {caption}
    </>
  );
}
