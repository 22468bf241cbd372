"use client";

import { type ComponentPropsWithoutRef, forwardRef, useCallback, useId, useMemo, useRef, useState } from "react";
import type { NotificationFilter } from "../../client/notifications/notificationsState.js";
import type { Notification } from "../../contract/notifications.js";
import { useNotifications } from "../../react/notifications/useNotifications.js";
import { useLocale } from "../../react/useLocale.js";
import { cx } from "../cx.js";
import { NotificationArrivals } from "./NotificationArrivals.js";
import { NotificationBell } from "./NotificationBell.js";
import { type NotificationComponents, NotificationPanel } from "./NotificationPanel.js";
import { NotificationPopover } from "./NotificationPopover.js";
import type { NotificationKinds } from "./notificationKinds.js";
import { useWarmFormats } from "./useWarmFormats.js";

export interface NotificationCenterProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** `popover`: a bell that opens it, as a sheet on phones; `inline`: where it stands, filling its frame. */
  readonly layout?: "popover" | "inline" | undefined;
  /** Goes to where a notification leads, by the app's router: `(href) => router.push(href)`. Without it a click is a plain link's. Only http(s) and paths of the app get here. */
  readonly onNavigate?: ((href: string, notification: Notification) => void) | undefined;
  /** Told of every click on a notification, after it was marked as read. */
  readonly onOpenNotification?: ((notification: Notification) => void) | undefined;
  /** How the app's kinds are drawn, by kind. */
  readonly kinds?: NotificationKinds | undefined;
  /** Which filters there are; all and unread unless told otherwise. One alone shows no choice. */
  readonly filters?: readonly NotificationFilter[] | undefined;
  readonly timeZone?: string | undefined;
  /** Parts to replace. */
  readonly components?: NotificationComponents | undefined;
}

const usualFilters: readonly NotificationFilter[] = ["all", "unread"];

/**
 * The user's notifications: a bell with the number of unread ones, and behind it the list with filters. What is read here is read everywhere, what is read elsewhere is
 * read here. Escape closes and gives the focus back; arrow keys go through the list.
 *
 * State: `data-layout`, `data-state` `open` or `closed`, `data-status` of the list, `data-unread`.
 *
 * @throws LobbyError `provider-missing`.
 */
export const NotificationCenter = forwardRef<HTMLDivElement, NotificationCenterProps>(
  function NotificationCenter(props, ref) {
    const {
      layout = "popover",
      onNavigate,
      onOpenNotification,
      kinds,
      filters = usualFilters,
      timeZone,
      components,
      className,
      ...rest
    } = props;
    const { code, dir } = useLocale();
    const data = useNotifications({ filter: filters[0] });
    useWarmFormats(timeZone);
    const { markRead } = data;
    const [open, setOpen] = useState(false);
    const bell = useRef<HTMLButtonElement>(null);
    const id = useId();
    const titleId = `${id}-title`;
    const popover = layout === "popover";
    const onClose = useCallback((focus: boolean) => {
      setOpen(false);
      if (focus) bell.current?.focus({ preventScroll: true });
    }, []);
    const onOpen = useCallback(
      (notification: Notification) => {
        if (!notification.read) markRead(notification.id);
        onOpenNotification?.(notification);
      },
      [markRead, onOpenNotification],
    );
    const navigate = useMemo(() => {
      if (onNavigate === undefined) return undefined;
      return (href: string, notification: Notification) => {
        // The page behind changes: who wanted to go there wants to see it.
        onClose(false);
        onNavigate(href, notification);
      };
    }, [onNavigate, onClose]);
    const panel = (
      <NotificationPanel
        data={data}
        titleId={titleId}
        filters={filters}
        kinds={kinds}
        timeZone={timeZone}
        components={components}
        onOpen={onOpen}
        onNavigate={navigate}
        onClose={popover ? () => onClose(true) : undefined}
      />
    );
    return (
      <div
        ref={ref}
        lang={code}
        dir={dir}
        {...rest}
        className={cx(popover ? "lobby-notifications-bell" : "lobby-notifications", className)}
        data-layout={layout}
        data-state={popover ? (open ? "open" : "closed") : undefined}
        data-status={data.status}
        data-unread={data.unreadCount > 0 ? "" : undefined}
      >
        <NotificationArrivals />
        {popover ? (
          <>
            <NotificationBell
              ref={bell}
              unreadCount={data.unreadCount}
              known={data.status === "ready"}
              aria-haspopup="dialog"
              aria-expanded={open}
              aria-controls={open ? `${id}-panel` : undefined}
              onClick={() => (open ? onClose(true) : setOpen(true))}
            />
            <NotificationPopover
              id={`${id}-panel`}
              titleId={titleId}
              open={open}
              onClose={onClose}
              opener={bell}
              lang={code}
              dir={dir}
            >
              {panel}
            </NotificationPopover>
          </>
        ) : (
          <section className="lobby-notifications-section" aria-labelledby={titleId}>
            {panel}
          </section>
        )}
      </div>
    );
  },
);
