import { defined } from "../../../contract/defined.js";
import { type Gift, giftSchema } from "../../../contract/gifts.js";
import { LobbyError } from "../../../contract/lobbyError.js";
import { parse } from "../../../contract/schema.js";
import type { Services } from "../services.js";
import type { GiftRecord } from "./giftOptions.js";
import { recordedMark } from "./recorded.js";
import type { Teller } from "./teller.js";

/** Enters a gift that was paid for elsewhere and tells it. */
export async function recordGift(
  services: Services,
  teller: Teller,
  record: GiftRecord,
): Promise<{ readonly gift: Gift; readonly duplicate: boolean }> {
  const { store, clock, newId } = services;
  const parsed = parse(giftSchema, { ...record, id: newId(), createdAt: clock.now() });
  if (!parsed.ok) throw badGift(parsed.issue);
  const { value } = parsed;
  const { conversationId, senderId, receiverId, clientId, giftId, price, quantity } = value;
  const cost = price * quantity;
  if (clientId === undefined || !Number.isSafeInteger(cost))
    throw badGift("a clientId or a price that can be counted is missing");
  const people = await store.users([senderId, receiverId]);
  const nameOf = (id: string) => people.find((user) => user.id === id)?.name;
  const gift: Gift = defined({
    ...value,
    senderName: value.senderName ?? nameOf(senderId),
    receiverName: value.receiverName ?? nameOf(receiverId),
    note: value.note?.trim() || undefined,
  });
  const content = `${recordedMark}${JSON.stringify([conversationId, giftId, price, quantity, receiverId])}`;
  const begun = await store.gifts.begin({ userId: senderId, clientId, content, gift, cost, startingBalance: 0 });
  if (begun.entry.content !== content) throw badGift("another one was sent under this client id before");
  // Also of a repetition: the first may have ended between the two.
  const entry = await store.gifts.decide(senderId, clientId, "charged", null);
  await teller.tell(entry);
  return { gift: entry.gift, duplicate: begun.duplicate };
}

function badGift(issue: string): LobbyError {
  return new LobbyError(
    "bad-gift",
    `A gift was not recorded: ${issue}.`,
    "No client could draw it, or it would be another one under a client id that is taken.",
    "Give conversationId, giftId, name, a whole price of 0 and more, a quantity of 1 to 100, animation, senderId, receiverId, and a clientId that is this gift's own.",
  );
}
