"use client";

import { type ComponentType, useRef } from "react";
import { LuArrowUp } from "react-icons/lu";
import type { Notification } from "../../contract/notifications.js";
import { enNotifications } from "../../locales/enNotifications.js";
import type { UseNotificationsResult } from "../../react/notifications/useNotifications.js";
import { RowList } from "../RowList.js";
import { useHydrated } from "../useHydrated.js";
import { useNow } from "../useNow.js";
import { usePartLocale } from "../usePartLocale.js";
import { NotificationRow, type NotificationRowProps } from "./NotificationRow.js";
import type { NotificationKinds } from "./notificationKinds.js";
import { useHeldTop } from "./useHeldTop.js";

interface NotificationListProps
  extends Pick<UseNotificationsResult, "notifications" | "hasMore" | "more" | "loadMore"> {
  readonly kinds: NotificationKinds | undefined;
  readonly timeZone: string | undefined;
  readonly onOpen: (notification: Notification) => void;
  readonly onMarkRead: (id: string) => void;
  readonly onNavigate: ((href: string, notification: Notification) => void) | undefined;
  readonly Row: ComponentType<NotificationRowProps> | undefined;
}

/** As near to the end the next page is asked for, px. */
const nearEnd = 400;

/** The rows, with the pill above and the next page below. */
export function NotificationList(props: NotificationListProps) {
  const { notifications, hasMore, more, loadMore, kinds, timeZone, onOpen, onMarkRead, onNavigate } = props;
  const Row = props.Row ?? NotificationRow;
  const { notifications: words, shared } = usePartLocale(enNotifications);
  const now = useNow();
  const hydrated = useHydrated();
  const scroller = useRef<HTMLDivElement>(null);
  const { shown, fresh, setAway } = useHeldTop(notifications);
  const toTop = () => {
    setAway(false);
    // After what was held back is drawn.
    requestAnimationFrame(() => {
      if (scroller.current !== null) scroller.current.scrollTop = 0;
      scroller.current?.querySelector<HTMLElement>(".lobby-notification-main")?.focus({ preventScroll: true });
    });
  };
  const zone = timeZone ?? (hydrated ? undefined : "UTC");
  return (
    <div className="lobby-notifications-body">
      {fresh > 0 && (
        <button type="button" className="lobby-button lobby-notifications-fresh" onClick={toTop}>
          <LuArrowUp aria-hidden="true" />
          {words.fresh(fresh)}
        </button>
      )}
      <div
        ref={scroller}
        className="lobby-notifications-scroll"
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          setAway(scrollTop > 8);
          if (hasMore && more === "idle" && scrollTop + clientHeight > scrollHeight - nearEnd) void loadMore();
        }}
      >
        <RowList label={words.title} rows={shown} hasMore={hasMore} scroller={scroller} rowPx={84}>
          {(notification, tabIndex) => (
            <Row
              notification={notification}
              now={now}
              timeZone={zone}
              kinds={kinds}
              tabStop={tabIndex === 0}
              onOpen={onOpen}
              onMarkRead={onMarkRead}
              onNavigate={onNavigate}
            />
          )}
        </RowList>
        {hasMore && (
          <div className="lobby-notifications-more" data-state={more}>
            {more === "loading" ? (
              <span role="status">{words.loadingMore}</span>
            ) : (
              <>
                {more === "error" && <span role="alert">{words.moreFailed}</span>}
                <button type="button" className="lobby-button-quiet" onClick={() => void loadMore()}>
                  {more === "error" ? shared.tryAgain : words.more}
                </button>
              </>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
