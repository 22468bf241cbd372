"use client";

import { type CSSProperties, type MouseEvent, useCallback, useState } from "react";
import { LuImage, LuImageOff } from "react-icons/lu";
import type { ChatMessage } from "../../client/chat/chatState.js";
import type { MessageBody } from "../../contract/chat.js";
import type { FirstLocale } from "../../locales/locale.js";
import type { ChatContextValue } from "./ChatContext.js";
import { isAllowedHost, readImageUrl } from "./imageAddress.js";
import type { Pictures } from "./PictureContext.js";

export interface MessageImageProps {
  readonly message: ChatMessage;
  readonly body: Extract<MessageBody, { kind: "image" }>;
  readonly locale: FirstLocale;
  readonly context: ChatContextValue;
  readonly pictures: Pictures;
  /** Sets the place's proportions. */
  readonly style: CSSProperties;
}

const loadViewer = () => import("./PictureViewer.js");
const preloadViewer = () => void loadViewer().catch(() => {});

/**
 * The picture of a picture message. One of a host outside `imageHosts` is not loaded before the reader asks for it, since loading tells that host who reads, and
 * when. A press shows it large; it is a link all the same, so that it can be opened in a tab, or copied, as any link.
 */
export function MessageImage({ message, body, locale, context, pictures, style }: MessageImageProps) {
  const { chat, shared } = locale;
  const { imageHosts, people } = context;
  const { asked, show } = pictures;
  const [shown, setShown] = useState(() => asked.has(body.url));
  const [failed, setFailed] = useState(false);
  const [loaded, setLoaded] = useState(false);
  const check = useCallback((image: HTMLImageElement | null) => {
    // Came or failed before hydration, unheard.
    if (image?.complete && image.getAttribute("src")) {
      if (image.naturalWidth > 0) setLoaded(true);
      else setFailed(true);
    }
  }, []);
  const { text, width, height } = body;
  const url = readImageUrl(body.url);
  if (url === null || failed) {
    return (
      <span className="lobby-image" data-state="failed" style={style}>
        <LuImageOff aria-hidden="true" />
        <span>{chat.photoFailed}</span>
        {url !== null && (
          <button type="button" className="lobby-button-quiet" onClick={() => setFailed(false)}>
            {shared.retry}
          </button>
        )}
      </span>
    );
  }
  if (!shown && !isAllowedHost(url.hostname, imageHosts)) {
    return (
      <span className="lobby-image" data-state="hidden" style={style}>
        <LuImage aria-hidden="true" />
        <span className="lobby-image-host">{chat.photoHidden(url.hostname)}</span>
        <button
          type="button"
          className="lobby-button-quiet"
          onClick={() => {
            asked.add(body.url);
            setShown(true);
          }}
        >
          {chat.photoShow}
        </button>
      </span>
    );
  }
  const author = message.own
    ? shared.you
    : (message.senderName ?? people.get(message.senderId)?.name ?? shared.someone);
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    // A new tab was asked for, or there is no chat around to show it.
    if (show === null || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const opener = event.currentTarget;
    loadViewer().then(
      ({ PictureViewer }) =>
        show((scene) => (
          <PictureViewer {...scene} messageKey={message.key} opener={opener} onClosed={() => show(null)} />
        )),
      // Its code can't be had now: the browser can show a picture too. The next press tries again.
      () => window.open(url.href, "_blank", "noopener,noreferrer"),
    );
  };
  const known = width !== undefined && height !== undefined;
  return (
    <a
      className="lobby-image"
      data-state={loaded ? "loaded" : "loading"}
      data-sized={known ? "" : undefined}
      data-picture={message.key}
      href={url.href}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      style={style}
      title={chat.photoOpen}
      onPointerEnter={preloadViewer}
      onFocus={preloadViewer}
      onClick={open}
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
  );
}
