"use client";

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from "react";
import { cx } from "../cx.js";
import { BubblesDrawing, CableDrawing } from "../drawings.js";

export interface ChatStateProps extends Omit<ComponentPropsWithoutRef<"div">, "title" | "children"> {
  readonly drawing: "bubbles" | "cable";
  readonly title: string;
  readonly text?: string | undefined;
  /** One button. */
  readonly action?: ReactNode;
}

/** What stands where content would be: a drawing, a sentence, what to do. */
export const ChatState = forwardRef<HTMLDivElement, ChatStateProps>(function ChatState(
  { drawing, title, text, action, className, ...rest },
  ref,
) {
  const Drawing = drawing === "bubbles" ? BubblesDrawing : CableDrawing;
  return (
    <div ref={ref} {...rest} className={cx("lobby-state", className)}>
      <Drawing className="lobby-state-drawing" />
      <span className="lobby-state-title">{title}</span>
      {text !== undefined && <span className="lobby-state-text">{text}</span>}
      {action !== undefined && <span className="lobby-state-action">{action}</span>}
    </div>
  );
});
