"use client";

import { createContext, useContext, useEffect, useMemo, useRef } from "react";
import { LuArrowLeft, LuCheck, LuInfo, LuUndo2 } from "react-icons/lu";
import type { SupportTicket } from "../../contract/support.js";
import { enSupport } from "../../locales/enSupport.js";
import type { UseSupportQueueResult } from "../../react/support/useSupportQueue.js";
import { ChatRoom } from "../chat/ChatRoom.js";
import type { ChatSettingsProps } from "../chat/ChatRoot.js";
import { MessageList } from "../chat/message-list/MessageList.js";
import type { ChatComponents } from "../chat/slots.js";
import { PresenceAvatar } from "../presence/PresenceAvatar.js";
import { usePartLocale } from "../usePartLocale.js";
import { type SupportTopic, topicLabel } from "./topics.js";

interface ConversationPaneProps {
  readonly ticket: SupportTicket;
  readonly mine: boolean;
  readonly queue: UseSupportQueueResult;
  readonly topics: readonly SupportTopic[];
  readonly settings: Omit<ChatSettingsProps, "name" | "variant">;
  readonly visitorShown: boolean;
  readonly onBack: () => void;
  readonly onVisitor: () => void;
}

interface TakeValue {
  readonly ticket: SupportTicket;
  readonly busy: boolean;
  readonly take: () => void;
}

const TakeContext = createContext<TakeValue | null>(null);

/** One request: what was said, and what to do about it. Only whose it is writes in it; looking at another's marks nothing read. */
export function ConversationPane(props: ConversationPaneProps) {
  const { ticket, mine, queue, topics, settings, visitorShown, onBack, onVisitor } = props;
  const { support: words, shared } = usePartLocale(enSupport);
  const { conversationId, visitor } = ticket;
  const name = visitor.name ?? shared.someone;
  const busy = queue.working[conversationId] !== undefined;
  const back = useRef<HTMLButtonElement>(null);
  // In a narrow container the button that was pressed is gone: go on here.
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.checkVisibility?.() === false)
      back.current?.focus();
  }, []);
  const take = useMemo<TakeValue>(
    () => ({ ticket, busy, take: () => void queue.take(conversationId) }),
    [ticket, busy, queue.take, conversationId],
  );
  const components = useMemo<ChatComponents>(
    () => ({ ...(mine ? {} : { Composer: TakeBar, MessageList: Looking }), ...settings.components }),
    [mine, settings.components],
  );
  return (
    <>
      <header className="lobby-header lobby-console-header">
        <button
          ref={back}
          type="button"
          className="lobby-button-icon lobby-console-back"
          aria-label={words.back}
          title={words.back}
          onClick={onBack}
        >
          <LuArrowLeft aria-hidden="true" />
        </button>
        <div className="lobby-header-title">
          <PresenceAvatar
            userId={visitor.id}
            name={visitor.name}
            src={visitor.avatarUrl}
            size={36}
            aria-hidden="true"
          />
          <span className="lobby-header-words">
            <span className="lobby-name lobby-header-name" dir="auto">
              {name}
            </span>
            <span className="lobby-name lobby-header-status">{topicLabel(topics, ticket.topic, words)}</span>
          </span>
        </div>
        <div className="lobby-header-actions">
          {mine && (
            <>
              <button
                type="button"
                className="lobby-button-icon"
                aria-label={words.release}
                title={words.release}
                disabled={busy}
                onClick={() => void queue.release(conversationId)}
              >
                <LuUndo2 aria-hidden="true" />
              </button>
              <button
                type="button"
                className="lobby-button-quiet lobby-console-close"
                disabled={busy}
                onClick={() => void queue.close(conversationId)}
              >
                <LuCheck aria-hidden="true" />
                {words.close}
              </button>
            </>
          )}
          <button
            type="button"
            className="lobby-button-icon lobby-console-info"
            aria-label={words.about}
            title={words.about}
            aria-expanded={visitorShown}
            onClick={onVisitor}
          >
            <LuInfo aria-hidden="true" />
          </button>
        </div>
      </header>
      <TakeContext.Provider value={take}>
        <ChatRoom
          {...settings}
          components={components}
          conversationId={conversationId}
          name={name}
          header={false}
          autoFocus={mine}
        />
      </TakeContext.Provider>
    </>
  );
}

function Looking() {
  return <MessageList markReadOnView={false} />;
}

/** In place of the composer in what is not one's own. */
function TakeBar() {
  const { support: words, shared } = usePartLocale(enSupport);
  const value = useContext(TakeContext);
  if (value === null) return null;
  const { ticket, busy, take } = value;
  const { status, agent } = ticket;
  const said =
    status === "queued"
      ? words.takeToAnswer
      : status === "closed"
        ? words.closed
        : words.takenBy(agent?.name ?? shared.someone);
  return (
    <div className="lobby-support-closed">
      <span>{said}</span>
      {status !== "taken" && (
        <button type="button" className="lobby-button" disabled={busy} onClick={take}>
          {status === "queued" ? words.take : words.takeAgain}
        </button>
      )}
    </div>
  );
}
