"use client";

import { type CSSProperties, useContext } from "react";
import type { ChatMessage } from "../../client/chat/chatState.js";
import { useLocale } from "../../react/useLocale.js";
import { lazyPart } from "../lazyPart.js";
import { AboutPart } from "./AboutPart.js";
import { useChatContext } from "./ChatContext.js";
import type { GiftBodyProps } from "./gift-row/GiftBody.js";
import type { MessageImageProps } from "./MessageImage.js";
import { MessageText } from "./MessageText.js";
import { PictureContext } from "./PictureContext.js";

const image = /* @__PURE__ */ lazyPart<MessageImageProps>(
  () => import("./MessageImage.js").then(({ MessageImage }) => MessageImage),
  ImagePlace,
);

// Until its code is there, and if it can't be had, a gift stands there as the words it comes with.
const gift = /* @__PURE__ */ lazyPart<GiftBodyProps>(
  () => import("./gift-row/GiftBody.js").then(({ GiftBody }) => GiftBody),
  ({ body }) => body.text,
);

/** What a message holds: text with its links and what it is about, a picture with its caption, or a gift. */
export function MessageBody({ message }: { readonly message: ChatMessage }) {
  const { body } = message;
  if (body.kind === "gift") return <Gift body={body} />;
  if (body.kind !== "image")
    return (
      <>
        {body.kind === "text" && body.about && <AboutPart about={body.about} />}
        <MessageText text={body.text} />
      </>
    );
  return (
    <>
      <Picture message={message} body={body} />
      {body.text && (
        <span className="lobby-image-caption">
          <MessageText text={body.text} />
        </span>
      )}
    </>
  );
}

function Gift({ body }: Pick<GiftBodyProps, "body">) {
  return <gift.Part body={body} locale={useLocale()} variant={useChatContext().variant} />;
}

function Picture({ message, body }: Pick<MessageImageProps, "message" | "body">) {
  const { width, height } = body;
  const style = { "--lobby-image-ratio": width && height ? `${width} / ${height}` : "4 / 3" } as CSSProperties;
  return (
    <image.Part
      message={message}
      body={body}
      locale={useLocale()}
      context={useChatContext()}
      pictures={useContext(PictureContext)}
      style={style}
    />
  );
}

/** Keeps a picture's place from the first paint: by its size where the message tells it, as 4:3 otherwise. */
function ImagePlace({ locale, style, onRetry }: MessageImageProps & { readonly onRetry?: () => void }) {
  return (
    <span className="lobby-image" data-state={onRetry ? "failed" : "loading"} style={style}>
      {onRetry && (
        <>
          <span>{locale.chat.photoFailed}</span>
          <button type="button" className="lobby-button-quiet" onClick={onRetry}>
            {locale.shared.retry}
          </button>
        </>
      )}
    </span>
  );
}
