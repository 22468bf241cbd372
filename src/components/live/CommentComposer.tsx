"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { enLive } from "../../locales/enLive.js";
import { usePartLocale } from "../usePartLocale.js";

export interface CommentComposerProps {
  readonly maxLength: number;
  readonly onPost: (text: string) => void;
}

/** Where a comment is written. Enter breaks the line, Ctrl or Cmd with it posts. The field is the browser's own: typing renders nothing. */
export function CommentComposer({ maxLength, onPost }: CommentComposerProps) {
  const { live, chat } = usePartLocale(enLive);
  const field = useRef<HTMLTextAreaElement>(null);
  const [empty, setEmpty] = useState(true);
  /** Characters left, once that is worth saying; negative beyond the limit. */
  const [left, setLeft] = useState<number | null>(null);
  const over = left !== null && left < 0;

  const measure = () => {
    const value = field.current?.value ?? "";
    setEmpty(value.trim() === "");
    setLeft(value.length >= maxLength * 0.8 ? maxLength - value.length : null);
  };
  const post = () => {
    const element = field.current;
    if (element === null) return;
    const text = element.value.trim();
    element.focus();
    if (text === "" || text.length > maxLength) return;
    onPost(text);
    element.value = "";
    measure();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    post();
  };
  return (
    <div className="lobby-comment-composer" data-over={over ? "" : undefined}>
      <textarea
        ref={field}
        className="lobby-comment-input"
        rows={1}
        dir="auto"
        aria-label={live.writeComment}
        aria-invalid={over || undefined}
        placeholder={live.writeComment}
        onInput={measure}
        onKeyDown={onKeyDown}
      />
      {left !== null && (
        <span className="lobby-comment-left" role="status">
          {over ? chat.over(-left) : chat.left(left)}
        </span>
      )}
      <button type="button" className="lobby-button" aria-disabled={empty || over || undefined} onClick={post}>
        {live.post}
      </button>
    </div>
  );
}
