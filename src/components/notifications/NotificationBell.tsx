"use client";

import { type ComponentPropsWithoutRef, forwardRef, useState } from "react";
import { LuBell } from "react-icons/lu";
import { enNotifications } from "../../locales/enNotifications.js";
import { cx } from "../cx.js";
import { usePartLocale } from "../usePartLocale.js";

export interface NotificationBellProps extends Omit<ComponentPropsWithoutRef<"button">, "children"> {
  readonly unreadCount: number;
  /** Of the unread count: only what comes after it is known makes the bell ring. */
  readonly known: boolean;
}

/** The bell with its badge. It swings once, softly, when the count rises. State: `data-unread`. */
export const NotificationBell = forwardRef<HTMLButtonElement, NotificationBellProps>(function NotificationBell(
  { unreadCount, known, className, ...rest },
  ref,
) {
  const { notifications: words, format } = usePartLocale(enNotifications);
  const [seen, setSeen] = useState({ count: unreadCount, known, rings: 0 });
  if (seen.count !== unreadCount || seen.known !== known) {
    const rises = seen.known && known && unreadCount > seen.count;
    setSeen({ count: unreadCount, known, rings: seen.rings + (rises ? 1 : 0) });
  }
  return (
    <button
      ref={ref}
      type="button"
      aria-label={words.open(unreadCount)}
      {...rest}
      className={cx("lobby-button-icon", "lobby-bell", className)}
      data-unread={unreadCount > 0 ? "" : undefined}
    >
      {/* Another key begins the swing anew. */}
      <span key={seen.rings} className="lobby-bell-swing" data-ring={seen.rings > 0 ? "" : undefined}>
        <LuBell aria-hidden="true" />
      </span>
      {unreadCount > 0 && (
        <span className="lobby-badge lobby-bell-badge" aria-hidden="true">
          {unreadCount > 99 ? `${format.number(99)}+` : format.number(unreadCount)}
        </span>
      )}
    </button>
  );
});
