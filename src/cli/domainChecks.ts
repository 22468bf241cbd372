import { randomUUID } from "node:crypto";
import type { CheckId } from "./ledger.js";
import type { Probe } from "./probe.js";
import { counted, inWords, open, steady, type Trial } from "./trial.js";

/** Tries everything beside connection and chat that the protocol claims. */
export async function checkDomains(trial: Trial): Promise<void> {
  // To leave the viewers is to leave the room on some servers, so that comes last.
  const all = [checkRooms, checkNotifications, checkPresence, checkGifts, checkLive, checkSupport, checkViewers];
  for (const check of all) {
    await steady(trial);
    await check(trial);
  }
}

async function checkRooms(trial: Trial): Promise<void> {
  const { ledger, first, options } = trial;
  if (!ledger.claims("rooms.enter")) return ledger.missing("rooms.view");
  const { room } = options;
  if (room === undefined) {
    for (const id of ["rooms.enter", "rooms.view"] as const) ledger.untried(id, "no room may be entered", "--room");
    return;
  }
  const conversationId = `room:${room}`;
  const outcome = await first.execute("openConversation", { conversationId });
  if (!outcome.ok) ledger.failed("rooms.enter", inWords(outcome.failure), "See what outgoing.openConversation sends.");
  else ledger.passed("rooms.enter", outcome.value === null ? "nothing confirms it" : "it was answered");

  const view = await first.execute("watchRoom", { roomId: room });
  if (view.ok && view.value !== null) {
    const { roster, room: info } = view.value;
    ledger.passed("rooms.view", `${info.title ?? info.roomId}: ${info.memberCount} in it, ${roster.length} by name`);
  } else if (view.ok) ledger.missing("rooms.view", "nothing on this wire");
  else if (view.failure.code === "UNSUPPORTED") ledger.missing("rooms.view", "the protocol has no word for it");
  else ledger.failed("rooms.view", inWords(view.failure), "See what outgoing.watchRoom sends.");
  await first.execute("unwatchRoom", { roomId: room });
  if (trial.talk?.conversationId !== conversationId) await first.execute("closeConversation", { conversationId });
}

async function checkNotifications(trial: Trial): Promise<void> {
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

async function checkPresence(trial: Trial): Promise<void> {
  const { ledger, first, options } = trial;
  if (!ledger.claims("presence.watch")) return;
  const other = trial.second ?? first;
  const { id: userId } = other.user;
  // Some servers tell it of those in a common room only.
  const room = ledger.claims("rooms.enter") ? options.room : undefined;
  const leave = room === undefined ? () => {} : await open(first, `room:${room}`);
  const mark = first.mark();
  const outcome = await first.execute("watchPresence", { userIds: [userId] });
  if (!outcome.ok) {
    leave();
    ledger.failed("presence.watch", inWords(outcome.failure));
    return ledger.untried("presence.tell", "nobody could be watched");
  }
  const isTheirs = (presences: readonly { readonly userId: string; readonly status: string }[]) =>
    presences.find((one) => one.userId === userId);
  const known =
    isTheirs(outcome.value?.presences ?? []) ??
    isTheirs(
      (await first.heard(mark, "presenceChanged", (one) => isTheirs(one.presences) !== undefined))?.presences ?? [],
    );
  const whose = other === first ? "the own account" : "the second account";
  if (known === undefined && ledger.claims("rooms.enter") && room === undefined)
    ledger.untried("presence.watch", `nothing was told of ${whose}, perhaps for want of a common room`, "--room");
  else if (known === undefined) ledger.failed("presence.watch", `nothing was told of ${whose}`);
  else ledger.passed("presence.watch", `${whose} is ${known.status}`);

  if (options.write) await checkPresenceChanges(trial, other, whose);
  else ledger.untried("presence.tell", "everybody might see it", "--write");
  await first.execute("unwatchPresence", { userIds: [userId] });
  leave();
}

/** Goes away and comes back; where the protocol has no word for that, by a room. */
async function checkPresenceChanges(trial: Trial, other: Probe, whose: string): Promise<void> {
  const { ledger, first, options } = trial;
  const isTheirs = (event: { readonly presences: readonly { readonly userId: string }[] }) =>
    event.presences.some(({ userId }) => userId === other.user.id);
  const sent = () => other.requests.length + [...other.tap.sent.values()].reduce((sum, count) => sum + count, 0);
  const told: boolean[] = [];
  for (const status of ["away", "online"] as const) {
    const [mark, before] = [first.mark(), sent()];
    const said = await other.execute("setPresence", { status });
    if (!said.ok) return ledger.failed("presence.tell", `setPresence: ${inWords(said.failure)}`);
    if (sent() === before) break;
    told.push((await first.heard(mark, "presenceChanged", isTheirs)) !== null);
  }
  if (told.includes(true)) return ledger.passed("presence.tell", `${whose} went away and came back`);
  if (told.length > 0) return ledger.failed("presence.tell", `${whose} went away and came back, and nothing was told`);
  if (other === first || options.room === undefined)
    return ledger.untried("presence.tell", "it is told by rooms only", "--room and --second-token");
  const closings = [await open(first, `room:${options.room}`)];
  const mark = first.mark();
  closings.push(await open(other, `room:${options.room}`));
  const came = await first.heard(mark, "presenceChanged", isTheirs);
  for (const close of closings) close();
  if (came === null) ledger.failed("presence.tell", `${whose} came into the room, and nothing was told`);
  else ledger.passed("presence.tell", `${whose} came into the room`);
}

async function checkViewers(trial: Trial): Promise<void> {
  const { ledger, first, options } = trial;
  if (!ledger.claims("viewers.count")) return;
  const viewableId = options.viewable ?? options.room;
  if (viewableId === undefined)
    return ledger.untried("viewers.count", "there is nothing that may be looked at", "--viewable");
  const mark = first.mark();
  const outcome = await first.execute("joinViewers", { viewableId });
  if (!outcome.ok) return ledger.failed("viewers.count", inWords(outcome.failure));
  const fits = (event: { readonly viewableId: string | null }) =>
    event.viewableId === null || event.viewableId === viewableId;
  const count = outcome.value?.count ?? (await first.heard(mark, "viewerCountChanged", fits))?.count ?? null;
  await first.execute("leaveViewers", { viewableId });
  if (count === null) ledger.failed("viewers.count", "no count came");
  else if (count < 1) ledger.failed("viewers.count", `it counts ${count}, and this account looks`);
  else ledger.passed("viewers.count", `it counts ${count}`);
}

async function checkGifts(trial: Trial): Promise<void> {
  const { ledger, first, options, talk } = trial;
  if (!ledger.claims("gifts.shop")) return;
  const room = options.room === undefined ? null : `room:${options.room}`;
  const conversationId = room ?? talk?.conversationId ?? null;
  if (conversationId === null) {
    for (const id of ["gifts.shop", "gifts.send"] as const)
      ledger.untried(id, "there is no conversation to give in", "--room");
    return;
  }
  const close = await open(first, conversationId);
  try {
    const shop = await first.query("giftShop", { conversationId });
    if (!shop.ok) ledger.failed("gifts.shop", inWords(shop.failure));
    else {
      const { gifts, balance } = shop.value;
      const rest = balance === null ? "" : `, ${balance} to spend`;
      if (gifts.length > 0) ledger.passed("gifts.shop", `${counted(gifts.length, "gift")}${rest}`);
      else ledger.failed("gifts.shop", `it is empty${rest}`, "Give the preset its catalogue, or drop gifts.");
    }
    await giveGift(trial, conversationId);
  } finally {
    close();
  }
}

/** Gives one gift, if told to: it is paid for, and seen by all of the room. */
async function giveGift(trial: Trial, conversationId: string): Promise<void> {
  const { ledger, first, second, options } = trial;
  const receiverId = second?.user.id ?? options.to;
  const isSeen = conversationId.startsWith("room:");
  if (options.gift === undefined || receiverId === undefined || (isSeen && !options.write)) {
    const needs = [
      options.gift === undefined ? "--gift" : [],
      receiverId === undefined ? "--second-token, or --to" : [],
      isSeen && !options.write ? "--write" : [],
    ].flat();
    return ledger.untried("gifts.send", "it costs, and others see it", needs.join(" and "));
  }
  const close = second === null ? () => {} : await open(second, conversationId);
  const mark = second?.mark() ?? 0;
  const outcome = await first.execute("sendGift", {
    conversationId,
    clientId: randomUUID(),
    giftId: options.gift,
    quantity: 1,
    receiverId,
  });
  const told =
    outcome.ok && second !== null
      ? await second.heard(mark, "giftReceived", ({ gift }) => gift.giftId === options.gift)
      : null;
  close();
  if (!outcome.ok) ledger.failed("gifts.send", inWords(outcome.failure));
  else if (told !== null) ledger.passed("gifts.send", "the second account was told of it");
  else if (second === null) ledger.passed("gifts.send", "it was taken");
  else ledger.failed("gifts.send", "the second account was told nothing");
}

async function checkLive(trial: Trial): Promise<void> {
  const { ledger, first, options } = trial;
  if (!ledger.claims("live.topics")) return;
  const { topic, symbols = [] } = options;
  const refused = (id: CheckId, failure: Parameters<typeof inWords>[0]) =>
    failure.code === "UNSUPPORTED"
      ? ledger.missing(id, "the protocol has no word for it")
      : ledger.failed(id, inWords(failure));
  if (topic === undefined) ledger.untried("live.topics", "no topic is named", "--topic");
  else {
    const mark = first.mark();
    const outcome = await first.execute("subscribeTopic", { topic });
    if (!outcome.ok) refused("live.topics", outcome.failure);
    else {
      const snapshot =
        outcome.value?.snapshot ?? (await first.heard(mark, "topicSnapshotReceived", (event) => event.topic === topic));
      if (snapshot === null) ledger.failed("live.topics", "its state did not come");
      else ledger.passed("live.topics", `its state came, of version ${snapshot.version}`);
      await first.execute("unsubscribeTopic", { topic });
    }
  }
  if (symbols.length === 0) return ledger.untried("live.prices", "no symbol is named", "--symbol");
  const mark = first.mark();
  const outcome = await first.execute("subscribePrices", { symbols });
  if (!outcome.ok) return refused("live.prices", outcome.failure);
  const told = await first.heard(mark, "pricesChanged", ({ prices }) =>
    prices.some(({ symbol }) => symbols.includes(symbol)),
  );
  await first.execute("unsubscribePrices", { symbols });
  const price = told?.prices.find(({ symbol }) => symbols.includes(symbol));
  if (price === undefined) ledger.failed("live.prices", `none came within ${trial.timeoutMs} ms`);
  else ledger.passed("live.prices", `${price.symbol} stands at ${price.price}`);
}

async function checkSupport(trial: Trial): Promise<void> {
  const { ledger, first } = trial;
  if (!ledger.claims("support.status")) return;
  const outcome = await first.execute("supportStatus", {});
  if (!outcome.ok) ledger.failed("support.status", inWords(outcome.failure));
  else ledger.passed("support.status", outcome.value?.ticket === undefined ? "there is none" : "there is one");
}
