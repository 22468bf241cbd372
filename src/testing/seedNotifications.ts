import type { NotificationDraft } from "../contract/notifications.js";
import type { LobbyStore } from "../server/store/store.js";
import { notices } from "./factories/notices.js";
import type { SampleLocale } from "./factories/people.js";

/** A notification that a mock server begins with. */
export interface SeedNotification extends NotificationDraft {
  /** Whose it is: the server's first user's unless told otherwise. */
  readonly userId?: string;
  readonly read?: boolean;
  /** Milliseconds before now; spread by itself if absent. */
  readonly agoMs?: number;
}

/** What a mock server's notifications begin with: how many made-up ones (the newest three unread), or they themselves, newest first. */
export type SeedNotifications = number | readonly SeedNotification[];

/** Puts notifications in a store, the memory store at once. */
export function seedNotifications(
  wanted: SeedNotifications,
  context: {
    readonly store: LobbyStore;
    readonly random: () => number;
    readonly newId: () => string;
    readonly now: number;
    readonly locale: SampleLocale;
    readonly viewer: string;
  },
): Promise<unknown> {
  const { store, random, newId, now, locale, viewer } = context;
  const list: readonly SeedNotification[] = typeof wanted === "number" ? madeUp(wanted, locale) : wanted;
  let ago = 0;
  const calls = list.map(({ userId = viewer, read = false, agoMs, clientId: _clientId, ...draft }) => {
    ago = agoMs ?? ago + 20_000 + Math.floor(random() * (ago < 3_600_000 ? 900_000 : 30_000_000));
    const { kind = "system", level = "info", message = "", ...rest } = draft;
    const notification = { id: newId(), kind, level, message, ...rest, createdAt: now - ago };
    const input = { notification, userId, senderId: "", clientId: null };
    return [
      store.notifications.append([input], Number.MAX_SAFE_INTEGER),
      ...(read ? [store.notifications.markRead(userId, [notification.id])] : []),
    ];
  });
  return Promise.all(calls.flat());
}

function madeUp(count: number, locale: SampleLocale): SeedNotification[] {
  const samples = notices[locale];
  return Array.from({ length: count }, (_, index) => ({
    ...(samples[index % samples.length] ?? samples[0]),
    read: index > 2,
  }));
}
