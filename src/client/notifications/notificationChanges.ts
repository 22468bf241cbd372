import { type Failure, failure, isRetryable, type Outcome } from "../../contract/errors.js";
import * as limits from "../../contract/limits.js";
import type { Notification } from "../../contract/notifications.js";
import type { FeatureHost } from "../feature.js";
import { hasMadeUpId, isLikelySame } from "./heldNotifications.js";
import { notificationChangeMade, notificationChangesSettled } from "./notificationsReducer.js";
import { emptyNotifications, type NotificationChange } from "./notificationsState.js";
import { selectUnreadNotifications } from "./selectors.js";

/** What the user does with his notifications: shown at once, one command at a time, and kept until a session takes it. */
export interface NotificationChanges {
  markRead(ids: readonly string[]): void;
  markAllRead(): void;
  clear(): void;
  /** A list has come: what was read here before the server had named it is told now. */
  named(): void;
  /** A session is open: what waits may go. */
  resume(): void;
  /** Another user: nothing of the old one goes. */
  reset(): void;
}

const tries = 3;
const mostOwed = 100;
const longestWaitMs = 30_000;

/** What waits until there is a session, or what was refused for good. */
type Sent =
  | { readonly state: "waits" }
  | { readonly state: "done"; readonly unreadCount: number | null }
  | { readonly state: "refused"; readonly failure: Failure };

/**
 * Makes the sender of changes. Reading is sent again as often as it takes, because twice read is read; so nothing is taken back but for what the server refuses, or
 * does not take three times although it is there. While one command is on its way, further ids wait and go together.
 */
export function createNotificationChanges(host: FeatureHost): NotificationChanges {
  const { environment, capabilities, timings } = host;
  const simple = capabilities.notifications === "simple";
  const singly = simple || capabilities.notifications === "simple-all";
  let waiting: NotificationChange[] = [];
  let working = false;
  let term = 0;
  let made = 0;
  /** Read here while they had no id that the server knows, oldest first. */
  let owed: readonly Notification[] = [];

  const current = () => host.store().getState().lobby.notifications ?? emptyNotifications;
  const pause = (ms: number) => new Promise<void>((resolve) => void environment.setTimeout(resolve, ms));

  const make = (kind: NotificationChange["kind"], ids: readonly string[]) => {
    if (host.user() === null) return;
    made += 1;
    const unreadCount = selectUnreadNotifications(host.store().getState());
    const change: NotificationChange = { key: `${term}-${made}`, kind, ids, unreadCount };
    host.store().dispatch(notificationChangeMade(change));
    waiting.push(change);
    void work();
  };

  /** The next command: neighbours that read single ones go together. */
  const take = (): readonly NotificationChange[] => {
    const [next] = waiting;
    if (next === undefined) return [];
    let count = 1;
    let ids = next.ids.length;
    if (next.kind === "read") {
      for (const { kind, ids: more } of waiting.slice(1)) {
        ids += more.length;
        if (kind !== "read" || ids > limits.pageSize) break;
        count += 1;
      }
    }
    return waiting.slice(0, count);
  };

  const owe = (ids: readonly string[]) => {
    const nameless = current().held.filter((one) => hasMadeUpId(one) && ids.includes(one.id) && !owed.includes(one));
    if (nameless.length > 0) owed = [...owed, ...nameless].slice(-mostOwed);
  };

  const once = async (changes: readonly NotificationChange[]): Promise<Outcome<number | null>> => {
    const line = host.line();
    const kind = changes[0]?.kind;
    if (line === null) return { ok: false, failure: failure("UNAUTHENTICATED") };
    const options = { timeoutMs: timings.ackTimeoutMs };
    if (kind === "clear") {
      const outcome = await line.execute("clearNotifications", {}, options);
      return outcome.ok ? { ok: true, value: 0 } : outcome;
    }
    const ids = [...new Set(changes.flatMap((change) => change.ids))];
    if (singly) owe(ids);
    const all = kind === "readAll" && !simple;
    const commands = all
      ? ["all" as const]
      : singly
        ? ids.filter((id) => !hasMadeUpId({ id })).map((id) => [id])
        : [ids];
    let unreadCount: number | null = null;
    for (const one of commands) {
      const outcome = await line.execute("markNotificationsRead", { ids: one }, options);
      if (!outcome.ok) return outcome;
      unreadCount = outcome.value?.unreadCount ?? null;
    }
    return { ok: true, value: unreadCount };
  };

  const attempt = async (changes: readonly NotificationChange[], mine: number): Promise<Sent> => {
    for (let tried = 1; ; tried += 1) {
      const outcome = await once(changes);
      if (mine !== term) return { state: "waits" };
      if (outcome.ok) return { state: "done", unreadCount: outcome.value };
      const { code, retryAfterMs } = outcome.failure;
      if (!isRetryable(code)) return { state: "refused", failure: outcome.failure };
      if (host.line()?.ready !== true) return { state: "waits" };
      if (tried >= tries) return { state: "refused", failure: outcome.failure };
      await pause(Math.min(longestWaitMs, retryAfterMs ?? 1_000 * 2 ** (tried - 1)));
      if (mine !== term) return { state: "waits" };
    }
  };

  const work = async () => {
    if (working) return;
    working = true;
    const mine = term;
    for (let changes = take(); changes.length > 0; changes = take()) {
      const since = current().journal.count;
      const sent = await attempt(changes, mine);
      if (mine !== term) return;
      if (sent.state === "waits") break;
      const keys = changes.map(({ key }) => key);
      waiting = waiting.filter(({ key }) => !keys.includes(key));
      const [why, unreadCount] = sent.state === "done" ? [null, sent.unreadCount] : [sent.failure, null];
      host.store().dispatch(notificationChangesSettled({ keys, since, failure: why, unreadCount }));
    }
    working = false;
  };

  return {
    markRead(ids) {
      const { held } = current();
      const pending = new Set(waiting.flatMap((change) => change.ids));
      const known = new Set(held.flatMap(({ id, read }) => (read ? [id] : [])));
      // What is read already, here or on its way, needs no command.
      const wanted = [...new Set(ids)].filter((id) => !known.has(id) && !pending.has(id));
      for (let from = 0; from < wanted.length; from += limits.pageSize)
        make("read", wanted.slice(from, from + limits.pageSize));
    },
    markAllRead() {
      if (selectUnreadNotifications(host.store().getState()) === 0) return;
      const unread = current().held.flatMap(({ id, read }) => (read ? [] : [id]));
      make("readAll", unread);
    },
    clear() {
      make(
        "clear",
        current().held.map(({ id }) => id),
      );
    },
    named() {
      if (owed.length === 0) return;
      const { held } = current();
      const known = held.filter((one) => one.read && !hasMadeUpId(one));
      const paid = new Set<string>();
      owed = owed.filter((one) => {
        if (held.some(({ id }) => id === one.id)) return true;
        const same = known.find((each) => !paid.has(each.id) && isLikelySame(each, one));
        if (same !== undefined) paid.add(same.id);
        return false;
      });
      if (paid.size > 0) make("read", [...paid]);
    },
    resume: () => void work(),
    reset() {
      term += 1;
      owed = [];
      waiting = [];
      working = false;
    },
  };
}
