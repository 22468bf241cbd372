"use client";

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from "react";
import { cx } from "../cx.js";
import type { DrawingProps } from "../Drawing.js";
import { lazyPart } from "../lazyPart.js";

export interface ChatStateProps extends Omit<ComponentPropsWithoutRef<"div">, "title" | "children"> {
  readonly drawing: DrawingProps["drawing"];
  readonly title: string;
  readonly text?: string | undefined;
  /** One button. */
  readonly action?: ReactNode;
}

// Its frame keeps the place. Decoration: the words and the button beside it wait for nothing, and do without it where it can't be had.
const lines = /* @__PURE__ */ lazyPart<DrawingProps>(
  () => import("../Drawing.js").then(({ Drawing }) => Drawing),
  () => null,
);

/** What stands where content would be: a drawing, a sentence, what to do. */
export const ChatState = forwardRef<HTMLDivElement, ChatStateProps>(function ChatState(
  { drawing, title, text, action, className, ...rest },
  ref,
) {
  return (
    <div ref={ref} {...rest} className={cx("lobby-state", className)}>
      <svg className="lobby-state-drawing" viewBox="0 0 120 92" aria-hidden="true">
        <lines.Part drawing={drawing} />
      </svg>
      <span className="lobby-state-title">{title}</span>
      {text !== undefined && <span className="lobby-state-text">{text}</span>}
      {action !== undefined && <span className="lobby-state-action">{action}</span>}
    </div>
  );
});
