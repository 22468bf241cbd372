"use client";

import { type RefObject, useCallback, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { ChatMessage } from "../../../client/chat/chatState.js";
import { useClientLayoutEffect } from "../../useClientLayoutEffect.js";
import { createListLayout, isNearEnd, type ListElements, type ListLayout } from "./listLayout.js";
import {
  appendedSince,
  firstUnreadIndex,
  floodShare,
  type ListView,
  type Range,
  resolveView,
  tailFor,
  tailRows,
  tailScreens,
} from "./listView.js";
import { listen, upwardIntent } from "./upwardIntent.js";

/** What the list is about, and what it tells. */
export interface ListViewOptions {
  readonly messages: readonly ChatMessage[];
  /** The first page is there. */
  readonly ready: boolean;
  readonly readSeq: number;
  /** Nothing here has ever been read, in a room: its past is not unread, it is history. */
  readonly firstVisit: boolean;
  readonly hasOlder: boolean;
  readonly older: "idle" | "loading" | "error";
  /** Rooms under flood: the pointer over the list holds it, and long messages do not. */
  readonly dense: boolean;
  readonly loadOlder: () => Promise<void>;
  /** Told what stands at the view's top whenever a reader who is not at the end scrolls. */
  readonly onScrolled: (index: number, offset: number) => void;
}

/** The rows to show, and what to say beside them. */
export interface ListViewResult {
  readonly start: number;
  readonly end: number;
  /** Whether the reader is at the end, where new messages appear. */
  readonly atEnd: boolean;
  /** The same as of now, ahead of the render that is still to come. Stable. */
  readonly isAtEnd: () => boolean;
  /** More than one viewport away from the end. */
  readonly far: boolean;
  /** Messages since the end was left. */
  readonly fresh: number;
  /** The read watermark when the list was opened, if there was anything unread; else `null`. The divider stands after it. */
  readonly unreadAfter: number | null;
  /** Shows the newest messages. Stable. */
  readonly scrollToEnd: () => void;
  /** Brings a message into view, its top at the view's; `false` when it is not loaded. Stable. */
  readonly scrollToMessage: (key: string) => boolean;
  /** Brings the unread line into view; `false` when there is none. Stable. */
  readonly scrollToUnread: () => boolean;
}

/** The list's elements as React hands them over. Must be a stable object. */
export interface ListElementRefs {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly before: RefObject<HTMLDivElement | null>;
  readonly rows: RefObject<HTMLDivElement | null>;
  readonly after: RefObject<HTMLDivElement | null>;
}

/** Space above a row that was jumped to, px. */
const jumpMargin = 12;
/** After which a reader who has stopped close to the end is taken to be there, ms. */
const restMs = 150;
/** A flood is over when nothing much has come for so long, ms. */
const calmMs = 400;
/** Older messages are asked for this many viewports before the top. */
const olderAhead = 1.5;
/** What the reader is heading for; resolved in the commit that has the rows. */
type Destination = { readonly key: string; readonly margin: number } | "end" | null;

/**
 * Decides which rows are there, and keeps what is being read in its place. See `listLayout.ts` for the geometry.
 *
 * The mode in `live` is ahead of React's: an upward wheel notch must stop the following at once, also for a commit that is under way.
 *
 * Longer than most: mode, rows and scroll position are decided together in each commit, and are easier judged side by side. What can be told apart is in `listView.ts`
 * (which rows), `listLayout.ts` (where they are) and `upwardIntent.ts`.
 */
export function useListView(elements: ListElementRefs, options: ListViewOptions): ListViewResult {
  const { messages, ready, readSeq, firstVisit, hasOlder, dense } = options;
  const [view, setView] = useState<ListView>({ mode: "end", tail: tailRows.first });
  const [far, setFar] = useState(false);
  const [unreadAfter, setUnreadAfter] = useState<number | null>(null);
  const range = resolveView(view, messages);

  const layout = useRef<ListLayout | null>(null);
  const live = useRef({
    view,
    range,
    options,
    held: false,
    destination: null as Destination,
    opened: false,
    unreadAfter,
    flood: false,
  });
  const committed = useRef({ view, messages, askedAt: "", lastKey: "" });
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const calm = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const change = useCallback((next: ListView) => {
    live.current.view = next;
    setView(next);
  }, []);

  const control = useMemo(() => {
    const leave = () => {
      const { view, range, options } = live.current;
      const first = options.messages[range.start];
      const last = options.messages.at(-1);
      if (view.mode !== "end" || first === undefined || last === undefined) return;
      layout.current?.remember();
      change({
        mode: "reading",
        startKey: first.key,
        startHint: range.start,
        count: range.end - range.start,
        leftKey: last.key,
        leftHint: options.messages.length - 1,
      });
      settleSoon();
    };
    const arrive = () => {
      const { view, options, range } = live.current;
      const list = layout.current;
      if (view.mode === "end" || list === null || live.current.held) return;
      if (range.end !== options.messages.length || !isNearEnd(list.distance())) return;
      list.remember();
      list.accept();
      change({ mode: "end", tail: tailFor(list.viewport(), list.average(), tailScreens.quiet.aim) });
    };
    const settleSoon = () => {
      clearTimeout(rest.current);
      rest.current = setTimeout(arrive, restMs);
    };
    const calmDown = () => {
      const { view, range } = live.current;
      live.current.flood = false;
      if (layout.current !== null) fitTail(layout.current, view, range, false, change);
    };
    const scrollToEnd = () => {
      const list = layout.current;
      live.current.held = false;
      live.current.destination = "end";
      change({
        mode: "end",
        tail: list === null ? tailRows.first : tailFor(list.viewport(), list.average(), tailScreens.quiet.aim),
      });
    };
    const goTo = (index: number, margin: number, leftIndex: number) => {
      const { messages } = live.current.options;
      const list = layout.current;
      const target = messages[index];
      const left = messages[Math.max(0, leftIndex)];
      if (list === null || target === undefined || left === undefined) return;
      const reach = Math.ceil(Math.max(list.viewport(), 600) / list.average());
      const start = Math.max(0, index - reach);
      const first = messages[start] ?? target;
      live.current.destination = { key: target.key, margin };
      change({
        mode: "reading",
        startKey: first.key,
        startHint: start,
        count: index - start + reach * 2,
        leftKey: left.key,
        leftHint: leftIndex,
      });
    };
    return { leave, arrive, settleSoon, calmDown, scrollToEnd, goTo };
  }, [change]);

  /** Widens or moves the stretch of rows to what the view needs; before the next paint when something in view is missing. */
  const cover = useCallback(
    (inCommit: boolean): void => {
      const list = layout.current;
      const { view, range, options } = live.current;
      if (list === null || view.mode === "end" || live.current.destination !== null) return;
      const wanted = list.cover(range, options.messages.length);
      const first = wanted === null ? undefined : options.messages[wanted.start];
      if (wanted === null || first === undefined) return;
      const apply = () => {
        if (wanted.jump !== null)
          list.place(live.current.range.start === 0 ? 0 : list.lastTop - (wanted.jump - wanted.start) * list.average());
        change({
          ...view,
          startKey: first.key,
          startHint: wanted.start,
          count: wanted.end - wanted.start,
        });
      };
      // React does not flush inside a commit, and need not: what a layout effect sets is rendered before the paint anyway.
      if (wanted.bare && !inCommit) flushSync(apply);
      else apply();
    },
    [change],
  );

  /** What follows from a new geometry, apart from rows: the distance from the end, and older pages. */
  const look = useCallback(() => {
    const list = layout.current;
    if (list === null) return;
    const { view, range, options } = live.current;
    setFar(view.mode === "reading" && list.distance() > list.viewport());
    if (range.start > 0) return;
    const first = options.messages[0];
    const rows = elements.rows.current?.getBoundingClientRect();
    const top = elements.scroller.current?.getBoundingClientRect().top ?? 0;
    if (first === undefined || rows === undefined) return;
    if (!options.ready || !options.hasOlder || options.older !== "idle" || list.viewport() === 0) return;
    // Asked for once a first message: an answer without anything older must not lead to another question.
    if (top - rows.top > list.viewport() * olderAhead || committed.current.askedAt === first.key) return;
    committed.current.askedAt = first.key;
    void options.loadOlder();
  }, [elements]);

  useClientLayoutEffect(() => {
    const found = present(elements);
    if (found === null) return;
    const list = createListLayout(found);
    layout.current = list;
    const { scroller } = found;
    const settle = () => {
      const { view, range, options } = live.current;
      list.settle(range, options.messages.length, view.mode === "end");
      if (view.mode === "end") fitTail(list, view, range, live.current.flood, change);
      // Rendering now would change what is being observed, and the browser calls that a loop.
      else cover(true);
      look();
    };
    const onScroll = () => {
      const top = scroller.scrollTop;
      const up = top < list.lastTop - 1;
      const down = top > list.lastTop;
      list.lastTop = top;
      if (live.current.view.mode === "end") {
        if (isNearEnd(list.distance())) list.accept();
        else if (up) control.leave();
      } else {
        if (up) live.current.held = false;
        list.remember();
        const { range, options } = live.current;
        // At the very bottom, whatever the guess about the rows in between makes of it.
        if (down && range.end < options.messages.length && list.distance() <= 1) flushSync(control.scrollToEnd);
        cover(false);
        if (down) control.arrive();
        control.settleSoon();
        const inView = list.inView();
        if (inView !== null) live.current.options.onScrolled(live.current.range.start + inView.row, inView.offset);
      }
      look();
    };
    const onUpward = () => {
      live.current.held = false;
      if (scroller.scrollHeight > scroller.clientHeight) control.leave();
    };
    const stop = listen(scroller, {
      scroll: onScroll,
      ...upwardIntent(onUpward, () => flushSync(control.scrollToEnd)),
      pointerenter: (event) => {
        if (event.pointerType !== "mouse" || !live.current.options.dense || live.current.view.mode !== "end") return;
        live.current.held = true;
        control.leave();
      },
      pointerleave: () => {
        if (live.current.held) control.scrollToEnd();
      },
    });
    // jsdom, in which apps test, has none: no layout either.
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(settle);
    observer?.observe(scroller);
    observer?.observe(found.rows);
    return () => {
      stop();
      observer?.disconnect();
      clearTimeout(rest.current);
      clearTimeout(calm.current);
      layout.current = null;
    };
  }, [elements, change, control, cover, look]);

  // Geometry is settled after every commit, whatever brought it about.
  useClientLayoutEffect(() => {
    const list = layout.current;
    const previous = committed.current;
    const state = live.current;
    const lastKey = messages.at(-1)?.key ?? "";
    state.options = options;
    state.range = range;
    state.unreadAfter = unreadAfter;
    committed.current = { view, messages, askedAt: previous.askedAt, lastKey };
    if (list === null) return;

    // Made for rows that may only be on their way.
    const destination = state.view === view ? state.destination : null;
    if (destination !== null) state.destination = null;
    const following = state.view.mode === "end";
    const news = previous.lastKey === "" ? 0 : appendedSince(messages, previous.lastKey, tailRows.first);
    if (news > tailRows.first * floodShare) {
      state.flood = true;
      clearTimeout(calm.current);
      calm.current = setTimeout(control.calmDown, calmMs);
    }
    if (destination !== null && destination !== "end") {
      list.place(range.start * list.average());
      list.settle(range, messages.length, false);
      const index = messages.findIndex(({ key }) => key === destination.key);
      list.toRow(index - range.start, destination.margin);
    } else if (following && destination === "end") {
      list.settle(range, messages.length, true, true);
      list.toEnd();
    } else {
      // Coming back to the end drops rows above the view: that must move nothing, so it is no following yet.
      if (!following || previous.view.mode !== "end") list.settle(range, messages.length, false);
      if (following) list.settle(range, messages.length, true, lastKey !== previous.lastKey);
    }

    if (!state.opened && ready && messages.length > 0) {
      state.opened = true;
      const unread = firstVisit ? -1 : firstUnreadIndex(messages, readSeq, hasOlder);
      if (unread !== -1) {
        setUnreadAfter(readSeq);
        const above = unread - range.start;
        const row = elements.rows.current?.children[above]?.getBoundingClientRect();
        const bottom = elements.rows.current?.getBoundingClientRect().bottom ?? 0;
        const screens = above < 0 || row === undefined || bottom - row.top > list.viewport();
        if (screens && list.viewport() > 0) control.goTo(unread, jumpMargin, unread - 1);
      }
    } else if (lastKey !== previous.lastKey && previous.lastKey !== "") {
      const last = messages.at(-1);
      const height = following && !dense ? list.rowHeight(range.end - range.start - 1) : 0;
      if (last?.own) {
        setUnreadAfter(null);
        if (following) list.toEnd();
        else control.scrollToEnd();
      } else if (height > list.viewport() && list.viewport() > 0) {
        control.leave();
        list.toRow(range.end - range.start - 1, jumpMargin);
      }
    }
    if (state.view.mode === "end") {
      if (state.view === view) fitTail(list, view, range, state.flood, change);
    } else if (state.view === view) cover(true);
    look();
  });

  const isAtEnd = useCallback(() => live.current.opened && live.current.view.mode === "end", []);
  const scrollToUnread = useCallback(() => {
    const { options, unreadAfter } = live.current;
    if (unreadAfter === null) return false;
    const index = options.messages.findIndex(({ seq }) => seq !== null && seq > unreadAfter);
    if (index === -1) return false;
    control.goTo(index, jumpMargin, options.messages.length - 1);
    return true;
  }, [control]);
  const scrollToMessage = useCallback(
    (key: string) => {
      const { messages } = live.current.options;
      const index = messages.findIndex((message) => message.key === key);
      if (index === -1) return false;
      control.goTo(index, jumpMargin, messages.length - 1);
      return true;
    },
    [control],
  );

  return {
    start: range.start,
    end: range.end,
    atEnd: view.mode === "end",
    isAtEnd,
    far,
    fresh: range.fresh,
    unreadAfter,
    scrollToEnd: control.scrollToEnd,
    scrollToMessage,
    scrollToUnread,
  };
}

function present(refs: ListElementRefs): ListElements | null {
  const scroller = refs.scroller.current;
  const content = refs.content.current;
  const before = refs.before.current;
  const rows = refs.rows.current;
  const after = refs.after.current;
  if (scroller === null || content === null || before === null || rows === null || after === null) return null;
  return { scroller, content, before, rows, after };
}

/** Fits the number of tail rows to what they measure. Shrinks by what was measured, never by the average, so that it can't swing to and fro. */
function fitTail(
  list: ListLayout,
  view: ListView,
  range: Range,
  flood: boolean,
  change: (view: ListView) => void,
): void {
  const height = list.viewport();
  if (view.mode !== "end" || height === 0) return;
  const { aim, least, most } = flood ? tailScreens.flood : tailScreens.quiet;
  const rows = (range.end - range.start) * list.average();
  if (rows < height * least && range.start > 0 && view.tail < tailRows.max) {
    change({ mode: "end", tail: Math.max(view.tail + 1, tailFor(height, list.average(), aim)) });
  } else if (rows > height * most && view.tail > tailRows.min) {
    const tail = Math.max(tailRows.min, list.enough(aim));
    if (tail < view.tail * 0.8) change({ mode: "end", tail });
  }
}
