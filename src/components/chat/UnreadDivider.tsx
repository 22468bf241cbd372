"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useLocale } from "../../react/useLocale.js";
import { cx } from "../cx.js";

export type UnreadDividerProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/** The line above the first unread message. */
export const UnreadDivider = forwardRef<HTMLDivElement, UnreadDividerProps>(function UnreadDivider(
  { className, ...rest },
  ref,
) {
  const { chat } = useLocale();
  return (
    <div ref={ref} {...rest} className={cx("lobby-unread", className)} data-unread-divider="">
      <span className="lobby-unread-word">{chat.unread}</span>
    </div>
  );
});
