"use client";

import { useRef, useState } from "react";
import { LuClock } from "react-icons/lu";
import type { ConversationId } from "../../contract/ids.js";
import type { SupportTicket } from "../../contract/support.js";
import { enList } from "../../locales/enList.js";
import { enSupport } from "../../locales/enSupport.js";
import type { UseSupportQueueResult } from "../../react/support/useSupportQueue.js";
import { useTicketUnread } from "../../react/support/useTicketUnread.js";
import { useLobby } from "../../react/useLobby.js";
import { Avatar } from "../Avatar.js";
import { ChatState } from "../chat/ChatState.js";
import { RowList } from "../RowList.js";
import { useNow } from "../useNow.js";
import { usePartLocale } from "../usePartLocale.js";
import { type SupportTopic, topicLabel } from "./topics.js";

/** A request is a conversation too. */
const english = { ...enSupport, list: enList.list };

const filters = ["queued", "mine", "others", "closed"] as const;
type Filter = (typeof filters)[number];

interface QueuePaneProps {
  readonly queue: UseSupportQueueResult;
  readonly topics: readonly SupportTopic[];
  readonly selectedId: ConversationId | null;
  readonly onSelect: (conversationId: ConversationId) => void;
}

/** Who waits, whom one helps, and whom others help. */
export function QueuePane({ queue, topics, selectedId, onSelect }: QueuePaneProps) {
  const { support: words, format, chat } = usePartLocale(enSupport);
  const [filter, setFilter] = useState<Filter>("queued");
  const [topic, setTopic] = useState("");
  const shown = queue[filter].filter((ticket) => topic === "" || ticket.topic === topic);
  const offered = [...new Set(filters.flatMap((name) => queue[name].map((ticket) => ticket.topic)))].sort();
  const loading = queue.status === "loading" && filters.every((name) => queue[name].length === 0);
  const conflict = queue.error?.code === "CONFLICT";
  return (
    <section className="lobby-console-queue" aria-label={words.queueTitle}>
      <header className="lobby-console-head">
        <h2 className="lobby-console-title">{words.queueTitle}</h2>
        {offered.length > 1 && (
          <select
            className="lobby-console-select"
            aria-label={words.topicFilter}
            value={topic}
            onChange={(event) => setTopic(event.currentTarget.value)}
          >
            <option value="">{words.allTopics}</option>
            {offered.map((id) => (
              <option key={id} value={id}>
                {topicLabel(topics, id, words)}
              </option>
            ))}
          </select>
        )}
      </header>
      <fieldset className="lobby-console-filters" aria-label={words.show}>
        {filters.map((name) => (
          <button
            key={name}
            type="button"
            className="lobby-button-bare lobby-console-filter"
            aria-pressed={name === filter}
            data-selected={name === filter ? "" : undefined}
            onClick={() => setFilter(name)}
          >
            {words.filters[name]}
            {name !== "closed" && queue[name].length > 0 && (
              <span className="lobby-console-count">{format.number(queue[name].length)}</span>
            )}
          </button>
        ))}
      </fieldset>
      <span className="lobby-sr" role="status">
        {words.waitingCount(queue.queued.length)}
      </span>
      {queue.status === "stale" && <p className="lobby-console-note">{words.stale}</p>}
      {conflict && (
        <p className="lobby-console-note" role="alert">
          {words.conflict}
        </p>
      )}
      {loading ? (
        <div className="lobby-console-list" role="status">
          <span className="lobby-sr">{chat.loading}</span>
          {[8, 11, 9].map((width) => (
            <span key={width} className="lobby-ticket" aria-hidden="true">
              <span className="lobby-bone lobby-ticket-bone" />
              <span className="lobby-ticket-words">
                <span className="lobby-bone" style={{ inlineSize: `${width}em`, blockSize: "0.875em" }} />
                <span className="lobby-bone" style={{ inlineSize: `${width + 5}em`, blockSize: "0.75em" }} />
              </span>
            </span>
          ))}
        </div>
      ) : queue.status === "error" && shown.length === 0 ? (
        <ChatState drawing="cable" title={words.error} role="alert" />
      ) : shown.length === 0 ? (
        <ChatState
          drawing="bubbles"
          title={words.none[filter]}
          text={filter === "mine" ? words.noneMineText : undefined}
        />
      ) : (
        <Tickets tickets={shown} topics={topics} filter={filter} selectedId={selectedId} onSelect={onSelect} />
      )}
      {queue.more && <p className="lobby-console-note">{words.more}</p>}
    </section>
  );
}

function Tickets(
  props: Pick<QueuePaneProps, "topics" | "selectedId" | "onSelect"> & {
    readonly tickets: readonly SupportTicket[];
    readonly filter: Filter;
  },
) {
  const { tickets, topics, filter, selectedId, onSelect } = props;
  const { support: words } = usePartLocale(enSupport);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = tickets.map((ticket) => ({ id: ticket.conversationId, ticket }));
  return (
    <div ref={scroller} className="lobby-console-list">
      <RowList
        label={words.filters[filter]}
        rows={rows}
        scroller={scroller}
        rowPx={84}
        startId={selectedId}
        onSelect={onSelect}
      >
        {({ ticket }, tabIndex) => (
          <Ticket
            ticket={ticket}
            topic={topicLabel(topics, ticket.topic, words)}
            filter={filter}
            selected={ticket.conversationId === selectedId}
            tabIndex={tabIndex}
          />
        )}
      </RowList>
    </div>
  );
}

function Ticket(props: {
  readonly ticket: SupportTicket;
  readonly topic: string;
  readonly filter: Filter;
  readonly selected: boolean;
  readonly tabIndex: 0 | -1;
}) {
  const { ticket, topic, filter, selected, tabIndex } = props;
  const { support: words, shared, list, chat, format } = usePartLocale(english);
  const { user } = useLobby();
  const now = useNow();
  const unread = useTicketUnread(ticket);
  const { visitor, last, createdAt, updatedAt, agent } = ticket;
  const text = last === undefined ? list.noMessages : last.text || chat.photo;
  return (
    <button
      type="button"
      className="lobby-button-bare lobby-ticket"
      aria-current={selected || undefined}
      data-selected={selected ? "" : undefined}
      data-unread={unread > 0 ? "" : undefined}
      data-status={ticket.status}
      tabIndex={tabIndex}
    >
      <Avatar userId={visitor.id} name={visitor.name} src={visitor.avatarUrl} size={40} aria-hidden="true" />
      <span className="lobby-ticket-words">
        <span className="lobby-ticket-line">
          <span className="lobby-name lobby-ticket-name" dir="auto">
            {visitor.name ?? shared.someone}
          </span>
          <span className="lobby-ticket-time">
            {filter === "queued" ? (
              now !== null && (
                <>
                  <LuClock aria-hidden="true" />
                  {words.waiting(Math.max(0, Math.floor((now - createdAt) / 60_000)))}
                </>
              )
            ) : (
              <time dateTime={new Date(updatedAt).toISOString()}>
                {format.brief(updatedAt, now, now === null ? "UTC" : undefined)}
              </time>
            )}
          </span>
        </span>
        <span className="lobby-ticket-line">
          <span className="lobby-name lobby-ticket-last" dir="auto">
            {last?.senderId === user?.id ? list.ownPrefix(text) : text}
          </span>
          {unread > 0 && (
            <span className="lobby-badge">
              <span aria-hidden="true">{unread > 99 ? `${format.number(99)}+` : format.number(unread)}</span>
              <span className="lobby-sr">{list.unread(unread)}</span>
            </span>
          )}
        </span>
        <span className="lobby-ticket-line">
          <span className="lobby-name lobby-ticket-topic">{topic}</span>
          {filter === "others" && agent !== undefined && (
            <span className="lobby-name lobby-ticket-agent">{words.takenBy(agent.name ?? shared.someone)}</span>
          )}
        </span>
      </span>
    </button>
  );
}
