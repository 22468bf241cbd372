"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import type { Presence } from "../../contract/presence.js";
import { enPresence } from "../../locales/enPresence.js";
import { writeAgo } from "../../locales/relative.js";
import { usePresence } from "../../react/presence/usePresence.js";
import { cx } from "../cx.js";
import { PresenceMark } from "../PresenceMark.js";
import { useNow } from "../useNow.js";
import { usePartLocale } from "../usePartLocale.js";

export interface OnlineStatusProps extends Omit<ComponentPropsWithoutRef<"span">, "children"> {
  readonly userId: string;
  /** Says it in words beside the mark: what he does, else online, away or offline. Without it the words are for screen readers only. */
  readonly showLabel?: boolean | undefined;
  /** Where the words stand: after the mark unless told otherwise. */
  readonly labelPosition?: "start" | "end" | undefined;
  /** 8, 10 or 12 px; `m` unless told otherwise. */
  readonly size?: "s" | "m" | "l" | undefined;
  /** Says when one who is away or gone was last there. With `showLabel`. */
  readonly showLastSeen?: boolean | undefined;
}

/**
 * Whether a person is there, live: a mark told apart by shape as well as colour, in words if wanted. Renders again only when this person changes, so a list may
 * have a thousand. Nothing where the server tells no presence.
 *
 * State: `data-presence` `online`, `away` or `offline`; `data-activity` while he does something; `data-stale` while the connection is lost; `data-size`, `data-label`.
 */
export const OnlineStatus = forwardRef<HTMLSpanElement, OnlineStatusProps>(function OnlineStatus(props, ref) {
  const { userId, showLabel = false, labelPosition = "end", size = "m", showLastSeen, className, ...rest } = props;
  const { presence, status, stale, supported } = usePresence(userId);
  const { shared } = usePartLocale(enPresence);
  if (!supported) return null;
  const activity = presence?.activity;
  const words = activity ?? shared[status];
  return (
    <span
      ref={ref}
      {...(showLabel
        ? {}
        : { role: "img", "aria-label": activity === undefined ? words : `${shared[status]}, ${words}` })}
      {...rest}
      className={cx("lobby-online", className)}
      data-presence={status}
      data-activity={activity === undefined ? undefined : ""}
      data-stale={stale ? "" : undefined}
      data-size={size}
      data-label={showLabel ? labelPosition : undefined}
    >
      <PresenceMark presence={status} />
      {showLabel && (
        <span className="lobby-name lobby-online-label" dir={activity === undefined ? undefined : "auto"}>
          {showLastSeen && presence !== null && presence.lastSeenAt !== null && activity === undefined ? (
            <LastSeen presence={presence} lastSeenAt={presence.lastSeenAt} />
          ) : (
            words
          )}
        </span>
      )}
    </span>
  );
});

/** Relative time is renewed every minute, and only where it is shown. */
function LastSeen({ presence, lastSeenAt }: { readonly presence: Presence; readonly lastSeenAt: number }) {
  const { code, format, presence: words, shared } = usePartLocale(enPresence);
  const now = useNow();
  if (now === null) return shared[presence.status];
  const when = writeAgo(code, lastSeenAt, now);
  return (
    <time dateTime={new Date(lastSeenAt).toISOString()} title={format.exact(lastSeenAt)}>
      {presence.status === "away" ? words.active(when) : words.lastSeen(when)}
    </time>
  );
}
