"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import type { Failure } from "../../contract/errors.js";
import { useLocale } from "../../react/useLocale.js";
import { ChatState } from "./ChatState.js";
import { isFinal } from "./isFinal.js";

export interface ChatErrorProps extends Omit<ComponentPropsWithoutRef<"div">, "title" | "children"> {
  readonly failure: Failure | null;
  readonly onRetry: () => void;
}

/** The first page could not be loaded: what happened, what to do, a button. Trying again helps nobody who is not allowed in: no button then. */
export const ChatError = forwardRef<HTMLDivElement, ChatErrorProps>(function ChatError(
  { failure, onRetry, ...rest },
  ref,
) {
  const { chat, shared } = useLocale();
  const final = isFinal(failure);
  return (
    <ChatState
      ref={ref}
      role="alert"
      {...rest}
      drawing="cable"
      title={chat.errorTitle}
      text={final ? shared.failure(failure.code) : chat.errorText}
      action={
        final ? undefined : (
          <button type="button" className="lobby-button-quiet" onClick={onRetry}>
            {shared.tryAgain}
          </button>
        )
      }
    />
  );
});
