"use client";

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, type Ref } from "react";
import { useChatActions } from "../../../react/chat/useChatActions.js";
import { useConversation } from "../../../react/chat/useConversation.js";
import { useMessages } from "../../../react/chat/useMessages.js";
import { useLobby } from "../../../react/useLobby.js";
import { useLobbySelector } from "../../../react/useLobbySelector.js";
import { useChatContext } from "../ChatContext.js";
import { MessageRow } from "../MessageRow.js";
import { ListPlaceholder } from "./ListPlaceholder.js";
import { type MessageListHandle, MessageListView } from "./MessageListView.js";

/** Props of {@link MessageList}; the rest goes to the outer element. */
export interface MessageListProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** `false`: being seen marks nothing read; call `markRead` of `useChat` yourself. */
  readonly markReadOnView?: boolean;
  /** What stands above the first message of all; a sentence unless told otherwise. */
  readonly start?: ReactNode;
  /** For scrolling from outside. */
  readonly handle?: Ref<MessageListHandle>;
}

/**
 * The messages of the chat around it. Stays at the end while the reader is there, and nowhere else; what is being read never moves, whatever is loaded, arrives
 * or changes its size. Opens at the first unread message when there is more unread than a screen shows. Marks read what is seen.
 *
 * State: `data-at-end`, `data-variant`.
 *
 * @throws LobbyError `chat-missing` outside of `<ChatRoot>` or `<ChatRoom>`.
 */
export const MessageList = forwardRef<HTMLDivElement, MessageListProps>(function MessageList(
  { markReadOnView = true, start, handle, ...rest },
  ref,
) {
  const { conversationId, variant, timeZone, components } = useChatContext();
  const messages = useMessages(conversationId);
  const { kind, status, error, gaps, hasOlder, older } = useConversation(conversationId);
  const readSeq = useLobbySelector((state) => state.lobby.chat.conversations[conversationId ?? ""]?.readSeq ?? 0);
  const { loadOlder, markRead, setReading, reload } = useChatActions(conversationId);
  const { history } = useLobby().capabilities;
  // Own unsent messages may stand here before the first page does: what is above them is then not the beginning, but that page.
  const ready = status === "ready";
  const pageState = status === "error" ? "error" : "loading";
  return (
    <MessageListView
      // Another conversation is another list: nothing of the old one's position or marks may carry over.
      key={conversationId}
      ref={ref}
      {...rest}
      messages={messages}
      gaps={gaps}
      hasOlder={hasOlder || !ready}
      older={ready ? older : pageState}
      ready={ready}
      readSeq={readSeq}
      firstVisit={kind === "room" && readSeq === 0}
      variant={variant}
      timeZone={timeZone}
      loadOlder={ready ? loadOlder : reload}
      markRead={markRead}
      setReading={setReading}
      markReadOnView={markReadOnView}
      Row={MessageRow}
      Latest={components.ScrollToLatest}
      placeholder={<ListPlaceholder status={status} failure={error} onRetry={reload} />}
      // Where the server can't be asked for older ones, nobody knows that this is the beginning.
      start={start ?? (history === "http" ? undefined : "")}
      handle={handle}
    />
  );
});
