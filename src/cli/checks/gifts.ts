import { randomUUID } from "node:crypto";
import { counted, inWords, open, type Trial } from "../trial.js";

/** Asks for the catalogue, and gives a gift if told to. */
export async function checkGifts(trial: Trial): Promise<void> {
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
