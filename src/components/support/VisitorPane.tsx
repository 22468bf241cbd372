"use client";

import type { ReactNode } from "react";
import { LuArrowLeft } from "react-icons/lu";
import type { SupportTicket } from "../../contract/support.js";
import { enSupport } from "../../locales/enSupport.js";
import { OnlineStatus } from "../presence/OnlineStatus.js";
import { PresenceAvatar } from "../presence/PresenceAvatar.js";
import { useHydrated } from "../useHydrated.js";
import { usePartLocale } from "../usePartLocale.js";
import { type SupportTopic, topicLabel } from "./topics.js";

/** What is known of who asks, and of what he asks. */
export function VisitorPane(props: {
  readonly ticket: SupportTicket;
  readonly topics: readonly SupportTopic[];
  readonly timeZone: string | undefined;
  readonly onBack: () => void;
  readonly more: ReactNode;
}) {
  const { ticket, topics, timeZone, onBack, more } = props;
  const { support: words, shared, format } = usePartLocale(enSupport);
  const hydrated = useHydrated();
  const zone = timeZone ?? (hydrated ? undefined : "UTC");
  const { visitor, agent, createdAt, status } = ticket;
  return (
    <aside className="lobby-console-visitor" aria-label={words.about}>
      <button
        type="button"
        className="lobby-button-icon lobby-console-unvisit"
        aria-label={words.back}
        title={words.back}
        onClick={onBack}
      >
        <LuArrowLeft aria-hidden="true" />
      </button>
      <div className="lobby-console-person">
        <PresenceAvatar userId={visitor.id} name={visitor.name} src={visitor.avatarUrl} size={64} aria-hidden="true" />
        <span className="lobby-name lobby-console-title" dir="auto">
          {visitor.name ?? shared.someone}
        </span>
        <OnlineStatus userId={visitor.id} showLabel showLastSeen size="s" />
      </div>
      <dl className="lobby-console-facts">
        <Fact name={words.factTopic}>{topicLabel(topics, ticket.topic, words)}</Fact>
        <Fact name={words.factStatus}>{words.statuses[status]}</Fact>
        <Fact name={words.factAsked}>
          <time dateTime={new Date(createdAt).toISOString()}>{format.exact(createdAt, zone)}</time>
        </Fact>
        {agent !== undefined && (
          <Fact name={words.factAgent}>
            <span dir="auto">{agent.name ?? shared.someone}</span>
          </Fact>
        )}
        <Fact name={words.factId}>
          <code dir="ltr">{visitor.id}</code>
        </Fact>
      </dl>
      {more}
    </aside>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
