"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import type { ChatMessage } from "../../client/chat/chatState.js";
import { useChatActions } from "../../react/chat/useChatActions.js";
import { useLobby } from "../../react/useLobby.js";
import { useLocale } from "../../react/useLocale.js";
import { cx } from "../cx.js";
import { useChatContext } from "./ChatContext.js";
import { failureWords } from "./failureWords.js";
import { StatusIcon } from "./StatusIcon.js";

export interface FailedActionsProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly message: ChatMessage;
}

/**
 * Under a message that was not sent, or of which nobody knows: why, Retry (under its old id, so that it can't come twice) and Delete. A deleted text goes back into the composer when that
 * is empty, to be mended and sent anew; it never replaces what is being written.
 */
export const FailedActions = forwardRef<HTMLDivElement, FailedActionsProps>(function FailedActions(
  { message, className, ...rest },
  ref,
) {
  const locale = useLocale();
  const { shared } = locale;
  const { conversationId, setAbout } = useChatContext();
  const { store } = useLobby();
  const { retry, discard, setDraft } = useChatActions(conversationId);
  const remove = () => {
    const body = discard(message.key);
    const { draft } = store.getState().lobby.chat.conversations[conversationId] ?? { draft: "" };
    // Pressing the button has taken the focus from the composer, which has saved its draft: what the store holds is what stands there.
    if (body?.kind !== "text" || draft.trim() !== "") return;
    setDraft(body.text);
    if (body.about) setAbout(body.about);
  };
  return (
    <div ref={ref} {...rest} className={cx("lobby-failed", className)}>
      <span className="lobby-failed-reason">
        <StatusIcon status="failed" />
        <span>{failureWords(locale, message)}</span>
      </span>
      <span className="lobby-failed-actions">
        <button type="button" className="lobby-button-link" onClick={() => retry(message.key)}>
          {shared.retry}
        </button>
        <button type="button" className="lobby-button-link" data-danger="" onClick={remove}>
          {shared.delete}
        </button>
      </span>
    </div>
  );
});
