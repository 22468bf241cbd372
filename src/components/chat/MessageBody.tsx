"use client";

import { type CSSProperties, useContext } from "react";
import type { ChatMessage } from "../../client/chat/chatState.js";
import { useLocale } from "../../react/useLocale.js";
import { lazyPart } from "../lazyPart.js";
import { useChatContext } from "./ChatContext.js";
import type { MessageImageProps } from "./MessageImage.js";
import { MessageText } from "./MessageText.js";
import { PictureContext } from "./PictureContext.js";

const image = /* @__PURE__ */ lazyPart<MessageImageProps>(
  () => import("./MessageImage.js").then(({ MessageImage }) => MessageImage),
  ImagePlace,
);

/** What a message holds: text with its links, or a picture with its caption. */
export function MessageBody({ message }: { readonly message: ChatMessage }) {
  const { body } = message;
  if (body.kind !== "image") return <MessageText text={body.text} />;
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
