"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import type { ChatMessage, MessageStatus } from "../../client/chat/chatState.js";
import { useLocale } from "../../react/useLocale.js";
import { cx } from "../cx.js";
import { useChatContext } from "./ChatContext.js";
import { StatusIcon } from "./StatusIcon.js";

export interface MessageMetaProps extends Omit<ComponentPropsWithoutRef<"span">, "children"> {
  readonly message: ChatMessage;
}

/** States that are written out, since no mark says them. */
const written: ReadonlySet<MessageStatus> = /* @__PURE__ */ new Set<MessageStatus>(["unconfirmed", "lost"]);

/** The line under a group: time, and for own messages what has become of them. The exact time is its tooltip. */
export const MessageMeta = forwardRef<HTMLSpanElement, MessageMetaProps>(function MessageMeta(
  { message, className, ...rest },
  ref,
) {
  const { chat, format } = useLocale();
  const { timeZone } = useChatContext();
  const { status, own, createdAt } = message;
  const said = status === "received" ? undefined : chat.status[status];
  return (
    <span
      ref={ref}
      {...rest}
      className={cx("lobby-meta", className)}
      data-status={status}
      data-own={own ? "" : undefined}
    >
      <time dateTime={new Date(createdAt).toISOString()} title={format.exact(createdAt, timeZone)}>
        {format.time(createdAt, timeZone)}
      </time>
      {said !== undefined && (
        <span className="lobby-meta-status" title={status === "unconfirmed" ? chat.unconfirmed : said}>
          <StatusIcon status={status} />
          <span className={written.has(status) ? undefined : "lobby-sr"}>{said}</span>
        </span>
      )}
    </span>
  );
});
