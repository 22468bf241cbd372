"use client";

import { type KeyboardEvent, type ReactElement, type ReactNode, type RefObject, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useDrawnRows } from "./useDrawnRows.js";

interface RowListProps<Row extends { readonly id: string }> {
  readonly label: string;
  /** What the rows show. */
  readonly rows: readonly Row[];
  /** More may follow: nobody can say how many there are. */
  readonly hasMore?: boolean;
  /** What scrolls, around the list. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** How high a row is, about, px. */
  readonly rowPx: number;
  /** The row that Tab reaches until another has had the focus; the first unless told otherwise. */
  readonly startId?: string | null;
  /** A row was clicked. */
  readonly onSelect?: ((id: string) => void) | undefined;
  /** What stands in a row. Its first element with a `tabindex`, which is the given one, takes the focus. */
  readonly children: (row: Row, tabIndex: 0 | -1) => ReactNode;
}

/** Rows of which many are drawn only where they are seen. Up, Down, Home and End go through them; the list is one stop of the Tab key. */
export function RowList<Row extends { readonly id: string }>(props: RowListProps<Row>): ReactElement {
  const { label, rows, hasMore = false, scroller, rowPx, startId = null, onSelect, children } = props;
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const indexOf = (wanted: string | null) => rows.findIndex(({ id }) => id === wanted);
  const stop = Math.max(0, indexOf(current) >= 0 ? indexOf(current) : indexOf(startId));
  const { drawn, after } = useDrawnRows({ scroller, list, rows, rowPx, kept: stop });

  const onKeyDown = (event: KeyboardEvent) => {
    const last = rows.length - 1;
    const to = { ArrowDown: Math.min(last, stop + 1), ArrowUp: Math.max(0, stop - 1), Home: 0, End: last }[event.key];
    const id = rows[to ?? -1]?.id;
    if (id === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    // Where Tab leads is always drawn: now it can be focused, and is scrolled to by that.
    flushSync(() => setCurrent(id));
    list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] [tabindex]`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: <ul> holds only <li>, and rows that are not drawn leave room between those that are
    <div
      ref={list}
      role="list"
      aria-label={label}
      style={after === null ? undefined : { display: "flow-root", paddingBlockEnd: after, overflowAnchor: "none" }}
      onKeyDown={onKeyDown}
      onFocus={(event) => setCurrent(idAt(event.target))}
      onClick={(event) => {
        const id = idAt(event.target);
        if (id !== null && !event.defaultPrevented) onSelect?.(id);
      }}
    >
      {drawn.map(({ row, index, before }) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div
          key={row.id}
          role="listitem"
          aria-setsize={hasMore ? -1 : rows.length}
          aria-posinset={index + 1}
          data-id={row.id}
          style={before === 0 ? undefined : { marginBlockStart: before }}
        >
          {children(row, index === stop ? 0 : -1)}
        </div>
      ))}
    </div>
  );
}

/** Whose row an event happened in. Listening once for all rows keeps every row's props the same while others change. */
function idAt(target: EventTarget): string | null {
  return target instanceof Element ? (target.closest("[data-id]")?.getAttribute("data-id") ?? null) : null;
}
