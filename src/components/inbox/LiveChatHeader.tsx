"use client";

import { forwardRef } from "react";
import type { Presence } from "../../contract/presence.js";
import { enPresence } from "../../locales/enPresence.js";
import { writeAgo } from "../../locales/relative.js";
import { useTyping } from "../../react/chat/useTyping.js";
import { usePresence } from "../../react/presence/usePresence.js";
import { useLobbySelector } from "../../react/useLobbySelector.js";
import { useChatContext } from "../chat/ChatContext.js";
import { ChatHeader, type ChatHeaderProps } from "../chat/ChatHeader.js";
import { useNow } from "../useNow.js";
import { usePartLocale } from "../usePartLocale.js";

export interface LiveChatHeaderProps extends Omit<ChatHeaderProps, "presence" | "status"> {}

/**
 * A chat's header whose person's presence is live: the mark on his picture, and "Active 5 min ago" when he is not there. Who types, and what is wrong with the
 * connection, goes before that. In a `ChatRoom` of your own: `components={{ Header: LiveChatHeader }}`.
 */
export const LiveChatHeader = forwardRef<HTMLElement, LiveChatHeaderProps>(function LiveChatHeader(props, ref) {
  const { conversationId, peer } = useChatContext();
  const { presence, status, stale, supported } = usePresence(peer?.id ?? null);
  const { users } = useTyping({ conversationId });
  const live = useLobbySelector((state) => state.lobby.connection.status === "live");
  const known = peer !== null && supported;
  const quiet = known && live && !stale && users.length === 0 && presence !== null;
  return (
    <ChatHeader
      ref={ref}
      {...props}
      presence={known ? status : undefined}
      status={
        quiet && (presence.activity !== undefined || presence.lastSeenAt !== null) ? <Words {...presence} /> : undefined
      }
    />
  );
});

function Words({ activity, status, lastSeenAt }: Presence) {
  const { code, format, presence: words, shared } = usePartLocale(enPresence);
  const now = useNow();
  if (activity !== undefined) return <span dir="auto">{activity}</span>;
  if (lastSeenAt === null || now === null) return shared[status];
  const when = writeAgo(code, lastSeenAt, now);
  return (
    <time dateTime={new Date(lastSeenAt).toISOString()} title={format.exact(lastSeenAt)}>
      {status === "away" ? words.active(when) : words.lastSeen(when)}
    </time>
  );
}
