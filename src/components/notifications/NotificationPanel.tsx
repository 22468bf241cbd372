"use client";

import { type ComponentType, useEffect, useState } from "react";
import { LuCheckCheck, LuTrash2, LuX } from "react-icons/lu";
import type { NotificationFilter } from "../../client/notifications/notificationsState.js";
import type { Failure } from "../../contract/errors.js";
import type { Notification } from "../../contract/notifications.js";
import { ownValue } from "../../contract/ownValue.js";
import { enNotifications } from "../../locales/enNotifications.js";
import type { UseNotificationsResult } from "../../react/notifications/useNotifications.js";
import { useLobby } from "../../react/useLobby.js";
import { usePartLocale } from "../usePartLocale.js";
import { NotificationList } from "./NotificationList.js";
import type { NotificationRowProps } from "./NotificationRow.js";
import { NotificationsNotice } from "./NotificationsNotice.js";
import type { NotificationKinds } from "./notificationKinds.js";

/** Parts of a notification center to replace. */
export interface NotificationComponents {
  readonly Row?: ComponentType<NotificationRowProps>;
  readonly Empty?: ComponentType<{ readonly filter: NotificationFilter }>;
  readonly Loading?: ComponentType;
  readonly Error?: ComponentType<{ readonly failure: Failure | null; readonly onRetry: () => void }>;
}

export interface NotificationPanelProps {
  readonly data: UseNotificationsResult;
  readonly titleId: string;
  readonly filters: readonly NotificationFilter[];
  readonly kinds: NotificationKinds | undefined;
  readonly timeZone: string | undefined;
  readonly components: NotificationComponents | undefined;
  readonly onOpen: (notification: Notification) => void;
  readonly onNavigate: ((href: string, notification: Notification) => void) | undefined;
  /** Closes the popover; absent: there is nothing to close. */
  readonly onClose?: (() => void) | undefined;
}

/** Title, filters, what can be done with all of them, and the list. */
export function NotificationPanel(props: NotificationPanelProps) {
  const { data, titleId, filters, kinds = {}, timeZone, components, onOpen, onNavigate, onClose } = props;
  const { notifications: words, shared } = usePartLocale(enNotifications);
  const { notifications, unreadCount, filter, status } = data;
  const nothing = notifications.length === 0;
  return (
    <>
      <header className="lobby-notifications-header">
        <div className="lobby-notifications-head">
          <h2 id={titleId} className="lobby-notifications-title" tabIndex={-1}>
            {words.title}
          </h2>
          {unreadCount > 0 && (
            <button
              type="button"
              className="lobby-button-icon"
              aria-label={words.markAllRead}
              title={words.markAllRead}
              onClick={data.markAllRead}
            >
              <LuCheckCheck aria-hidden="true" />
            </button>
          )}
          {data.clearable && !(nothing && filter === "all") && <ClearButton onClear={data.clear} />}
          {onClose !== undefined && (
            <button
              type="button"
              className="lobby-button-icon"
              aria-label={shared.close}
              title={shared.close}
              onClick={onClose}
            >
              <LuX aria-hidden="true" />
            </button>
          )}
        </div>
        {filters.length > 1 && <Filters {...props} kinds={kinds} />}
        {data.error !== null && !nothing && data.more !== "error" && (
          <p className="lobby-notifications-trouble" role="alert">
            {status === "error" ? words.error : words.takenBack} {shared.failure(data.error.code)}
          </p>
        )}
      </header>
      {nothing ? (
        <Nothing data={data} components={components} />
      ) : (
        <NotificationList
          // Another list begins at its top.
          key={keyOf(filter)}
          notifications={notifications}
          hasMore={data.hasMore}
          more={data.more}
          loadMore={data.loadMore}
          kinds={kinds}
          timeZone={timeZone}
          onOpen={onOpen}
          onMarkRead={data.markRead}
          onNavigate={onNavigate}
          Row={components?.Row}
        />
      )}
    </>
  );
}

function Filters({ data, filters, kinds }: NotificationPanelProps & { readonly kinds: NotificationKinds }) {
  const { notifications: words, format } = usePartLocale(enNotifications);
  const nameOf = (filter: NotificationFilter) => {
    if (filter === "all") return words.all;
    return filter === "unread" ? words.unread : (ownValue(kinds, filter.kind)?.label ?? words.kind(filter.kind));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend are a form's
    <div className="lobby-notifications-filters" role="group" aria-label={words.filters}>
      {filters.map((filter) => (
        <button
          key={keyOf(filter)}
          type="button"
          className="lobby-button-bare lobby-notifications-filter"
          aria-pressed={keyOf(filter) === keyOf(data.filter)}
          onClick={() => data.setFilter(filter)}
        >
          {nameOf(filter)}
          {filter === "unread" && data.unreadCount > 0 && (
            <span className="lobby-notifications-count" aria-hidden="true">
              {data.unreadCount > 99 ? `${format.number(99)}+` : format.number(data.unreadCount)}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

const keyOf = (filter: NotificationFilter) => (typeof filter === "string" ? filter : `kind:${filter.kind}`);

const sureForMs = 4_000;

/** Clears at the second press only: it can't be taken back. */
function ClearButton({ onClear }: { readonly onClear: () => void }) {
  const { notifications: words } = usePartLocale(enNotifications);
  const [sure, setSure] = useState(false);
  useEffect(() => {
    if (!sure) return;
    const timer = setTimeout(() => setSure(false), sureForMs);
    return () => clearTimeout(timer);
  }, [sure]);
  return (
    <button
      type="button"
      className={sure ? "lobby-button-quiet lobby-notifications-sure" : "lobby-button-icon"}
      aria-label={sure ? undefined : words.clear}
      title={sure ? undefined : words.clear}
      onBlur={() => setSure(false)}
      onClick={() => {
        if (sure) onClear();
        setSure(!sure);
      }}
    >
      {sure ? words.clearSure : <LuTrash2 aria-hidden="true" />}
    </button>
  );
}

function Nothing({ data, components }: Pick<NotificationPanelProps, "data" | "components">) {
  const { notifications: words, shared } = usePartLocale(enNotifications);
  const { user } = useLobby();
  const { status, error, filter, reload } = data;
  if (user === null) return <NotificationsNotice drawing="bell" title={words.signedOut} />;
  if (!data.supported) return <NotificationsNotice drawing="bell" title={words.unsupported} />;
  if (status === "error") {
    const Failed = components?.Error;
    if (Failed !== undefined) return <Failed failure={error} onRetry={() => void reload()} />;
    return (
      <NotificationsNotice
        role="alert"
        drawing="cable"
        title={words.error}
        text={error?.code === "FORBIDDEN" ? shared.failure(error.code) : words.errorText}
        action={
          <button type="button" className="lobby-button-quiet" onClick={() => void reload()}>
            {shared.tryAgain}
          </button>
        }
      />
    );
  }
  if (status !== "ready") {
    const Loading = components?.Loading ?? Bones;
    return <Loading />;
  }
  const Empty = components?.Empty;
  if (Empty !== undefined) return <Empty filter={filter} />;
  if (filter === "all") return <NotificationsNotice drawing="bell" title={words.empty} text={words.emptyText} />;
  if (filter === "unread")
    return <NotificationsNotice drawing="bell" title={words.emptyUnread} text={words.emptyUnreadText} />;
  return <NotificationsNotice drawing="bell" title={words.emptyKind} />;
}

/** Rows to come. */
function Bones() {
  const { notifications: words } = usePartLocale(enNotifications);
  return (
    <div className="lobby-notifications-loading" role="status">
      <span className="lobby-sr">{words.loading}</span>
      {[10, 8, 12, 9, 11].map((width) => (
        <span key={width} className="lobby-notification" aria-hidden="true">
          <span className="lobby-bone lobby-notification-icon" />
          <span className="lobby-notification-words">
            <span className="lobby-bone" style={{ inlineSize: `${width}em`, blockSize: "0.875em" }} />
            <span className="lobby-bone" style={{ inlineSize: `${width + 5}em`, blockSize: "0.75em" }} />
            <span className="lobby-bone" style={{ inlineSize: "4em", blockSize: "0.625em" }} />
          </span>
        </span>
      ))}
    </div>
  );
}
