"use client";

import { type ComponentPropsWithoutRef, forwardRef, type MouseEvent } from "react";
import type { Notification } from "../../contract/notifications.js";
import { safeHref } from "./safeHref.js";

export interface NotificationLinkProps extends Omit<ComponentPropsWithoutRef<"button">, "type" | "onClick"> {
  readonly notification: Notification;
  readonly onOpen: (notification: Notification) => void;
  /** The app's router; the browser's own way without it. */
  readonly onNavigate?: ((href: string, notification: Notification) => void) | undefined;
}

/** What a click on a notification does: marks it as read, and goes where it leads, if that may be followed. A link where there is somewhere to go, else a button. */
export const NotificationLink = forwardRef<HTMLElement, NotificationLinkProps>(function NotificationLink(
  { notification, onOpen, onNavigate, children, ...rest },
  ref,
) {
  const href = safeHref(notification.href);
  if (href === undefined) {
    return (
      <button {...rest} ref={ref as React.Ref<HTMLButtonElement>} type="button" onClick={() => onOpen(notification)}>
        {children}
      </button>
    );
  }
  const onClick = (event: MouseEvent) => {
    onOpen(notification);
    // Another button or a key with it means a new tab or window: that is the browser's to do.
    if (
      onNavigate === undefined ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    onNavigate(href, notification);
  };
  const {
    disabled: _disabled,
    form: _form,
    ...common
  } = rest as ComponentPropsWithoutRef<"a"> & {
    disabled?: unknown;
    form?: unknown;
  };
  return (
    // Another site learns nothing of where the reader came from, nor gets a hand on this window.
    <a {...common} ref={ref as React.Ref<HTMLAnchorElement>} href={href} rel="noopener noreferrer" onClick={onClick}>
      {children}
    </a>
  );
});
