"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import type { ChatMessage } from "../../client/chat/chatState.js";
import { useLocale } from "../../react/useLocale.js";
import { cx } from "../cx.js";
import { useChatContext } from "./ChatContext.js";

export interface SystemLineProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly message: ChatMessage;
}

/** A line that the server itself wrote ("An created the room"). */
export const SystemLine = forwardRef<HTMLDivElement, SystemLineProps>(function SystemLine(
  { message, className, ...rest },
  ref,
) {
  const { format } = useLocale();
  const { timeZone } = useChatContext();
  return (
    <div
      ref={ref}
      title={format.exact(message.createdAt, timeZone)}
      {...rest}
      className={cx("lobby-system", className)}
    >
      <span dir="auto">{message.body.text}</span>
    </div>
  );
});
