"use client";

import { type ComponentPropsWithoutRef, forwardRef, memo } from "react";
import { LuCheck } from "react-icons/lu";
import type { Notification } from "../../contract/notifications.js";
import { ownValue } from "../../contract/ownValue.js";
import { enNotifications } from "../../locales/enNotifications.js";
import type { Locale } from "../../locales/locale.js";
import { writeAgo } from "../../locales/relative.js";
import { cx } from "../cx.js";
import { usePartLocale } from "../usePartLocale.js";
import { NotificationIcon } from "./NotificationIcon.js";
import { NotificationLink } from "./NotificationLink.js";
import type { NotificationKinds } from "./notificationKinds.js";

export interface NotificationRowProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly notification: Notification;
  /** The present, ms since the epoch; `null` on the server and while hydrating, when the date is written out. */
  readonly now: number | null;
  readonly timeZone?: string | undefined;
  readonly kinds?: NotificationKinds | undefined;
  /** Whether the Tab key comes to it. */
  readonly tabStop?: boolean | undefined;
  /** It was clicked. */
  readonly onOpen: (notification: Notification) => void;
  readonly onMarkRead: (id: string) => void;
  readonly onNavigate?: ((href: string, notification: Notification) => void) | undefined;
}

const none: NotificationKinds = {};

/**
 * One notification: icon, title, two lines, how long ago, and a dot while it is unread. The whole row is its link; its own buttons lie above that.
 *
 * State: `data-unread`, `data-kind`, `data-level`.
 */
export const NotificationRow = memo(
  forwardRef<HTMLDivElement, NotificationRowProps>(function NotificationRow(props, ref) {
    const {
      notification,
      now,
      timeZone,
      kinds = none,
      tabStop = true,
      onOpen,
      onMarkRead,
      onNavigate,
      className,
      ...rest
    } = props;
    const locale = usePartLocale(enNotifications);
    const { notifications: words, format } = locale;
    const { id, kind, level, title, message, read, createdAt } = notification;
    const own = ownValue(kinds, kind);
    const [Body, Actions] = [own?.Body, own?.Actions];
    const tabIndex = tabStop ? 0 : -1;
    return (
      <div
        ref={ref}
        {...rest}
        className={cx("lobby-notification", className)}
        data-unread={read ? undefined : ""}
        data-kind={kind}
        data-level={level}
      >
        <NotificationIcon notification={notification} kinds={kinds} />
        <div className="lobby-notification-words">
          <NotificationLink
            className="lobby-button-bare lobby-notification-main"
            notification={notification}
            onOpen={onOpen}
            onNavigate={onNavigate}
            tabIndex={tabIndex}
          >
            <span className="lobby-sr">{prefixOf(notification, words)}</span>{" "}
            {Body === undefined ? (
              <>
                <span className="lobby-notification-title" dir="auto">
                  {title}
                </span>{" "}
                {message !== "" && (
                  <span className="lobby-notification-message" dir="auto">
                    {message}
                  </span>
                )}
              </>
            ) : (
              <Body notification={notification} />
            )}{" "}
            <time
              className="lobby-notification-time"
              dateTime={isoOf(createdAt)}
              title={format.exact(createdAt, timeZone)}
            >
              {now === null ? format.brief(createdAt, null, timeZone) : writeAgo(locale.code, createdAt, now)}
            </time>
          </NotificationLink>
          {Actions !== undefined && (
            <div className="lobby-notification-actions">
              <Actions notification={notification} />
            </div>
          )}
        </div>
        {!read && (
          <>
            <button
              type="button"
              className="lobby-button-icon lobby-notification-read"
              aria-label={`${words.markRead}: ${title}`}
              title={words.markRead}
              tabIndex={tabIndex}
              onClick={() => onMarkRead(id)}
            >
              <LuCheck aria-hidden="true" />
            </button>
            <span className="lobby-notification-dot" aria-hidden="true" />
          </>
        )}
      </div>
    );
  }),
);

/** What a picture tells others: that it is unread, and that it is loud. */
function prefixOf({ read, level }: Notification, words: Locale["notifications"]): string {
  const loud = level === "warning" || level === "error" ? words.levels[level] : "";
  return read ? loud : `${words.unread}. ${loud}`.trim();
}

/** A time from outside may be beyond what a date can hold. */
function isoOf(at: number): string | undefined {
  return at <= 8.64e15 ? new Date(at).toISOString() : undefined;
}
