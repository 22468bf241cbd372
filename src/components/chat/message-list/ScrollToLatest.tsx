"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useLocale } from "../../../react/useLocale.js";
import { cx } from "../../cx.js";

/** Props of {@link ScrollToLatest}; the rest goes to the button. */
export interface ScrollToLatestProps extends Omit<ComponentPropsWithoutRef<"button">, "children"> {
  /** Messages that have come since the reader left the end. */
  readonly count: number;
  /** Says "Paused · 128 new" on a pill instead of showing an arrow with a badge: for rooms that flow. */
  readonly paused?: boolean;
}

/** Takes the reader to the newest message, and says how many there are. */
export const ScrollToLatest = forwardRef<HTMLButtonElement, ScrollToLatestProps>(function ScrollToLatest(
  { count, paused = false, className, ...rest },
  ref,
) {
  const { chat, format } = useLocale();
  const label = count > 0 ? `${chat.scrollToLatest}, ${chat.newMessages(count)}` : chat.scrollToLatest;
  return (
    <button
      ref={ref}
      type="button"
      aria-label={paused ? undefined : label}
      data-paused={paused || undefined}
      {...rest}
      className={cx("lobby-latest", className)}
    >
      {paused ? <span className="lobby-latest-text">{chat.paused(count)}</span> : null}
      <svg className="lobby-latest-icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d="M10 4v11M5 10.5l5 5 5-5" fill="none" stroke="currentColor" strokeWidth="1.75" />
      </svg>
      {!paused && count > 0 ? (
        <span className="lobby-latest-badge" aria-hidden="true">
          {count > 99 ? `${format.number(99)}+` : format.number(count)}
        </span>
      ) : null}
    </button>
  );
});
