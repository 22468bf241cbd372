"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import type { ChatMessage } from "../../client/chat/chatState.js";
import { useChatActions } from "../../react/chat/useChatActions.js";
import { useLocale } from "../../react/useLocale.js";
import { cx } from "../cx.js";
import { useChatContext } from "./ChatContext.js";
import { StatusIcon } from "./StatusIcon.js";

export interface FailedActionsProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly message: ChatMessage;
}

/** Under a message that was not sent: why, Retry (under its old id, so that it can't come twice) and Delete. */
export const FailedActions = forwardRef<HTMLDivElement, FailedActionsProps>(function FailedActions(
  { message, className, ...rest },
  ref,
) {
  const { chat, shared } = useLocale();
  const { retry, discard } = useChatActions(useChatContext().conversationId);
  const reason = message.failure === undefined ? undefined : shared.failure(message.failure.code);
  return (
    <div ref={ref} {...rest} className={cx("lobby-failed", className)}>
      <span className="lobby-failed-reason" title={reason}>
        <StatusIcon status="failed" />
        {chat.notSent}
        {reason !== undefined && <span className="lobby-sr">. {reason}</span>}
      </span>
      <button type="button" className="lobby-button-link" onClick={() => retry(message.key)}>
        {shared.retry}
      </button>
      <button type="button" className="lobby-button-link" data-danger="" onClick={() => discard(message.key)}>
        {shared.delete}
      </button>
    </div>
  );
});
