"use client";

import { createContext, useContext, useMemo, useState } from "react";
import { LuHourglass, LuX } from "react-icons/lu";
import { enSupport } from "../../locales/enSupport.js";
import type { UseSupportResult } from "../../react/support/useSupport.js";
import { ChatRoom } from "../chat/ChatRoom.js";
import type { ChatSettingsProps } from "../chat/ChatRoot.js";
import { ChatState } from "../chat/ChatState.js";
import type { ChatComponents } from "../chat/slots.js";
import { PresenceAvatar } from "../presence/PresenceAvatar.js";
import { usePartLocale } from "../usePartLocale.js";
import { type SupportTopic, topicIcon, topicLabel } from "./topics.js";

interface PanelProps {
  readonly support: UseSupportResult;
  readonly topics: readonly SupportTopic[];
  readonly title: string;
  readonly settings: Omit<ChatSettingsProps, "name" | "variant">;
  readonly onClose: (() => void) | undefined;
}

/** How a closed request is asked for anew; `null` while it is open. */
const AgainContext = createContext<(() => void) | null>(null);

/** What the panel shows: choosing what it is about, or the conversation. */
export function SupportPanel({ support, topics, title, settings, onClose }: PanelProps) {
  const { support: words, shared } = usePartLocale(enSupport);
  const [choosing, setChoosing] = useState(false);
  const { status, conversationId, start, error } = support;
  const asks = status === "none" || (choosing && status === "closed");
  const ask = (topic: string) => {
    setChoosing(false);
    start(topic);
  };
  const again = () => {
    const only = topics.length === 1 ? topics[0] : undefined;
    if (only === undefined) setChoosing(true);
    else ask(only.id);
  };
  const components = useMemo<ChatComponents>(
    () => ({ ...settings.components, ...(status === "closed" ? { Composer: Closed } : {}) }),
    [settings.components, status],
  );
  return (
    <>
      <PanelHeader support={support} topics={topics} title={title} onClose={onClose} />
      {status === "idle" ? (
        <ChatState drawing="bubbles" title={support.supported ? words.signedOut : words.unsupported} />
      ) : status === "loading" ? (
        <PanelLoading />
      ) : status === "error" ? (
        <ChatState
          drawing="cable"
          title={words.error}
          text={error === null ? undefined : shared.failure(error.code)}
          role="alert"
        />
      ) : asks ? (
        <TopicChoice topics={topics} onChoose={ask} failure={error === null ? null : shared.failure(error.code)} />
      ) : (
        conversationId !== null && (
          <AgainContext.Provider value={again}>
            {(status === "queued" || status === "starting") && (
              <p className="lobby-support-note">
                <LuHourglass aria-hidden="true" />
                <span>{words.queuedText}</span>
              </p>
            )}
            <ChatRoom
              {...settings}
              components={components}
              conversationId={conversationId}
              name={title}
              header={false}
              className="lobby-support-chat"
            />
          </AgainContext.Provider>
        )
      )}
    </>
  );
}

function PanelHeader({ support, topics, title, onClose }: Omit<PanelProps, "settings">) {
  const { support: words, shared } = usePartLocale(enSupport);
  const { status, agent, topic } = support;
  const about = topic === null || topics.length === 1 ? null : topicLabel(topics, topic, words);
  const line =
    status === "taken"
      ? words.joined(agent?.name ?? shared.someone)
      : status === "queued"
        ? words.queued
        : status === "starting"
          ? words.starting
          : status === "closed"
            ? words.closed
            : null;
  return (
    <header className="lobby-header lobby-support-header">
      <div className="lobby-header-title">
        {agent === null ? (
          <span className="lobby-support-mark" aria-hidden="true">
            {topicIcon({ id: topic ?? "general" })}
          </span>
        ) : (
          <PresenceAvatar userId={agent.id} name={agent.name} src={agent.avatarUrl} size={36} aria-hidden="true" />
        )}
        <span className="lobby-header-words">
          <span className="lobby-name lobby-header-name" dir="auto">
            {about === null ? title : `${title} · ${about}`}
          </span>
          <span className="lobby-name lobby-header-status" role="status" data-status={status}>
            {line}
          </span>
        </span>
      </div>
      {onClose !== undefined && (
        <div className="lobby-header-actions">
          <button
            type="button"
            className="lobby-button-icon"
            aria-label={shared.close}
            title={shared.close}
            onClick={onClose}
          >
            <LuX aria-hidden="true" />
          </button>
        </div>
      )}
    </header>
  );
}

function TopicChoice(props: {
  readonly topics: readonly SupportTopic[];
  readonly onChoose: (topic: string) => void;
  readonly failure: string | null;
}) {
  const { topics, onChoose, failure } = props;
  const { support: words } = usePartLocale(enSupport);
  return (
    <div className="lobby-support-choice">
      <h2 className="lobby-support-greeting">{words.greeting}</h2>
      <p className="lobby-support-text">{words.greetingText}</p>
      {failure !== null && (
        <p className="lobby-support-failure" role="alert">
          {words.notStarted} {failure}
        </p>
      )}
      <ul className="lobby-support-topics">
        {topics.map((topic) => (
          <li key={topic.id}>
            <button type="button" className="lobby-button-bare lobby-support-topic" onClick={() => onChoose(topic.id)}>
              <span className="lobby-support-mark">{topicIcon(topic)}</span>
              <span className="lobby-name" dir="auto">
                {topicLabel(topics, topic.id, words)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** In place of the composer once the request is done. */
function Closed() {
  const { support: words } = usePartLocale(enSupport);
  const again = useContext(AgainContext);
  return (
    <div className="lobby-support-closed">
      <span>{words.closedText}</span>
      {again !== null && (
        <button type="button" className="lobby-button" onClick={again}>
          {words.again}
        </button>
      )}
    </div>
  );
}

function PanelLoading() {
  const { chat } = usePartLocale(enSupport);
  return (
    <div className="lobby-support-choice" role="status">
      <span className="lobby-sr">{chat.loading}</span>
      {[14, 22].map((width) => (
        <span
          key={width}
          className="lobby-bone"
          style={{ inlineSize: `${width}em`, maxInlineSize: "100%", blockSize: "1em" }}
          aria-hidden="true"
        />
      ))}
      {[1, 2, 3].map((row) => (
        <span key={row} className="lobby-bone" style={{ inlineSize: "100%", blockSize: "3.5rem" }} aria-hidden="true" />
      ))}
    </div>
  );
}
