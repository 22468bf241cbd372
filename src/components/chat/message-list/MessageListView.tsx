"use client";

import {
  type ComponentPropsWithoutRef,
  type ComponentType,
  forwardRef,
  type ReactElement,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import type { ChatMessage, Gap } from "../../../client/chat/chatState.js";
import { useLocale } from "../../../react/useLocale.js";
import { cx } from "../../cx.js";
import { AwaitNetwork, lazyPart } from "../../lazyPart.js";
import { useClientLayoutEffect } from "../../useClientLayoutEffect.js";
import type { MessageRowProps } from "../MessageRow.js";
import type { AnnouncerProps } from "./Announcer.js";
import { ListHead } from "./ListHead.js";
import { ScrollToLatest } from "./ScrollToLatest.js";
import { useFloatingDay } from "./useFloatingDay.js";
import { type ListElementRefs, useListView } from "./useListView.js";
import { useMarkRead } from "./useMarkRead.js";

/** What can be done with a list from outside. Stable functions. */
export interface MessageListHandle {
  /** Shows the newest messages. */
  readonly scrollToEnd: () => void;
  /** Brings the message of that key to the top of the view; `false` when it is not loaded. */
  readonly scrollToMessage: (key: string) => boolean;
  /** Brings the unread line into view; `false` when there is none. */
  readonly scrollToUnread: () => boolean;
}

/** Props of {@link MessageListView}. */
export interface MessageListViewProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly messages: readonly ChatMessage[];
  readonly gaps: readonly Gap[];
  readonly hasOlder: boolean;
  readonly older: "idle" | "loading" | "error";
  /** The first page is there. */
  readonly ready: boolean;
  readonly readSeq: number;
  /** The user has never read anything in this room: it opens at its end, without an unread line. */
  readonly firstVisit: boolean;
  readonly variant: "bubbles" | "dense";
  readonly timeZone: string | undefined;
  readonly loadOlder: () => Promise<void>;
  readonly markRead: (seq?: number) => void;
  readonly setReading: (reading: boolean) => void;
  readonly markReadOnView: boolean;
  /** One row, memoised; renders exactly one element. */
  readonly Row: ComponentType<MessageRowProps>;
  readonly Latest: ComponentType<{ readonly count: number; readonly onClick: () => void }> | undefined;
  /** In place of the rows, while there are none. */
  readonly placeholder: ReactNode;
  readonly start: ReactNode;
  readonly handle: Ref<MessageListHandle> | undefined;
}

// What comes before its code does is shown and not announced: a moment, in which a screen reader is still reading out the page.
const announcer = /* @__PURE__ */ lazyPart<AnnouncerProps>(
  () => import("./Announcer.js").then(({ Announcer }) => Announcer),
  AwaitNetwork,
);

/**
 * The message list without its data: everything comes in by props.
 *
 * Two regimes. At the end it is a plain tail of the last rows, two viewports of them, because that beats every virtualizer under flood. Elsewhere it is a
 * window over all messages that grows and shrinks at both sides. Both are the same elements under the same keys, so that the change from one to the other
 * replaces nothing: a selection, the focus, a playing or half-loaded picture stay. That is also why no virtualizer library does the second part: it would
 * have to mount the rows anew, in its own containers, at the very moment in which the reader begins to scroll.
 */
export const MessageListView = forwardRef<HTMLDivElement, MessageListViewProps>(function MessageListView(
  {
    messages,
    gaps,
    hasOlder,
    older,
    ready,
    readSeq,
    firstVisit,
    variant,
    timeZone,
    loadOlder,
    markRead,
    setReading,
    markReadOnView,
    Row,
    Latest,
    placeholder,
    start,
    handle,
    className,
    ...rest
  },
  ref,
): ReactElement {
  const locale = useLocale();
  const { chat } = locale;
  const elements = useElements();
  const pill = useRef<HTMLDivElement>(null);
  const region = useRef<HTMLDivElement>(null);
  const showDay = useFloatingDay(pill, timeZone);
  const dense = variant === "dense";
  const list = useListView(elements, {
    messages,
    ready,
    readSeq,
    firstVisit,
    hasOlder,
    older,
    dense,
    loadOlder,
    onScrolled: (index, offset) => showDay(messages, index, offset),
  });
  const { atEnd, far, fresh, unreadAfter, scrollToEnd, scrollToMessage, scrollToUnread } = list;

  useMarkRead({ messages, isAtEnd: list.isAtEnd, enabled: markReadOnView, readSeq, markRead });
  useReading(atEnd, setReading);
  useKeptFocus(elements);
  useImperativeHandle(handle, () => ({ scrollToEnd, scrollToMessage, scrollToUnread }), [
    scrollToEnd,
    scrollToMessage,
    scrollToUnread,
  ]);

  const rows: ReactElement[] = [];
  for (let index = list.start; index < list.end; index++) {
    const message = messages[index];
    if (message === undefined) break;
    const previous = messages[index - 1];
    rows.push(
      <Row
        key={message.key}
        message={message}
        previous={previous}
        next={messages[index + 1]}
        gapBefore={gaps.length === 0 ? undefined : gapBetween(gaps, previous, message)}
        firstUnread={unreadAfter !== null && isFirstUnread(message, previous, unreadAfter)}
      />,
    );
  }

  const showLatest = messages.length > 0 && !atEnd && (far || fresh > 0);
  const toEnd = () => {
    scrollToEnd();
    // The button that was pressed goes away: the reader goes on in the list.
    elements.scroller.current?.focus({ preventScroll: true });
  };
  return (
    <div
      ref={ref}
      {...rest}
      className={cx("lobby-list", className)}
      data-at-end={atEnd ? "" : undefined}
      data-variant={variant}
    >
      <div
        ref={elements.scroller}
        className="lobby-list-scroller"
        role="log"
        aria-label={chat.messages}
        aria-live="off"
        aria-busy={!ready || older === "loading"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        <div ref={elements.content} className="lobby-list-content">
          <div ref={pill} className="lobby-list-day lobby-day-pill" aria-hidden="true" />
          {messages.length > 0 && list.start === 0 ? (
            <ListHead hasOlder={hasOlder} older={older} onRetry={loadOlder} start={start} />
          ) : null}
          <div ref={elements.before} />
          <div ref={elements.rows} className="lobby-list-rows">
            {rows}
          </div>
          <div ref={elements.after} />
        </div>
        {messages.length === 0 ? placeholder : null}
      </div>
      {showLatest ? (
        Latest === undefined ? (
          <ScrollToLatest count={fresh} paused={dense} onClick={toEnd} />
        ) : (
          <Latest count={fresh} onClick={toEnd} />
        )
      ) : null}
      <div ref={region} className="lobby-sr" aria-live="polite" aria-atomic="true" />
      <announcer.Part messages={messages} region={region} locale={locale} />
    </div>
  );
});

function useElements(): ListElementRefs {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const before = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const after = useRef<HTMLDivElement>(null);
  const [elements] = useState(() => ({ scroller, content, before, rows, after }));
  return elements;
}

/** Says when the reader leaves the end and returns; whoever unmounts the list reads no more. */
function useReading(atEnd: boolean, setReading: (reading: boolean) => void): void {
  useClientLayoutEffect(() => {
    if (atEnd) return;
    setReading(false);
    return () => setReading(true);
  }, [atEnd, setReading]);
}

/** A row that had the focus may leave the window: the focus then goes to the list, not to the top of the document. */
function useKeptFocus({ scroller, rows }: ListElementRefs): void {
  const inside = useRef(false);
  useClientLayoutEffect(() => {
    const { activeElement, body } = document;
    if (inside.current && (activeElement === null || activeElement === body))
      scroller.current?.focus({ preventScroll: true });
    inside.current = rows.current?.contains(document.activeElement) ?? false;
  });
  useClientLayoutEffect(() => {
    const element = rows.current;
    if (element === null) return;
    const onFocus = () => {
      inside.current = true;
    };
    const onBlur = (event: FocusEvent) => {
      // Removing the focused element blurs without another target; so does leaving the window, which does no harm here.
      if (event.relatedTarget !== null) inside.current = false;
    };
    element.addEventListener("focusin", onFocus);
    element.addEventListener("focusout", onBlur);
    return () => {
      element.removeEventListener("focusin", onFocus);
      element.removeEventListener("focusout", onBlur);
    };
  }, [rows]);
}

function isFirstUnread(message: ChatMessage, previous: ChatMessage | undefined, readSeq: number): boolean {
  if (message.seq === null || message.seq <= readSeq) return false;
  return previous === undefined ? message.seq === readSeq + 1 : previous.seq !== null && previous.seq <= readSeq;
}

function gapBetween(gaps: readonly Gap[], previous: ChatMessage | undefined, message: ChatMessage): Gap | undefined {
  const { seq } = message;
  if (seq === null) return undefined;
  const from = previous?.seq ?? 0;
  return gaps.find(({ after, before }) => after >= from && before <= seq);
}
