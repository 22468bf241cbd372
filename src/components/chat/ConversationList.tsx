"use client";

import {
  type ComponentPropsWithoutRef,
  type ComponentType,
  forwardRef,
  type KeyboardEvent,
  useCallback,
  useMemo,
  useRef,
  useState,
} from "react";
import { LuSearch, LuX } from "react-icons/lu";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import type { ConversationState } from "../../client/chat/chatState.js";
import type { ConversationId } from "../../contract/ids.js";
import { useConversations } from "../../react/chat/useConversations.js";
import { useLobby } from "../../react/useLobby.js";
import type { AvatarProps } from "../Avatar.js";
import { cx } from "../cx.js";
import { useFullLocale } from "../useFullLocale.js";
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

/** More than this many are drawn only where they are seen. */
const virtualFrom = 50;

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
    const { list, dir, code } = useFullLocale();
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
    const nothing = conversations.length === 0;
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
  const { list } = useFullLocale();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useRef<VirtualizerHandle>(null);
  /** The one that Tab reaches: last focused, else selected, else the first. */
  const [current, setCurrent] = useState<ConversationId | null>(null);
  const indexOf = (id: ConversationId | null) => conversations.findIndex((each) => each.id === id);
  const stop = Math.max(0, indexOf(current) >= 0 ? indexOf(current) : indexOf(selectedId));

  const focus = useCallback(
    (index: number) => {
      const id = conversations[index]?.id;
      if (id === undefined) return;
      setCurrent(id);
      virtual.current?.scrollToIndex(index, { align: "nearest" });
      const find = () => scroller.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] [tabindex]`);
      const element = find();
      if (element) element.focus();
      // Not drawn yet: it is after the list has scrolled to it.
      else requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
    },
    [conversations],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const last = conversations.length - 1;
    const from = stop;
    const to = { ArrowDown: Math.min(last, from + 1), ArrowUp: Math.max(0, from - 1), Home: 0, End: last }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    focus(to);
  };
  const row = (conversation: ConversationState, index: number) => {
    const peer = conversationPeer(conversation, myId);
    return (
      // biome-ignore lint/a11y/useSemanticElements: an <li> may not stand in the boxes of a virtual list
      <div
        key={conversation.id}
        role="listitem"
        aria-setsize={onEnd === undefined ? conversations.length : -1}
        aria-posinset={index + 1}
        data-id={conversation.id}
      >
        <Item
          conversation={conversation}
          selected={conversation.id === selectedId}
          presence={peer === null ? undefined : presenceOf?.(peer.id)}
          timeZone={timeZone}
          tabIndex={index === stop ? 0 : -1}
        />
      </div>
    );
  };
  return (
    <div
      ref={scroller}
      className="lobby-conversations-scroll"
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        if (onEnd !== undefined && scrollTop + clientHeight > scrollHeight - 400) void onEnd();
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows of a virtual list stand in boxes of its own, which a <ul> may not hold */}
      <div
        role="list"
        aria-label={list.title}
        onKeyDown={onKeyDown}
        onFocus={(event) => setCurrent(idAt(event.target))}
        onClick={(event) => {
          const id = idAt(event.target);
          if (id !== null && !event.defaultPrevented) onSelect?.(id);
        }}
      >
        {conversations.length > virtualFrom ? (
          <Virtualizer ref={virtual} scrollRef={scroller} itemSize={68} ssrCount={20} keepMounted={[stop]}>
            {conversations.map(row)}
          </Virtualizer>
        ) : (
          conversations.map(row)
        )}
      </div>
      {onEnd !== undefined && (
        <button type="button" className="lobby-button-quiet lobby-conversations-more" onClick={() => void onEnd()}>
          {list.loadMore}
        </button>
      )}
    </div>
  );
}

/** Whose row an event happened in. Listening once for all rows keeps every row's props the same while others change. */
function idAt(target: EventTarget): ConversationId | null {
  return target instanceof Element ? (target.closest("[data-id]")?.getAttribute("data-id") ?? null) : null;
}

function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (query: string) => void }) {
  const { list } = useFullLocale();
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
  const { list } = useFullLocale();
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
  const { list, shared } = useFullLocale();
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
