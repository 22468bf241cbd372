"use client";

import { type ComponentType, type KeyboardEvent, useCallback, useRef, useState } from "react";
import { LuArrowUp } from "react-icons/lu";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import type { Notification } from "../../contract/notifications.js";
import type { UseNotificationsResult } from "../../react/notifications/useNotifications.js";
import { useFullLocale } from "../useFullLocale.js";
import { useHydrated } from "../useHydrated.js";
import { useNow } from "../useNow.js";
import { NotificationRow, type NotificationRowProps } from "./NotificationRow.js";
import type { NotificationKinds } from "./notificationKinds.js";
import { useHeldTop } from "./useHeldTop.js";

interface NotificationListProps
  extends Pick<UseNotificationsResult, "notifications" | "hasMore" | "more" | "loadMore"> {
  readonly kinds: NotificationKinds | undefined;
  readonly timeZone: string | undefined;
  readonly onOpen: (notification: Notification) => void;
  readonly onMarkRead: (id: string) => void;
  readonly onNavigate: ((href: string, notification: Notification) => void) | undefined;
  readonly Row: ComponentType<NotificationRowProps> | undefined;
}

/** More than this many are drawn only where they are seen. */
const virtualFrom = 50;
/** As near to the end the next page is asked for, px. */
const nearEnd = 400;

/** The rows, with the pill above and the next page below. Up, Down, Home and End go through them; the list is one stop of the Tab key. */
export function NotificationList(props: NotificationListProps) {
  const { notifications, hasMore, more, loadMore, kinds, timeZone, onOpen, onMarkRead, onNavigate } = props;
  const Row = props.Row ?? NotificationRow;
  const { notifications: words, shared } = useFullLocale();
  const now = useNow();
  const hydrated = useHydrated();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useRef<VirtualizerHandle>(null);
  const { shown, fresh, setAway } = useHeldTop(notifications);
  const [current, setCurrent] = useState<string | null>(null);
  const stop = Math.max(
    0,
    shown.findIndex(({ id }) => id === current),
  );

  const focus = useCallback(
    (index: number) => {
      const id = shown[index]?.id;
      if (id === undefined) return;
      setCurrent(id);
      virtual.current?.scrollToIndex(index, { align: "nearest" });
      const find = () =>
        scroller.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] .lobby-notification-main`);
      const element = find();
      if (element) element.focus();
      // Not drawn yet: it is after the list has scrolled to it.
      else requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
    },
    [shown],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    const to = { ArrowDown: Math.min(last, stop + 1), ArrowUp: Math.max(0, stop - 1), Home: 0, End: last }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    focus(to);
  };
  const toTop = () => {
    setAway(false);
    // After what was held back is drawn.
    requestAnimationFrame(() => {
      scroller.current?.scrollTo({ top: 0 });
      scroller.current?.querySelector<HTMLElement>(".lobby-notification-main")?.focus({ preventScroll: true });
    });
  };
  const zone = timeZone ?? (hydrated ? undefined : "UTC");
  const row = (notification: Notification, index: number) => (
    // biome-ignore lint/a11y/useSemanticElements: an <li> may not stand in the boxes of a virtual list
    <div
      key={notification.id}
      role="listitem"
      aria-setsize={hasMore ? -1 : shown.length}
      aria-posinset={index + 1}
      data-id={notification.id}
    >
      <Row
        notification={notification}
        now={now}
        timeZone={zone}
        kinds={kinds}
        tabStop={index === stop}
        onOpen={onOpen}
        onMarkRead={onMarkRead}
        onNavigate={onNavigate}
      />
    </div>
  );
  return (
    <div className="lobby-notifications-body">
      {fresh > 0 && (
        <button type="button" className="lobby-button lobby-notifications-fresh" onClick={toTop}>
          <LuArrowUp aria-hidden="true" />
          {words.fresh(fresh)}
        </button>
      )}
      <div
        ref={scroller}
        className="lobby-notifications-scroll"
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          setAway(scrollTop > 8);
          if (hasMore && more === "idle" && scrollTop + clientHeight > scrollHeight - nearEnd) void loadMore();
        }}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: rows of a virtual list stand in boxes of its own, which a <ul> may not hold */}
        <div
          role="list"
          aria-label={words.title}
          onKeyDown={onKeyDown}
          onFocus={(event) => setCurrent(idAt(event.target))}
        >
          {shown.length > virtualFrom ? (
            <Virtualizer ref={virtual} scrollRef={scroller} itemSize={84} ssrCount={20} keepMounted={[stop]}>
              {shown.map(row)}
            </Virtualizer>
          ) : (
            shown.map(row)
          )}
        </div>
        {hasMore && (
          <div className="lobby-notifications-more" data-state={more}>
            {more === "loading" ? (
              <span role="status">{words.loadingMore}</span>
            ) : (
              <>
                {more === "error" && <span role="alert">{words.moreFailed}</span>}
                <button type="button" className="lobby-button-quiet" onClick={() => void loadMore()}>
                  {more === "error" ? shared.tryAgain : words.more}
                </button>
              </>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function idAt(target: EventTarget): string | null {
  return target instanceof Element ? (target.closest("[data-id]")?.getAttribute("data-id") ?? null) : null;
}
