import { nearEnd, type Range } from "./listView.js";

/** The list's elements, in document order. The rows element holds exactly one child a message. */
export interface ListElements {
  readonly scroller: HTMLElement;
  readonly content: HTMLElement;
  readonly before: HTMLElement;
  readonly rows: HTMLElement;
  readonly after: HTMLElement;
}

/** What stands in view, for whoever decorates the list. */
export interface InView {
  /** Index within the rows of the first one that is at least partly visible, and how far its top is below the view's, px. */
  readonly row: number;
  readonly offset: number;
}

/**
 * The geometry of the list: two spacers that stand for the rows that are not there, and a promise that what is being read does not move.
 *
 * Heights of absent rows are guesses (the average of the present ones). Whatever becomes known (rows appear above, pictures load, text wraps anew)
 * is first taken from the upper spacer, which moves nothing at all; only when that is used up, or far from any truth, is the scroll position moved too,
 * by whole pixels and in the same frame. Positions are kept relative to the content, so that a scroll by the compositor between two frames can't
 * confuse them. The browser's own scroll anchoring is off: Safari has none, and two can't steer.
 */
export interface ListLayout {
  /**
   * Puts spacers and scroll position right after the rows have changed. `follow`: the reader is at the end, and stays as near to it as he was;
   * `appended`: there is something new there, which is brought into view wholly.
   */
  settle(range: Range, total: number, follow: boolean, appended?: boolean): void;
  /** How many of the last rows fill that many viewports, going by what they measure. */
  enough(screens: number): number;
  /** Notes what must not move from here on. */
  remember(): void;
  /** Distance of the view from the end, px. */
  distance(): number;
  /** Takes the reader's own scrolling at the end as where he wants to be. */
  accept(): void;
  toEnd(): void;
  /** Puts a row's top that many pixels below the view's. */
  toRow(row: number, margin: number): void;
  /** Which rows should be there for the view and its surroundings; `null` when those that are will do. `bare`: something in view is missing. */
  cover(range: Range, total: number): (Range & { readonly bare: boolean; readonly jump: number | null }) | null;
  /** Makes room for rows that will stand at an estimated place, nothing being kept. */
  place(before: number): void;
  inView(): InView | null;
  rowHeight(row: number): number;
  viewport(): number;
  average(): number;
  /** The position last known, to tell the reader's scrolling from one's own. */
  lastTop: number;
}

/** Lays out; begins without any spacing. */
export function createListLayout({ scroller, content, before, rows, after }: ListElements): ListLayout {
  let beforeHeight = 0;
  let afterHeight = 0;
  let average = 48;
  let endGap = 0;
  let anchors: { readonly element: Element; readonly top: number }[] = [];

  const topOf = (element: Element) => element.getBoundingClientRect().top - content.getBoundingClientRect().top;
  const viewport = () => scroller.clientHeight;
  const distance = () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
  const setBefore = (height: number) => {
    if (height === beforeHeight) return;
    beforeHeight = height;
    before.style.height = `${height}px`;
  };
  const setAfter = (height: number) => {
    if (height === afterHeight) return;
    afterHeight = height;
    after.style.height = `${height}px`;
  };
  const scrollTo = (top: number) => {
    scroller.scrollTop = top;
    layout.lastTop = scroller.scrollTop;
  };
  /** A guess may be off by half before it is worth moving for. */
  const banded = (height: number, missing: number) => {
    if (missing === 0) return 0;
    const guess = Math.round(missing * average);
    const low = Math.max(viewport(), guess / 2);
    return height < low || height > Math.max(guess * 2, low) ? Math.max(guess, Math.ceil(low)) : height;
  };
  const measure = (range: Range) => {
    const count = range.end - range.start;
    if (count > 0) average = Math.max(1, rows.offsetHeight / count);
  };

  before.style.height = "0px";
  after.style.height = "0px";
  const layout: ListLayout = {
    lastTop: scroller.scrollTop,
    distance,
    viewport,
    average: () => average,
    rowHeight: (row) => (rows.children[row] as HTMLElement | undefined)?.offsetHeight ?? 0,

    settle(range, total, follow, appended = false) {
      measure(range);
      if (follow) {
        const shift = banded(beforeHeight, range.start) - beforeHeight;
        setBefore(beforeHeight + shift);
        setAfter(0);
        if (shift !== 0) scrollTo(scroller.scrollTop + shift);
        if (appended) endGap = 0;
        if (Math.abs(distance() - endGap) > 1) scrollTo(scroller.scrollHeight - scroller.clientHeight - endGap);
        // Also where the browser has moved it, because there is less to scroll: that was not the reader.
        layout.lastTop = scroller.scrollTop;
        return;
      }
      const anchor = anchors.find(({ element }) => element.parentNode === rows);
      const moved = anchor === undefined ? 0 : topOf(anchor.element) - anchor.top;
      const unmoved = beforeHeight - moved;
      const target = range.start === 0 ? unmoved - Math.floor(unmoved) : banded(unmoved, range.start);
      const scroll = Math.round(target - unmoved);
      setBefore(unmoved + scroll);
      setAfter(range.end === total ? 0 : banded(afterHeight, total - range.end));
      if (scroll !== 0) scrollTo(scroller.scrollTop + scroll);
      layout.remember();
    },

    enough(screens) {
      const { children } = rows;
      const bottom = rows.getBoundingClientRect().bottom;
      let count = 0;
      while (count < children.length) {
        count++;
        const top = children[children.length - count]?.getBoundingClientRect().top ?? bottom;
        if (bottom - top >= viewport() * screens) break;
      }
      return count;
    },

    remember() {
      const { children } = rows;
      const origin = content.getBoundingClientRect().top;
      const view = scroller.getBoundingClientRect().top;
      const first = firstBelow(children, view);
      anchors = [];
      // The first whole row, then its followers in case it goes away; last the row cut by the edge, for messages taller than the view.
      for (let index = first; index < Math.min(first + 4, children.length); index++) {
        const element = children[index];
        if (element !== undefined) anchors.push({ element, top: element.getBoundingClientRect().top - origin });
      }
      const cut = children[first - 1];
      if (cut === undefined) return;
      const box = cut.getBoundingClientRect();
      const entry = { element: cut, top: box.top - origin };
      if (box.bottom - view >= viewport()) anchors.unshift(entry);
      else anchors.push(entry);
    },

    accept() {
      endGap = Math.max(0, distance());
    },

    toEnd() {
      endGap = 0;
      scrollTo(scroller.scrollHeight);
    },

    toRow(row, margin) {
      const element = rows.children[row];
      if (element === undefined) return;
      scrollTo(Math.round(topOf(element) - margin));
      layout.remember();
    },

    cover({ start, end }, total) {
      if (end === start) return null;
      const height = viewport();
      const margin = Math.max(height, 600);
      const box = rows.getBoundingClientRect();
      const view = scroller.getBoundingClientRect().top;
      const above = view - box.top;
      const below = box.bottom - (view + height);
      const rowsFor = (pixels: number) => Math.ceil(pixels / average);
      if ((above < -height - margin && start > 0) || (below < -height - margin && end < total)) {
        // Far from everything that is there (the scrollbar was dragged): go by proportion.
        const gap = above < 0 ? -above : -below;
        const index =
          above < 0
            ? Math.floor(start * (1 - Math.min(1, gap / Math.max(beforeHeight, 1))))
            : end + Math.floor((total - end) * Math.min(1, gap / Math.max(afterHeight, 1)));
        const reach = rowsFor(margin * 2);
        const from = Math.max(0, Math.min(index - reach, total - reach));
        const to = Math.min(total, index + rowsFor(height) + reach);
        return { start: from, end: to, bare: true, jump: index };
      }
      const up = start > 0 && above < margin;
      const down = end < total && below < margin;
      const from = up ? Math.max(0, start - rowsFor(margin * 2 - above)) : start + surplus(rows, above, margin, 1);
      const to = down ? Math.min(total, end + rowsFor(margin * 2 - below)) : end - surplus(rows, below, margin, -1);
      if (from === start && to === end) return null;
      return { start: from, end: to, bare: (up && above < 0) || (down && below < 0), jump: null };
    },

    place(height) {
      anchors = [];
      setBefore(Math.max(0, Math.round(height)));
    },

    inView() {
      const view = scroller.getBoundingClientRect().top;
      const first = firstBelow(rows.children, view);
      const cut = rows.children[first - 1];
      const row = cut !== undefined && cut.getBoundingClientRect().bottom > view + 1 ? first - 1 : first;
      const element = rows.children[row];
      return element === undefined ? null : { row, offset: element.getBoundingClientRect().top - view };
    },
  };
  return layout;
}

/** Whether a distance from the end still counts as being there. */
export function isNearEnd(distance: number): boolean {
  return distance <= nearEnd;
}

/** Index of the first child whose top is not above `view`. Children stand in order, so halving finds it. */
function firstBelow(children: HTMLCollection, view: number): number {
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((children[middle]?.getBoundingClientRect().top ?? 0) >= view - 0.5) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many rows at one side (1 the upper, -1 the lower) are so far out of view that they may go. */
function surplus(rows: HTMLElement, outside: number, margin: number, side: 1 | -1): number {
  if (outside < margin * 4) return 0;
  const { children } = rows;
  const box = rows.getBoundingClientRect();
  let count = 0;
  for (; count < children.length; count++) {
    const child = children[side === 1 ? count : children.length - 1 - count]?.getBoundingClientRect();
    if (child === undefined) break;
    const gone = side === 1 ? child.bottom - box.top : box.bottom - child.top;
    if (gone > outside - margin * 2) break;
  }
  return count;
}
