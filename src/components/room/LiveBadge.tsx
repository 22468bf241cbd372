"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { enRoom } from "../../locales/enRoom.js";
import { cx } from "../cx.js";
import { useHydrated } from "../useHydrated.js";
import { usePartLocale } from "../usePartLocale.js";

export interface LiveBadgeProps extends Omit<ComponentPropsWithoutRef<"span">, "children"> {
  /** When the stream began, ms since the epoch: shown on hover. */
  readonly since?: number | null | undefined;
}

/** The word "Live" beside a dot that breathes. Still where less motion is asked for. */
export const LiveBadge = forwardRef<HTMLSpanElement, LiveBadgeProps>(function LiveBadge(
  { since, className, ...rest },
  ref,
) {
  const { room, format } = usePartLocale(enRoom);
  // The server's time zone is not the reader's.
  const hydrated = useHydrated();
  const title = since !== undefined && since !== null && hydrated ? room.liveSince(format.time(since)) : undefined;
  return (
    <span ref={ref} title={title} {...rest} className={cx("lobby-live-badge", className)}>
      <span className="lobby-live-dot" aria-hidden="true">
        <span />
      </span>
      {room.live}
    </span>
  );
});
