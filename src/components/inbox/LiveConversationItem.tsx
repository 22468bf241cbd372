"use client";

import { forwardRef, memo } from "react";
import { usePresence } from "../../react/presence/usePresence.js";
import { useLobby } from "../../react/useLobby.js";
import { ConversationItem, type ConversationItemProps } from "../chat/ConversationItem.js";
import { conversationPeer } from "../chat/conversationName.js";

export type LiveConversationItemProps = ConversationItemProps;

/**
 * A conversation of the list whose person's presence is live: `<ConversationList components={{ Item: LiveConversationItem }} />`. Renders again only when this
 * person changes. Without a mark in rooms, and where the server tells no presence.
 */
export const LiveConversationItem = memo(
  forwardRef<HTMLButtonElement, LiveConversationItemProps>(function LiveConversationItem(props, ref) {
    const { user } = useLobby();
    const peer = conversationPeer(props.conversation, user?.id ?? null);
    const { status, supported } = usePresence(peer?.id ?? null);
    return <ConversationItem ref={ref} {...props} presence={peer !== null && supported ? status : undefined} />;
  }),
);
