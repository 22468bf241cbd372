"use client";

import { type ComponentPropsWithoutRef, type ComponentType, forwardRef, useMemo, useRef, useState } from "react";
import { LuSearch, LuX } from "react-icons/lu";
import type { ConversationState } from "../../client/chat/chatState.js";
import type { ConversationId } from "../../contract/ids.js";
import { enList } from "../../locales/enList.js";
import { useConversations } from "../../react/chat/useConversations.js";
import { useLobby } from "../../react/useLobby.js";
import type { AvatarProps } from "../Avatar.js";
import { cx } from "../cx.js";
import { RowList } from "../RowList.js";
import { usePartLocale } from "../usePartLocale.js";
import { ChatState } from "./ChatState.js";
import { ConversationItem, type ConversationItemProps } from "./ConversationItem.js";
import { conversationName, conversationPeer } from "./conversationName.js";
import { matchesSearch } from "./conversationSearch.js";

export interface ConversationListProps extends Omit<ComponentPropsWithoutRef<"div">, "onSelect" | "children"> {
  readonly selectedId?: ConversationId | null | undefined;
  readonly onSelect?: ((conversationId: ConversationId) => void) | undefined;
  /** `false`: no search field. It looks through the conversations that are loaded. */
  readonly search?: boolean | undefined;
  /** Presence of the other person, for the mark on his picture. */
  readonly presenceOf?: ((userId: string) => AvatarProps["presence"]) | undefined;
  readonly timeZone?: string | undefined;
  /** Parts to replace. */
  readonly components?:
    | { readonly Item?: ComponentType<ConversationItemProps>; readonly Empty?: ComponentType }
    | undefined;
}

/**
 * The signed-in user's conversations, most recent first. Up, Down, Home and End move between them, Enter opens; the list is one stop of the Tab key.
 *
 * State: `data-status`, `data-empty`.
 *
 * @throws LobbyError `provider-missing`.
 */
export const ConversationList = forwardRef<HTMLDivElement, ConversationListProps>(
  function ConversationList(props, ref) {
    const { selectedId = null, onSelect, search = true, presenceOf, timeZone, components, className, ...rest } = props;
    const { list, dir, code } = usePartLocale(enList);
    const { user } = useLobby();
    const { conversations, status, hasMore, loadMore, reload } = useConversations();
    const [query, setQuery] = useState("");
    const myId = user?.id ?? null;
    const found = useMemo(
      () =>
        conversations.filter((each) =>
          matchesSearch(query, [conversationName(each, myId), each.lastMessage?.body.text]),
        ),
      [conversations, query, myId],
    );
    const Empty = components?.Empty;
    // What waits to be sent may be all that is known of a conversation, and be there before the list is: alone it says nothing of the others.
    const unlisted =
      (status === "loading" || status === "error") && conversations.every((each) => each.updatedAt === 0);
    const nothing = unlisted || conversations.length === 0;
    return (
      <div
        ref={ref}
        lang={code}
        dir={dir}
        {...rest}
        className={cx("lobby-conversations", className)}
        data-status={status}
        data-empty={nothing ? "" : undefined}
      >
        {search && !nothing && <SearchField value={query} onChange={setQuery} />}
        {nothing && status === "error" ? (
          <ListError onRetry={reload} />
        ) : nothing && status === "loading" ? (
          <ListLoading />
        ) : nothing ? (
          Empty ? (
            <Empty />
          ) : (
            <ChatState drawing="bubbles" title={list.empty} text={list.emptyText} />
          )
        ) : found.length === 0 ? (
          <p className="lobby-conversations-none" role="status">
            {list.nothingFound(query.trim())}
          </p>
        ) : (
          <Items
            conversations={found}
            selectedId={selectedId}
            onSelect={onSelect}
            presenceOf={presenceOf}
            timeZone={timeZone}
            Item={components?.Item ?? ConversationItem}
            myId={myId}
            onEnd={hasMore && query === "" ? loadMore : undefined}
          />
        )}
      </div>
    );
  },
);

interface ItemsProps extends Pick<ConversationListProps, "onSelect" | "presenceOf" | "timeZone"> {
  readonly conversations: readonly ConversationState[];
  readonly selectedId: ConversationId | null;
  readonly Item: ComponentType<ConversationItemProps>;
  readonly myId: string | null;
  readonly onEnd: (() => Promise<void>) | undefined;
}

function Items({ conversations, selectedId, onSelect, presenceOf, timeZone, Item, myId, onEnd }: ItemsProps) {
  const { list } = usePartLocale(enList);
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={scroller}
      className="lobby-conversations-scroll"
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        if (onEnd !== undefined && scrollTop + clientHeight > scrollHeight - 400) void onEnd();
      }}
    >
      <RowList
        label={list.title}
        rows={conversations}
        hasMore={onEnd !== undefined}
        scroller={scroller}
        rowPx={68}
        startId={selectedId}
        onSelect={onSelect}
      >
        {(conversation, tabIndex) => {
          const peer = conversationPeer(conversation, myId);
          return (
            <Item
              conversation={conversation}
              selected={conversation.id === selectedId}
              presence={peer === null ? undefined : presenceOf?.(peer.id)}
              timeZone={timeZone}
              tabIndex={tabIndex}
            />
          );
        }}
      </RowList>
      {onEnd !== undefined && (
        <button type="button" className="lobby-button-quiet lobby-conversations-more" onClick={() => void onEnd()}>
          {list.loadMore}
        </button>
      )}
    </div>
  );
}

function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (query: string) => void }) {
  const { list } = usePartLocale(enList);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="lobby-search">
      <LuSearch aria-hidden="true" />
      <input
        ref={input}
        type="search"
        className="lobby-input"
        aria-label={list.search}
        placeholder={list.search}
        value={value}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || value === "") return;
          event.stopPropagation();
          onChange("");
        }}
      />
      {value !== "" && (
        <button
          type="button"
          className="lobby-button-icon"
          aria-label={list.clearSearch}
          onClick={() => {
            onChange("");
            input.current?.focus();
          }}
        >
          <LuX aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

function ListLoading() {
  const { list } = usePartLocale(enList);
  return (
    <div className="lobby-conversations-loading" role="status">
      <span className="lobby-sr">{list.loading}</span>
      {[9, 7, 11, 8, 10, 6].map((width) => (
        <span key={width} className="lobby-conversation" aria-hidden="true">
          <span className="lobby-bone lobby-conversation-bone" />
          <span className="lobby-conversation-words">
            <span className="lobby-bone" style={{ inlineSize: `${width}em`, blockSize: "0.875em" }} />
            <span className="lobby-bone" style={{ inlineSize: `${width + 6}em`, blockSize: "0.75em" }} />
          </span>
        </span>
      ))}
    </div>
  );
}

function ListError({ onRetry }: { readonly onRetry: () => Promise<void> }) {
  const { list, shared } = usePartLocale(enList);
  return (
    <ChatState
      role="alert"
      drawing="cable"
      title={list.error}
      action={
        <button type="button" className="lobby-button-quiet" onClick={() => void onRetry()}>
          {shared.tryAgain}
        </button>
      }
    />
  );
}
