"use client";

import { useEffect, useId, useRef } from "react";
import { type Toast, toast, useToaster } from "react-hot-toast/headless";
import { LuX } from "react-icons/lu";
import type { Notification } from "../../contract/notifications.js";
import { useMarkNotificationsRead } from "../../react/notifications/useMarkNotificationsRead.js";
import { useNotification } from "../../react/notifications/useNotification.js";
import { useLocale } from "../../react/useLocale.js";
import { NotificationIcon } from "./NotificationIcon.js";
import { NotificationLink } from "./NotificationLink.js";
import type { NotificationKinds } from "./notificationKinds.js";
import { useKeepClear } from "./useKeepClear.js";

export interface ToastLayerProps {
  /** Not shown yet. */
  readonly arrived: readonly Notification[];
  readonly onTaken: (taken: readonly Notification[]) => void;
  readonly durationMs: number;
  readonly max: number;
  readonly onNavigate: ((href: string, notification: Notification) => void) | undefined;
  readonly kinds: NotificationKinds | undefined;
}

/** As long as a toast's leaving animation, ms. */
const leaveMs = 160;
const noKinds: NotificationKinds = {};

/** The toasts that are shown now. Timing, pausing and order are react-hot-toast's, apart from the app's own toasts; looks are ours. */
export function ToastLayer({ arrived, onTaken, durationMs, max, onNavigate, kinds = noKinds }: ToastLayerProps) {
  const toasterId = useId();
  const { toasts, handlers } = useToaster({ duration: durationMs, removeDelay: leaveMs }, toasterId);
  useEffect(() => {
    if (arrived.length === 0) return;
    for (const notification of arrived.slice(-max))
      toast.custom(
        () => <ToastCard notification={notification} toasterId={toasterId} onNavigate={onNavigate} kinds={kinds} />,
        {
          id: notification.id,
          toasterId,
          duration: durationMs,
          removeDelay: leaveMs,
        },
      );
    onTaken(arrived);
  }, [arrived, onTaken, durationMs, max, toasterId, onNavigate, kinds]);
  const visible = toasts.filter((one) => one.visible);
  const beyond = visible.slice(max);
  useEffect(() => {
    for (const { id } of beyond) toast.dismiss(id, toasterId);
  });
  useEffect(() => () => toast.removeAll(toasterId), [toasterId]);
  const layer = useRef<HTMLDivElement>(null);
  useKeepClear(layer, toasts.length);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: being on them only stops their time
    <div
      ref={layer}
      className="lobby-toasts"
      onPointerEnter={handlers.startPause}
      onPointerLeave={handlers.endPause}
      onFocus={handlers.startPause}
      onBlur={handlers.endPause}
    >
      {toasts.map((one) => (
        <div key={one.id} className="lobby-toast" data-state={one.visible ? "open" : "closed"}>
          {contentOf(one)}
        </div>
      ))}
    </div>
  );
}

function contentOf(one: Toast) {
  return typeof one.message === "function" ? one.message(one) : one.message;
}

interface ToastCardProps extends Pick<ToastLayerProps, "onNavigate"> {
  readonly notification: Notification;
  readonly toasterId: string;
  readonly kinds: NotificationKinds;
}

/** One toast: icon, title, one line, a cross. It goes when its notification is read, wherever that was. */
function ToastCard({ notification, toasterId, onNavigate, kinds }: ToastCardProps) {
  const { shared } = useLocale();
  const markRead = useMarkNotificationsRead();
  const { id, title, message } = notification;
  const read = useNotification(id)?.read === true;
  useEffect(() => {
    if (read) toast.dismiss(id, toasterId);
  }, [read, id, toasterId]);
  return (
    <>
      <NotificationIcon notification={notification} kinds={kinds} />
      <NotificationLink
        className="lobby-button-bare lobby-notification-main lobby-toast-words"
        notification={notification}
        onOpen={() => {
          markRead(id);
          toast.dismiss(id, toasterId);
        }}
        onNavigate={onNavigate}
      >
        <span className="lobby-name lobby-notification-title" dir="auto">
          {title}
        </span>{" "}
        {message !== "" && (
          <span className="lobby-name lobby-notification-message" dir="auto">
            {message}
          </span>
        )}
      </NotificationLink>
      <button
        type="button"
        className="lobby-button-icon lobby-toast-close"
        aria-label={shared.close}
        title={shared.close}
        onClick={() => toast.dismiss(id, toasterId)}
      >
        <LuX aria-hidden="true" />
      </button>
    </>
  );
}
