"use client";

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from "react";
import type { ConversationId } from "../../contract/ids.js";
import { useTyping } from "../../react/chat/useTyping.js";
import { useUnreadCount } from "../../react/chat/useUnreadCount.js";
import { useLobbySelector } from "../../react/useLobbySelector.js";
import { useLocale } from "../../react/useLocale.js";
import { Avatar, type AvatarProps } from "../Avatar.js";
import { cx } from "../cx.js";
import { Icon } from "../Icon.js";
import { useConnectionTrouble } from "../useConnectionTrouble.js";
import { useChatContext } from "./ChatContext.js";

export interface ChatHeaderProps extends Omit<ComponentPropsWithoutRef<"header">, "title" | "children"> {
  /** In place of the computed status line. */
  readonly status?: ReactNode;
  readonly presence?: AvatarProps["presence"];
  /** Own buttons, before minimise and close. */
  readonly actions?: ReactNode;
  readonly minimized?: boolean | undefined;
  /** Told the wanted state. Without it there is no button. */
  readonly onMinimize?: ((minimized: boolean) => void) | undefined;
  readonly onClose?: (() => void) | undefined;
}

/** Picture, name and a status line: who types, else what is wrong with the connection, else presence or the number of members, if there are any. */
export const ChatHeader = forwardRef<HTMLElement, ChatHeaderProps>(function ChatHeader(props, ref) {
  const { status, presence, actions, minimized = false, onMinimize, onClose, className, ...rest } = props;
  const { shared } = useLocale();
  const { title, avatarUrl, peer, conversationId, components } = useChatContext();
  const line = useStatusLine(presence);
  const user = { id: peer?.id ?? conversationId, name: title, ...(avatarUrl === null ? {} : { avatarUrl }) };
  const said = status ?? line.text;
  const heading = (
    <>
      {components.Avatar ? (
        <components.Avatar user={user} size={36} />
      ) : (
        <Avatar userId={user.id} name={title} src={avatarUrl} size={36} presence={presence} aria-hidden="true" />
      )}
      <span className="lobby-header-words">
        <span className="lobby-name lobby-header-name" dir="auto">
          {title}
        </span>
        {said && (
          <span className="lobby-name lobby-header-status" data-kind={status === undefined ? line.kind : undefined}>
            {said}
          </span>
        )}
      </span>
      {minimized && <UnreadBadge conversationId={conversationId} />}
    </>
  );
  return (
    <header ref={ref} {...rest} className={cx("lobby-header", className)} data-minimized={minimized ? "" : undefined}>
      {minimized && onMinimize !== undefined ? (
        <button
          type="button"
          className="lobby-button-bare lobby-header-title"
          aria-expanded={false}
          onClick={() => onMinimize(false)}
        >
          {heading}
        </button>
      ) : (
        <div className="lobby-header-title">{heading}</div>
      )}
      <div className="lobby-header-actions">
        {actions}
        {onMinimize !== undefined && (
          <button
            type="button"
            className="lobby-button-icon"
            aria-label={minimized ? shared.restore : shared.minimize}
            title={minimized ? shared.restore : shared.minimize}
            onClick={() => onMinimize(!minimized)}
          >
            <Icon shape={minimized ? "restore" : "minimize"} />
          </button>
        )}
        {onClose !== undefined && (
          <button
            type="button"
            className="lobby-button-icon"
            aria-label={shared.close}
            title={shared.close}
            onClick={onClose}
          >
            <Icon shape="close" />
          </button>
        )}
      </div>
    </header>
  );
});

// A part of its own, so that the header does not render for every message.
function UnreadBadge({ conversationId }: { readonly conversationId: ConversationId }) {
  const { format, list } = useLocale();
  const unreadCount = useUnreadCount(conversationId);
  if (unreadCount === 0) return null;
  return (
    <span className="lobby-badge">
      <span aria-hidden="true">{unreadCount > 99 ? `${format.number(99)}+` : format.number(unreadCount)}</span>
      <span className="lobby-sr">{list.unread(unreadCount)}</span>
    </span>
  );
}

function useStatusLine(presence: AvatarProps["presence"]): { kind: string; text: string | null } {
  const { chat, shared } = useLocale();
  const { conversationId, kind, people } = useChatContext();
  const { users } = useTyping({ conversationId });
  const trouble = useConnectionTrouble();
  const memberCount = useLobbySelector((state) => state.lobby.chat.conversations[conversationId]?.memberCount ?? null);
  if (users.length > 0) {
    const names = users.map((user) => user.userName ?? people.get(user.userId)?.name ?? shared.someone);
    return { kind: "typing", text: chat.typing(names) };
  }
  if (trouble !== null) return { kind: "connection", text: trouble };
  if (presence !== undefined) return { kind: "presence", text: shared[presence] };
  // A room of which nobody is a member yet may well have somebody in it.
  if (kind === "room" && memberCount) return { kind: "members", text: chat.members(memberCount) };
  return { kind: "none", text: null };
}
