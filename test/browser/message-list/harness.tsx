import { StrictMode, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { vi } from "vitest";
import type { ChatMessage } from "../../../src/client/chat/chatState.js";
import type { MessageRowProps } from "../../../src/components/chat/MessageRow.js";
import {
  type MessageListHandle,
  MessageListView,
  type MessageListViewProps,
} from "../../../src/components/chat/message-list/MessageListView.js";

/** A message with that sequence, as others sent it unless told otherwise. */
export function aMessage(seq: number, over: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id: `m${seq}`,
    key: `k${seq}`,
    conversationId: "room:test",
    seq,
    senderId: "an",
    senderName: "An",
    createdAt: Date.UTC(2026, 0, 1) + seq * 60_000,
    body: { kind: "text", text: `Message ${seq}` },
    status: "received",
    own: false,
    ...over,
  };
}

/** Messages from `first` to `last`, both included. */
export function messagesFrom(first: number, last: number): ChatMessage[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => aMessage(first + index));
}

/** Heights that differ from row to row, some of them fractional, and can be set from outside. */
export const heights = new Map<string, number>();
export function heightOf(key: string): number {
  const known = heights.get(key);
  if (known !== undefined) return known;
  const seq = Number(key.slice(1)) || 0;
  return 24 + ((seq * 37) % 90) + (seq % 3) * 0.25;
}

/** Pictures of unknown size: 20 px until `load` is called. */
const waiting = new Set<() => void>();
export function loadPictures(): void {
  const all = [...waiting];
  waiting.clear();
  for (const load of all) load();
}

function Row({ message, firstUnread }: MessageRowProps) {
  const picture = message.body.kind === "image";
  const [loaded, setLoaded] = useState(!picture);
  useEffect(() => {
    if (loaded) return;
    const load = () => setLoaded(true);
    waiting.add(load);
    return () => {
      waiting.delete(load);
    };
  }, [loaded]);
  return (
    <div
      className="lobby-row"
      data-key={message.key}
      data-unread-first={firstUnread ? "" : undefined}
      style={{ height: loaded ? heightOf(message.key) : 20, boxSizing: "border-box", padding: 0 }}
    >
      <button type="button" style={{ height: 16, padding: 0 }}>
        {message.key}
      </button>
    </div>
  );
}

export type Props = Partial<
  Pick<
    MessageListViewProps,
    | "hasOlder"
    | "older"
    | "ready"
    | "readSeq"
    | "firstVisit"
    | "variant"
    | "loadOlder"
    | "markRead"
    | "setReading"
    | "dir"
  >
> & { messages: readonly ChatMessage[]; height?: number };

const cleanups: (() => void)[] = [];
export function unmountAll(): void {
  for (const cleanup of cleanups.splice(0)) cleanup();
  heights.clear();
  waiting.clear();
}

/** Renders a list of 400 × 500 px and returns its ends. */
export function renderList(first: Props) {
  const host = document.createElement("div");
  document.body.append(host);
  const root = createRoot(host);
  let props: Props = first;
  const handle: { current: MessageListHandle | null } = { current: null };
  const spies = {
    loadOlder: vi.fn(() => Promise.resolve()),
    markRead: vi.fn(),
    setReading: vi.fn(),
  };
  function Frame({ value }: { value: Props }) {
    const ref = useRef<MessageListHandle>(null);
    useEffect(() => {
      handle.current = ref.current;
    });
    const { height = 500, ...rest } = value;
    return (
      <div className="lobby-chat" style={{ height, width: 400, display: "flex", flexDirection: "column" }}>
        <MessageListView
          gaps={[]}
          hasOlder={false}
          older="idle"
          ready={true}
          readSeq={Number.POSITIVE_INFINITY}
          firstVisit={false}
          variant="bubbles"
          timeZone="UTC"
          markReadOnView={true}
          Row={Row}
          Latest={undefined}
          placeholder={null}
          start={undefined}
          handle={ref}
          {...spies}
          {...rest}
        />
      </div>
    );
  }
  const render = () =>
    flushSync(() =>
      root.render(
        <StrictMode>
          <Frame value={props} />
        </StrictMode>,
      ),
    );
  render();
  cleanups.push(() => {
    root.unmount();
    host.remove();
  });
  const scroller = host.querySelector<HTMLElement>(".lobby-list-scroller");
  if (scroller === null) throw new Error("no scroller");
  return {
    host,
    scroller,
    spies,
    handle,
    update(next: Partial<Props>) {
      props = { ...props, ...next };
      render();
    },
    get messages() {
      return props.messages;
    },
    keys: () => [...host.querySelectorAll<HTMLElement>(".lobby-row")].map((row) => row.dataset.key ?? ""),
    row: (key: string) => host.querySelector<HTMLElement>(`[data-key="${key}"]`),
    /** Of a row's top below the view's, px; `null` when the row is not there. */
    offset: (key: string) => {
      const row = host.querySelector<HTMLElement>(`[data-key="${key}"]`);
      return row === null ? null : row.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    },
    distance: () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop,
    /** The first row that is wholly in view. */
    firstKey: () => {
      const top = scroller.getBoundingClientRect().top;
      const row = [...host.querySelectorAll<HTMLElement>(".lobby-row")].find(
        (one) => one.getBoundingClientRect().top >= top - 0.5,
      );
      return row?.dataset.key ?? "";
    },
    latest: () => host.querySelector<HTMLButtonElement>(".lobby-latest"),
  };
}

export type Rendered = ReturnType<typeof renderList>;

/**
 * The next frame's moment right before painting. A new observer is told in the frame in which it begins, after those that were there before: by then all
 * layout effects and observers have had their say, and no other task can come in between.
 */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const observer = new ResizeObserver(() => {
        observer.disconnect();
        resolve();
      });
      observer.observe(document.documentElement);
    });
  });
}

export async function frames(count: number): Promise<void> {
  for (let index = 0; index < count; index++) await nextFrame();
}

/** Watches where a row stands in every frame until stopped, by the end of the frame: what a person sees. */
export function watch(list: Rendered, key: string) {
  const seen: (number | null)[] = [list.offset(key)];
  let going = true;
  void (async () => {
    while (going) {
      await nextFrame();
      seen.push(list.offset(key));
    }
  })();
  return {
    async stop() {
      await frames(2);
      going = false;
      return seen;
    },
  };
}

/** The largest deviation from the first position; Infinity when the row was missing once. */
export function shift(seen: readonly (number | null)[]): number {
  const [first] = seen;
  if (first === null || first === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(...seen.map((one) => (one === null ? Number.POSITIVE_INFINITY : Math.abs(one - first))));
}
