import { randomUUID } from "node:crypto";
import type { Probe } from "../probe.js";
import { counted, inWords, type Trial } from "../trial.js";

/** Lists them, sends one to an own account, and marks it as read. */
export async function checkNotifications(trial: Trial): Promise<void> {
  const { ledger, first } = trial;
  if (!ledger.claims("notifications.list")) return;
  const list = (probe: Probe) => probe.query("notifications", { cursor: null, limit: 20 });
  const page = await list(first);
  if (!page.ok)
    ledger.failed("notifications.list", inWords(page.failure), "See what http.notifications asks for and reads.");
  else if (page.value.pushedOnly) ledger.passed("notifications.list", "those that are pushed are all there is");
  else
    ledger.passed(
      "notifications.list",
      `${counted(page.value.notifications.length, "notification")}, ${page.value.unreadCount} unread`,
    );

  const receiver = trial.second ?? first;
  const mark = receiver.mark();
  const title = trial.words();
  const outcome = await first.execute("sendNotification", {
    clientId: randomUUID(),
    to: { userId: receiver.user.id },
    title,
    message: "A test of notifications.",
  });
  if (!outcome.ok) {
    const { code } = outcome.failure;
    const why =
      code === "UNSUPPORTED"
        ? "the protocol has no word to send one"
        : `this account may not send one (${inWords(outcome.failure)})`;
    ledger.untried("notifications.push", why, code === "FORBIDDEN" ? "an admin's --token" : undefined);
    ledger.untried("notifications.read", "there is none of its own to mark");
    return;
  }
  const told = await receiver.heard(mark, "notificationReceived", ({ notification }) => notification.title === title);
  if (told === null) ledger.failed("notifications.push", "sent to an own account, it did not come");
  else ledger.passed("notifications.push", "sent to an own account, it came");

  const before = await list(receiver);
  const held = before.ok ? before.value.notifications.find((one) => one.title === title) : undefined;
  const id = held?.id ?? told?.notification.id;
  if (id === undefined) return ledger.untried("notifications.read", "there is none to mark");
  const marked = await receiver.execute("markNotificationsRead", { ids: [id] });
  if (!marked.ok) return ledger.failed("notifications.read", inWords(marked.failure));
  if (marked.value === null) return ledger.missing("notifications.read", "on this page only");
  const after = await list(receiver);
  const isRead = after.ok && after.value.notifications.find((one) => one.id === id)?.read;
  if (isRead === false) ledger.failed("notifications.read", "marked as read, it is listed as unread");
  else ledger.passed("notifications.read", isRead ? "marked, it is listed as read" : "it was taken");
}
