"use client";

import { type ComponentPropsWithoutRef, forwardRef, memo } from "react";
import type { ConversationState } from "../../client/chat/chatState.js";
import type { Message } from "../../contract/chat.js";
import { enList } from "../../locales/enList.js";
import { enSupport } from "../../locales/enSupport.js";
import type { PartLocale } from "../../locales/locale.js";
import { useTyping } from "../../react/chat/useTyping.js";
import { useUnreadCount } from "../../react/chat/useUnreadCount.js";
import { useLobby } from "../../react/useLobby.js";
import { Avatar, type AvatarProps } from "../Avatar.js";
import { cx } from "../cx.js";
import { useHydrated } from "../useHydrated.js";
import { useNow } from "../useNow.js";
import { usePartLocale } from "../usePartLocale.js";
import { conversationName, conversationPeer } from "./conversationName.js";

/** A conversation may be one with support. */
const english = { ...enList, support: enSupport.support };

export interface ConversationItemProps extends Omit<ComponentPropsWithoutRef<"button">, "children"> {
  readonly conversation: ConversationState;
  readonly selected?: boolean | undefined;
  readonly presence?: AvatarProps["presence"];
  readonly timeZone?: string | undefined;
}

/** One conversation of the list: picture, name, time, the last words, and how many are unread. State: `data-selected`, `data-unread`. */
export const ConversationItem = memo(
  forwardRef<HTMLButtonElement, ConversationItemProps>(function ConversationItem(props, ref) {
    const { conversation, selected = false, presence, timeZone, className, ...rest } = props;
    const locale = usePartLocale(english);
    const { list, format, chat, shared, support } = locale;
    const { user } = useLobby();
    const now = useNow();
    const hydrated = useHydrated();
    const unreadCount = useUnreadCount(conversation.id);
    const { users: typing } = useTyping({ conversationId: conversation.id });
    const peer = conversationPeer(conversation, user?.id ?? null);
    const name =
      conversationName(conversation, user?.id ?? null) ??
      (peer !== null ? shared.someone : conversation.kind === "support" ? support.title : chat.roomName);
    const last = conversation.pending.at(-1) ?? conversation.lastMessage;
    const at = last?.createdAt ?? conversation.updatedAt;
    const zone = timeZone ?? (hydrated ? undefined : "UTC");
    const draft = conversation.draft.trim();
    const preview =
      typing.length > 0
        ? { kind: "typing", text: chat.typing(typing.map((each) => each.userName ?? shared.someone)) }
        : draft !== "" && !selected
          ? { kind: "draft", text: list.draftPrefix(draft) }
          : {
              kind: "message",
              text: last === null ? list.noMessages : previewOf(last, conversation.kind, user?.id, locale),
            };
    return (
      <button
        ref={ref}
        type="button"
        aria-current={selected || undefined}
        {...rest}
        className={cx("lobby-button-bare", "lobby-conversation", className)}
        data-selected={selected ? "" : undefined}
        data-unread={unreadCount > 0 ? "" : undefined}
      >
        <Avatar
          userId={peer?.id ?? conversation.id}
          name={name}
          src={conversation.avatarUrl ?? peer?.avatarUrl}
          size={44}
          presence={presence}
          aria-hidden={presence === undefined ? true : undefined}
        />
        <span className="lobby-conversation-words">
          <span className="lobby-conversation-line">
            <span className="lobby-name lobby-conversation-name" dir="auto">
              {name}
            </span>
            {at > 0 && (
              <time
                className="lobby-conversation-time"
                dateTime={new Date(at).toISOString()}
                title={format.exact(at, zone)}
              >
                {format.brief(at, now, zone)}
              </time>
            )}
          </span>
          <span className="lobby-conversation-line">
            <span
              className="lobby-name lobby-conversation-preview"
              data-kind={preview.kind}
              dir={preview.kind === "message" ? "auto" : undefined}
            >
              {preview.text}
            </span>
            {unreadCount > 0 && (
              <span className="lobby-badge">
                <span aria-hidden="true">
                  {unreadCount > 99 ? `${format.number(99)}+` : format.number(unreadCount)}
                </span>
                <span className="lobby-sr">{list.unread(unreadCount)}</span>
              </span>
            )}
          </span>
        </span>
      </button>
    );
  }),
);

function previewOf(
  message: Message,
  kind: ConversationState["kind"],
  myUserId: string | undefined,
  { list, chat }: PartLocale<"list">,
): string {
  const { body } = message;
  if (body.kind === "system") return body.text;
  const text = body.kind === "image" ? body.text || chat.photo : body.text.slice(0, 200);
  if (message.senderId === myUserId) return list.ownPrefix(text);
  return kind === "room" && message.senderName !== undefined ? list.authorPrefix(message.senderName, text) : text;
}
