import { type ComputedRef, computed, type MaybeRefOrGetter, toValue } from "vue";
import {
  type CreateLivestreamOptions,
  createLivestream,
  type LivestreamActions,
} from "../client/livestream/createLivestream.js";
import type { LivestreamView } from "../client/livestream/livestreamView.js";
import { mistake } from "../contract/mistake.js";
import { useLobby } from "./useLobby.js";
import { useSource } from "./useSource.js";

type Part = Exclude<keyof LivestreamView, "capabilities">;

/** Everything of a room, each part a ref that changes only with it, and everything that can be done there. `N` is `null` where there may be no room. */
export type UseLivestreamResult<N = never> = {
  readonly [P in Part]: ComputedRef<LivestreamView[P] | N>;
} & Pick<LivestreamView, "capabilities"> &
  LivestreamActions & {
    /** All of it as one object. */
    readonly view: ComputedRef<LivestreamView | N>;
  };

const parts = [
  "roomId",
  "conversationId",
  "user",
  "connection",
  "room",
  "viewers",
  "chat",
  "gifts",
  "support",
  "notifications",
  "health",
] as const satisfies readonly Part[];

/**
 * One composable that does everything for a room: connection, who is there, how many watch, messages, gifts, words to the admins, notifications, health and errors. Comes into the room
 * while the component is mounted, and into another one as soon as the id is another. Without a room (`null`) every part is `null`, what would send something throws
 * `no-conversation`, and the rest does nothing.
 *
 * @throws LobbyError `outside-setup`, `plugin-missing`, `bad-id`
 *
 * @example
 * const { chat, viewers, send, sendGift } = useLivestream(() => props.roomId);
 */
export function useLivestream(roomId: MaybeRefOrGetter<string>, options?: CreateLivestreamOptions): UseLivestreamResult;
export function useLivestream(
  roomId: MaybeRefOrGetter<string | null>,
  options?: CreateLivestreamOptions,
): UseLivestreamResult<null>;
export function useLivestream(
  roomId: MaybeRefOrGetter<string | null>,
  options: CreateLivestreamOptions = {},
): UseLivestreamResult<null> {
  const lobby = useLobby();
  const live = computed(() => {
    const id = toValue(roomId);
    return id === null ? null : createLivestream(lobby, id, options);
  });
  const view = useSource(() => {
    const room = live.value;
    return {
      get: () => room?.getSnapshot() ?? null,
      subscribe: (listener) => room?.subscribe(listener) ?? (() => {}),
    };
  });
  const entries = parts.map((part) => [part, computed(() => view.value?.[part] ?? null)] as const);
  const refs = Object.fromEntries(entries) as unknown as Pick<UseLivestreamResult<null>, Part>;
  const room = () => {
    if (live.value === null) throw mistake("no-conversation");
    return live.value;
  };
  return {
    ...refs,
    view: computed(() => view.value),
    capabilities: lobby.capabilities,
    send: (text) => room().send(text),
    sendImage: (url, caption) => room().sendImage(url, caption),
    sendGift: (gift) => room().sendGift(gift),
    retryGift: (key) => room().retryGift(key),
    askAdmin: (text, supportType) => room().askAdmin(text, supportType),
    retry: (key) => live.value?.retry(key),
    discard: (key) => live.value?.discard(key) ?? null,
    loadOlder: async () => live.value?.loadOlder(),
    loadGap: async (after) => live.value?.loadGap(after),
    reload: async () => live.value?.reload(),
    clearHistory: () => live.value?.clearHistory(),
    markRead: (seq) => live.value?.markRead(seq),
    setTyping: (typing) => live.value?.setTyping(typing),
    setReading: (reading) => live.value?.setReading(reading),
    rejoin: () => live.value?.rejoin(),
    dismissGift: (key) => live.value?.dismissGift(key),
    reloadGifts: async () => live.value?.reloadGifts(),
    markNotificationsRead: (ids) => live.value?.markNotificationsRead(ids),
    clearNotifications: () => live.value?.clearNotifications(),
    loadMoreNotifications: async () => live.value?.loadMoreNotifications(),
    checkHealth: async () => (await live.value?.checkHealth()) ?? "unknown",
    clearErrors: () => live.value?.clearErrors(),
  };
}
