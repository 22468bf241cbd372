"use client";

import { type ComponentPropsWithoutRef, forwardRef, useEffect, useMemo, useState } from "react";
import type { ChatMessage } from "../../client/chat/chatState.js";
import type { ChatTarget } from "../../client/chat/chatTarget.js";
import type { About } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import type { ConversationId } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import { useConversation } from "../../react/chat/useConversation.js";
import { useOpenConversation } from "../../react/chat/useOpenConversation.js";
import { useLobby } from "../../react/useLobby.js";
import { useLobbySelector } from "../../react/useLobbySelector.js";
import { useLocale } from "../../react/useLocale.js";
import { cx } from "../cx.js";
import { useHydrated } from "../useHydrated.js";
import { ChatContext, type ChatContextValue } from "./ChatContext.js";
import { ChatState } from "./ChatState.js";
import { PictureLayer } from "./PictureLayer.js";
import type { ChatComponents, UploadImage } from "./slots.js";

/** Whom or what a chat is with: one of the three ids. */
export interface ChatTargetProps {
  /** The other person of a 1:1. */
  readonly recipientId?: string | undefined;
  /** His name, where the server doesn't tell it. */
  readonly recipientName?: string | undefined;
  readonly recipientAvatarUrl?: string | undefined;
  readonly roomId?: string | undefined;
  /** One of the conversation list. */
  readonly conversationId?: ConversationId | undefined;
}

/** How a chat looks and what it allows. */
export interface ChatSettingsProps {
  /** What to call it, in place of the server's title. */
  readonly name?: string | undefined;
  /** `bubbles`, or `dense` rows for rooms that move fast. Rooms are bubbles too unless told otherwise. */
  readonly variant?: "bubbles" | "dense" | undefined;
  /** Characters of one message; 500. */
  readonly maxLength?: number | undefined;
  /**
   * Hosts whose pictures are shown unasked, with all their subdomains. Pictures of others are loaded when the reader asks. Those that the protocol states unless told otherwise;
   * none where it states none.
   */
  readonly imageHosts?: readonly string[] | undefined;
  /** Stores a picture that was chosen, pasted or dropped, and answers its address. Without it pictures are sent by address only. */
  readonly uploadImage?: UploadImage | undefined;
  /** IANA time zone of all times; the device's unless told otherwise (on the server: UTC, corrected after hydration). */
  readonly timeZone?: string | undefined;
  /** Parts to replace. Keep the object stable. */
  readonly components?: ChatComponents | undefined;
}

export interface ChatRootProps
  extends Omit<ComponentPropsWithoutRef<"section">, "title" | "about">,
    ChatTargetProps,
    ChatSettingsProps {
  /**
   * What the next text is about, as on a product's page: stands above the composer, where it can be taken off, and goes with the text. Another address is another question.
   */
  readonly about?: About | undefined;
}

const noComponents: ChatComponents = {};
const noHosts: readonly string[] = [];

/**
 * A chat's frame: keeps the conversation open while mounted and gives its parts what they have in common. Compose an own chat inside it; `ChatRoom` is the
 * ready-made one. Signed out, it says so in place of its parts.
 *
 * State: `data-variant`, `data-status` of the conversation, `data-closed`.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export const ChatRoot = forwardRef<HTMLElement, ChatRootProps>(function ChatRoot(props, ref) {
  const {
    recipientId,
    recipientName,
    recipientAvatarUrl,
    roomId,
    conversationId: givenId,
    name,
    variant = "bubbles",
    maxLength,
    about: givenAbout,
    imageHosts,
    uploadImage,
    timeZone,
    components,
    className,
    children,
    ...rest
  } = props;
  const { chat, shared, dir, code } = useLocale();
  const hydrated = useHydrated();
  const conversationId = useOpenConversation(targetOf({ recipientId, roomId, conversationId: givenId }));
  const info = useConversation(conversationId);
  const { kind, participants, peer, avatarUrl, title: serverTitle, status, closed } = info;
  const written = useWrittenProfile(conversationId, peer?.name === undefined ? peer?.id : undefined);
  const title =
    name ??
    (kind === "direct"
      ? (recipientName ?? peer?.name ?? written?.senderName ?? shared.someone)
      : (serverTitle ?? recipientName ?? chat.roomName));
  const peerId = peer?.id;
  const peerName = recipientName ?? peer?.name ?? written?.senderName;
  const peerAvatar = recipientAvatarUrl ?? peer?.avatarUrl ?? written?.senderAvatarUrl;
  // Asked once: what was sent or taken off does not come back with the next render, or when a chat is opened up again.
  const [about, setAbout] = useState(givenAbout ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: apps write it in place; another address is another question
  useEffect(() => setAbout(givenAbout ?? null), [givenAbout?.url]);
  const zone = timeZone ?? (hydrated ? undefined : "UTC");
  const { protocol } = useLobby();
  const hosts = imageHosts ?? protocol.imageHosts ?? noHosts;
  // Apps write lists in place; their identity says nothing.
  const hostsKey = hosts.join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: hostsKey stands for hosts
  const value = useMemo<ChatContextValue | null>(() => {
    if (conversationId === null) return null;
    const people = new Map<string, User>(participants.map((user) => [user.id, user]));
    const partner = peerId === undefined ? null : describe(peerId, peerName, peerAvatar);
    if (partner !== null) people.set(partner.id, partner);
    return {
      conversationId,
      kind,
      title,
      avatarUrl: avatarUrl ?? partner?.avatarUrl ?? null,
      peer: partner,
      people,
      variant,
      about,
      setAbout,
      imageHosts: hosts,
      uploadImage,
      maxLength: Math.min(maxLength ?? limits.composerLength, limits.messageLength),
      timeZone: zone,
      components: components ?? noComponents,
    };
  }, [
    conversationId,
    kind,
    title,
    avatarUrl,
    participants,
    peerId,
    peerName,
    peerAvatar,
    variant,
    about,
    hostsKey,
    uploadImage,
    maxLength,
    zone,
    components,
  ]);
  return (
    <section
      ref={ref}
      aria-label={chat.chatWith(title)}
      lang={code}
      dir={dir}
      {...rest}
      className={cx("lobby-chat", className)}
      data-variant={variant}
      data-kind={kind}
      data-status={status}
      data-closed={closed ?? undefined}
    >
      {value === null ? (
        <ChatState drawing="bubbles" title={chat.signedOut} />
      ) : (
        <ChatContext.Provider value={value}>
          <PictureLayer>{children}</PictureLayer>
        </ChatContext.Provider>
      )}
    </section>
  );
});

/** Name and picture of a person as his newest message tells them, for servers that say nothing else of him. Looks at the newest hundred only. */
function useWrittenProfile(
  conversationId: ConversationId | null,
  userId: string | undefined,
): Pick<ChatMessage, "senderName" | "senderAvatarUrl"> | undefined {
  return useLobbySelector(
    (state) => {
      if (conversationId === null || userId === undefined) return undefined;
      const messages = state.lobby.chat.conversations[conversationId]?.messages ?? [];
      for (let index = messages.length - 1; index >= Math.max(0, messages.length - 100); index -= 1) {
        const message = messages[index];
        if (message?.senderId === userId && message.senderName !== undefined) return message;
      }
      return undefined;
    },
    // Another message that tells the same is no news.
    (a, b) => a?.senderName === b?.senderName && a?.senderAvatarUrl === b?.senderAvatarUrl,
  );
}

function targetOf({ recipientId, roomId, conversationId }: ChatTargetProps): ChatTarget {
  if (conversationId !== undefined) return { conversationId };
  if (roomId !== undefined) return { roomId };
  return recipientId === undefined ? null : { userId: recipientId };
}

function describe(id: string, name: string | undefined, avatarUrl: string | undefined): User {
  return { id, ...(name === undefined ? {} : { name }), ...(avatarUrl === undefined ? {} : { avatarUrl }) };
}
