"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useLocale } from "../../react/useLocale.js";
import { cx } from "../cx.js";
import { useNow } from "../useNow.js";
import { useChatContext } from "./ChatContext.js";

export interface DaySeparatorProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** Any moment of the day, ms since the epoch. */
  readonly at: number;
}

/** The pill that names a day: "Today", "Yesterday", a weekday, a date. On the server always the date. */
export const DaySeparator = forwardRef<HTMLDivElement, DaySeparatorProps>(function DaySeparator(
  { at, className, ...rest },
  ref,
) {
  const { format } = useLocale();
  const { timeZone } = useChatContext();
  const now = useNow();
  return (
    <div ref={ref} {...rest} className={cx("lobby-day", className)}>
      <span className="lobby-day-pill">{format.day(at, now, timeZone)}</span>
    </div>
  );
});
