"use client";

import { useCallback, useEffect, useState } from "react";
import type { Notification } from "../../contract/notifications.js";
import { useNotificationArrivals } from "../../react/notifications/useNotificationArrivals.js";
import { useLocale } from "../../react/useLocale.js";
import { AwaitNetwork, lazyPart } from "../lazyPart.js";
import { NotificationArrivals } from "./NotificationArrivals.js";
import type { NotificationKinds } from "./notificationKinds.js";
import type { ToastLayerProps } from "./ToastLayer.js";

export interface LobbyToasterProps {
  /**
   * Where they stand; at the upper end unless told otherwise. Phones show them at the top, all across. A bell, the `header` it is in, a chat's header or composer in that corner
   * is never covered: they stand beyond it.
   */
  readonly position?: "top-end" | "top-start" | "bottom-end" | "bottom-start" | undefined;
  /** How long one stays, ms; 6,000. Not counted while the pointer or the focus is on them. */
  readonly durationMs?: number | undefined;
  /** At most so many at once, the newest; 3. */
  readonly max?: number | undefined;
  /** Goes to where a notification leads, by the app's router. */
  readonly onNavigate?: ((href: string, notification: Notification) => void) | undefined;
  readonly kinds?: NotificationKinds | undefined;
  /** Which ones are shown; all unless told otherwise. */
  readonly filter?: ((notification: Notification) => boolean) | undefined;
}

const layer = /* @__PURE__ */ lazyPart<ToastLayerProps>(
  () => import("./ToastLayer.js").then(({ ToastLayer }) => ToastLayer),
  AwaitNetwork,
);

/** While their code is on its way, no more than so many wait. */
const mostWaiting = 10;
const preloadAfterMs = 2_000;

/**
 * Shows notifications as they arrive: only what comes live and is unread, never what was loaded, and not in a hidden tab, where nobody would see it go. Put it once into
 * the app, near its root. One that is read elsewhere goes. Its code is loaded after the page.
 *
 * @throws LobbyError `provider-missing`.
 */
export function LobbyToaster({
  position = "top-end",
  durationMs = 6_000,
  max = 3,
  onNavigate,
  kinds,
  filter,
}: LobbyToasterProps) {
  const { code, dir } = useLocale();
  const [arrived, setArrived] = useState<readonly Notification[]>([]);
  useNotificationArrivals((notification) => {
    if (document.visibilityState === "hidden" || filter?.(notification) === false) return;
    setArrived((before) => [...before, notification].slice(-mostWaiting));
  });
  const onTaken = useCallback(
    (taken: readonly Notification[]) => setArrived((before) => before.filter((one) => !taken.includes(one))),
    [],
  );
  // Fetched in a quiet moment: the first must not come late.
  useEffect(() => {
    const timer = setTimeout(() => void layer.preload(), preloadAfterMs);
    return () => clearTimeout(timer);
  }, []);
  const [used, setUsed] = useState(false);
  if (!used && arrived.length > 0) setUsed(true);
  return (
    <div lang={code} dir={dir} className="lobby-toaster" data-position={position}>
      <NotificationArrivals />
      {used && (
        <layer.Part
          arrived={arrived}
          onTaken={onTaken}
          durationMs={durationMs}
          max={max}
          onNavigate={onNavigate}
          kinds={kinds}
        />
      )}
    </div>
  );
}
