"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useLocale } from "../../react/useLocale.js";
import { cx } from "../cx.js";
import { useChatContext } from "./ChatContext.js";

export type ChatLoadingProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/** Widths of the bones in em, own ones negative: the shape of a conversation, always the same one. */
const bones = [12, 17, 9, -14, -8, 15, 11, -18, 13, -10];

/** Bones in the shape of the rows to come, lying at the end as the rows will. */
export const ChatLoading = forwardRef<HTMLDivElement, ChatLoadingProps>(function ChatLoading(
  { className, ...rest },
  ref,
) {
  const { chat } = useLocale();
  const { variant } = useChatContext();
  return (
    <div ref={ref} role="status" {...rest} className={cx("lobby-loading", className)} data-variant={variant}>
      <span className="lobby-sr">{chat.loading}</span>
      {bones.map((width, index) => (
        <span
          key={width}
          className="lobby-loading-row"
          data-own={width < 0 && variant === "bubbles" ? "" : undefined}
          data-last={Math.sign(width) !== Math.sign(bones[index + 1] ?? 0) ? "" : undefined}
          aria-hidden="true"
        >
          <span className="lobby-bone lobby-loading-avatar" />
          <span className="lobby-bone lobby-loading-line" style={{ inlineSize: `${Math.abs(width)}em` }} />
        </span>
      ))}
    </div>
  );
});
