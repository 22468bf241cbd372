"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useLocale } from "../../react/useLocale.js";
import { useChatContext } from "./ChatContext.js";
import { ChatState } from "./ChatState.js";

export type ChatEmptyProps = Omit<ComponentPropsWithoutRef<"div">, "title" | "children">;

/** A conversation without messages, with a button that puts the cursor into the composer. */
export const ChatEmpty = forwardRef<HTMLDivElement, ChatEmptyProps>(function ChatEmpty(props, ref) {
  const { chat } = useLocale();
  const { title, kind } = useChatContext();
  const write = (button: HTMLElement) =>
    button.closest(".lobby-chat")?.querySelector<HTMLElement>(".lobby-composer-input")?.focus();
  return (
    <ChatState
      ref={ref}
      {...props}
      drawing="bubbles"
      title={chat.emptyTitle(title, kind === "room")}
      text={chat.emptyText}
      action={
        <button type="button" className="lobby-button-quiet" onClick={(event) => write(event.currentTarget)}>
          {chat.emptyAction}
        </button>
      }
    />
  );
});
