import type { Cursor, SyncResult } from "../../../contract/chat.js";
import * as contractLimits from "../../../contract/limits.js";
import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import { readable } from "./readable.js";

/** Messages in one answer over all conversations, so that fifty of them with a page each don't make one giant packet. */
const messagesPerAnswer = 1_000;
const leastMessages = 20;
/** Whoever missed more gets the newest page and a gap, which is filled from history if he scrolls there, instead of a long wait for what he may never look at. */
const furthestCatchUp = 1_000;

/**
 * Catch-up. For each cursor the messages after it; from the newest page on where the log no longer reaches back (`limited`) or was begun anew (`reset`).
 * Conversations that the user may not read are left out of the answer (and taken from the session if it had them open); with none left it is `FORBIDDEN`.
 */
export function syncHandler(services: Services): Definition {
  return define("sync", services, async (session, { cursors, limit }): Promise<Answer<"sync">> => {
    const ids = cursors.map(({ conversationId }) => conversationId);
    const allowed = await readable(services, session, ids);
    if (allowed.size === 0 && cursors.length > 0) return refuse("FORBIDDEN");
    const wanted = cursors.filter(({ conversationId }) => allowed.has(conversationId));
    const share = Math.max(leastMessages, Math.floor(messagesPerAnswer / Math.max(1, wanted.length)));
    const epoch = await services.store.epoch();
    const pageSize = Math.min(limit, share);
    const results = await Promise.all(
      wanted.map((cursor) => syncOne(services, session.user.id, cursor, pageSize, epoch)),
    );
    return done({ results });
  });
}

async function syncOne(
  { store }: Services,
  userId: string,
  cursor: Cursor,
  limit: number,
  epoch: string,
): Promise<SyncResult> {
  const { conversationId } = cursor;
  const receipts = [...(await store.receipts(conversationId, userId, contractLimits.pageSize))];
  const { head, oldest } = await store.bounds(conversationId);
  const base = { conversationId, epoch, receipts };
  const reset = cursor.epoch !== null && cursor.epoch !== epoch;
  // A cursor beyond the head of the same epoch can't be; whoever has one is brought back to what there is.
  const ahead = cursor.after > head;
  const limited = !reset && (cursor.after < oldest - 1 || head - cursor.after > furthestCatchUp);
  if (reset || ahead || limited) {
    const messages = [...(await store.page(conversationId, null, limit))];
    return {
      ...base,
      messages,
      head: Math.max(head, messages.at(-1)?.seq ?? 0),
      oldest,
      more: false,
      ...(reset || ahead ? { reset: true } : {}),
      // A new log that does not fit on the page begins after a gap.
      ...(limited || (messages[0]?.seq ?? 1) > oldest ? { limited: true } : {}),
    };
  }
  const messages = [...(await store.range(conversationId, cursor.after, limit))];
  const last = messages.at(-1)?.seq ?? cursor.after;
  return { ...base, messages, head: Math.max(head, last), oldest, more: last < head };
}
