"use client";

import { forwardRef, type ReactNode } from "react";
import type { AvatarProps } from "../Avatar.js";
import { cx } from "../cx.js";
import { ChatHeader } from "./ChatHeader.js";
import { ChatRoot, type ChatRootProps } from "./ChatRoot.js";
import { Composer } from "./Composer.js";
import { MessageList } from "./message-list/MessageList.js";
import { TypingIndicator } from "./TypingIndicator.js";

export interface ChatRoomProps extends Omit<ChatRootProps, "children"> {
  /** `inline` fills its container; `floating` stands in the corner of the window, and fills it on phones. */
  readonly layout?: "inline" | "floating" | undefined;
  /** Only the header shows. The conversation stays open, the draft is kept. */
  readonly minimized?: boolean | undefined;
  /** Told the wanted state when somebody minimises or restores; set `minimized` from it. Without it there is no such button. */
  readonly onMinimize?: ((minimized: boolean) => void) | undefined;
  readonly onClose?: (() => void) | undefined;
  /** `false`: no header. */
  readonly header?: boolean | undefined;
  readonly headerActions?: ReactNode;
  readonly presence?: AvatarProps["presence"];
  /** Put the cursor into the composer when it appears. */
  readonly autoFocus?: boolean | undefined;
}

/**
 * A whole chat: header, messages, who is typing, composer. Give it a height; it fills its container.
 *
 * @example
 * <ChatRoom recipientId="binh" recipientName="Bình" onClose={close} />
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export const ChatRoom = forwardRef<HTMLElement, ChatRoomProps>(function ChatRoom(props, ref) {
  const {
    layout = "inline",
    minimized = false,
    onMinimize,
    onClose,
    header = true,
    headerActions,
    presence,
    autoFocus,
    className,
    ...rest
  } = props;
  const { components } = rest;
  const List = components?.MessageList ?? MessageList;
  const Typing = components?.TypingIndicator ?? TypingIndicator;
  const Header = components?.Header;
  // Without a header nothing could restore it.
  const small = minimized && header;
  return (
    <ChatRoot
      ref={ref}
      {...rest}
      className={cx("lobby-chat-room", className)}
      data-layout={layout}
      data-minimized={small ? "" : undefined}
    >
      {header &&
        (Header ? (
          <Header />
        ) : (
          <ChatHeader
            actions={headerActions}
            presence={presence}
            minimized={small}
            onMinimize={onMinimize}
            onClose={onClose}
          />
        ))}
      {!small && (
        <>
          <List />
          <Typing />
          {components?.Composer ? <components.Composer /> : <Composer autoFocus={autoFocus} />}
        </>
      )}
    </ChatRoot>
  );
});
