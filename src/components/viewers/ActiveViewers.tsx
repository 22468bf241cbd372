"use client";

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useId, useRef, useState } from "react";
import { LuEye } from "react-icons/lu";
import { enViewers } from "../../locales/enViewers.js";
import { useViewerCount } from "../../react/viewers/useViewerCount.js";
import { cx } from "../cx.js";
import { useHydrated } from "../useHydrated.js";
import { usePartLocale } from "../usePartLocale.js";
import { useSeldom } from "../useSeldom.js";
import { RollingNumber } from "./RollingNumber.js";
import { ViewerNames } from "./ViewerNames.js";

/** A count that changes every second would drown everything else a screen reader says. */
const saidEveryMs = 60_000;

export interface ActiveViewersProps extends Omit<ComponentPropsWithoutRef<"span">, "children"> {
  /** What is viewed; its viewers are counted while this is mounted. */
  readonly viewableId: string;
  /** In place of the eye. */
  readonly icon?: ReactNode;
  /** A live dot that breathes, in place of the eye. */
  readonly live?: boolean | undefined;
  /** "1.2K" instead of "1,234"; `true` unless told otherwise. */
  readonly compact?: boolean | undefined;
  /** Opens a list of who they are. Only where the app lets the server show names. */
  readonly names?: boolean | undefined;
}

/**
 * How many people view something, live. The number rolls; with the connection lost it stays, dimmed, with the time up to which it was right. Read out politely, once a minute at
 * most. Nothing where the server counts no viewers.
 *
 * State: `data-state` `counting`, `live` or `stale`; `data-live`; `data-ambiguous` where the server does not say which of two things it counts.
 */
export const ActiveViewers = forwardRef<HTMLSpanElement, ActiveViewersProps>(function ActiveViewers(props, ref) {
  const { viewableId, icon, live = false, compact = true, names = false, className, ...rest } = props;
  const { count, peak, asOf, ambiguous, supported } = useViewerCount(viewableId);
  const { code, format, viewers: words } = usePartLocale(enViewers);
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const said = count === null ? words.counting : words.watching(count);
  const announced = useSeldom(said, saidEveryMs);
  if (!supported) return null;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const inside = (
    <>
      {icon ?? (live ? <span className="lobby-viewers-dot" aria-hidden="true" /> : <LuEye aria-hidden="true" />)}
      {count === null ? (
        <span className="lobby-viewers-blank" aria-hidden="true">
          –
        </span>
      ) : (
        <RollingNumber value={count} code={code} compact={compact} />
      )}
      <span className="lobby-sr">{said}</span>
      {asOf !== null && (
        <time className="lobby-viewers-as-of" dateTime={new Date(asOf).toISOString()}>
          {words.asOf(format.time(asOf, hydrated ? undefined : "UTC"))}
        </time>
      )}
    </>
  );
  return (
    <span
      ref={ref}
      title={peak === null ? undefined : words.peak(peak)}
      {...rest}
      className={cx("lobby-viewers", className)}
      data-state={count === null ? "counting" : asOf === null ? "live" : "stale"}
      data-live={live ? "" : undefined}
      data-ambiguous={ambiguous ? "" : undefined}
    >
      {names ? (
        <button
          ref={button}
          type="button"
          className="lobby-button-bare lobby-viewers-pill"
          aria-expanded={open}
          aria-controls={open ? listId : undefined}
          onClick={() => setOpen(!open)}
        >
          {inside}
        </button>
      ) : (
        <span className="lobby-viewers-pill">{inside}</span>
      )}
      <span className="lobby-sr" role="status">
        {announced}
      </span>
      {open && <ViewerNames id={listId} viewableId={viewableId} onClose={close} />}
    </span>
  );
});
