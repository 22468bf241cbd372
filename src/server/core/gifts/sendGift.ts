import { defined } from "../../../contract/defined.js";
import { failure } from "../../../contract/errors.js";
import type { Gift, SendGift } from "../../../contract/gifts.js";
import { parseConversationId } from "../../../contract/ids.js";
import type { ChargeInput, GiftEntry } from "../../store/giftStore.js";
import { userAudience } from "../audiences.js";
import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import { revoke, type SessionState } from "../session.js";
import type { Limiter } from "../tokenBucket.js";
import type { Catalogue } from "./catalogue.js";
import type { GiftOptions } from "./giftOptions.js";
import type { Teller } from "./teller.js";
import type { Till } from "./till.js";

/** What gifts are given with. */
export interface GiftShopkeeper {
  readonly options: GiftOptions;
  readonly catalogue: Catalogue;
  readonly till: Till;
  readonly teller: Teller;
  readonly limiter: Limiter;
}

type Checked = { readonly ok: true; readonly value: ChargeInput } | Exclude<Answer<"sendGift">, { ok: true }>;

/**
 * Gives a gift: look the key up → authorise → rate → price from the catalogue → charge (balance, ledger and outcome in one transaction) → tell everybody → acknowledge. What is
 * known under the key is answered before anything else is looked at: neither a ban nor another price nor an empty wallet changes what a tap came to.
 */
export function sendGiftHandler(services: Services, keeper: GiftShopkeeper | null): Definition {
  const { store, hub } = services;
  return define("sendGift", services, async (session, input): Promise<Answer<"sendGift">> => {
    if (keeper === null) return refuse("UNSUPPORTED", "this server has no gifts");
    const { user } = session;
    const known = await store.gifts.entry(user.id, input.clientId);
    const content = contentOf(input);
    if (known !== null && known.content !== content) return conflict;
    if (known !== null && known.status !== "begun") return answer(keeper, session, known, true);

    // One that was begun was allowed then, and is paid at the price it was begun with.
    const checked =
      known === null
        ? await check(services, keeper, session, input, content)
        : done(chargeOf(keeper, known.gift, input.clientId, content));
    if (!checked.ok) return checked;
    const { entry, duplicate } = await keeper.till.charge(checked.value);
    if (entry.content !== content) return conflict;
    if (entry.balance !== null && !duplicate) {
      // Before anything is awaited, so that balances are told in the order in which they came about.
      const paid = entry.status === "charged" ? { clientId: input.clientId } : {};
      hub.publish([userAudience(user.id)], { type: "balanceChanged", balance: entry.balance, ...paid });
    }
    return answer(keeper, session, entry, duplicate);
  });
}

const conflict = refuse("CONFLICT", "another gift was sent under this key before");

async function answer(
  { till, teller }: GiftShopkeeper,
  { user }: SessionState,
  entry: GiftEntry,
  duplicate: boolean,
): Promise<Answer<"sendGift">> {
  if (entry.status === "begun") return refuse("UNAVAILABLE", "the wallet has not answered");
  if (entry.status === "refused") return { ok: false, failure: tooLittle };
  await teller.tell(entry);
  // What was left then says nothing of now.
  const balance = duplicate ? await till.balance(user.id) : entry.balance;
  return done({ gift: entry.gift, balance, ...(duplicate ? { duplicate } : {}) });
}

/** Why a gift was refused for want of money. */
export const tooLittle = failure("INSUFFICIENT_FUNDS", "the balance is too small");

async function check(
  services: Services,
  keeper: GiftShopkeeper,
  session: SessionState,
  input: SendGift,
  content: string,
): Promise<Checked> {
  const { user } = session;
  const { conversationId, clientId, giftId, quantity, receiverId, note } = input;
  // What is given to oneself would come back, and could fill a leaderboard for nothing.
  if (receiverId === user.id) return refuse("INVALID", "a gift to oneself");
  const parts = parseConversationId(conversationId);
  if (parts?.kind === "direct" && !parts.userIds.includes(receiverId)) {
    return refuse("INVALID", "the receiver is not in this conversation");
  }
  if (!(await services.access(session, { kind: "gift", conversationId, giftId, quantity, receiverId }))) {
    if (!(await services.access(session, { kind: "open", conversationId })))
      revoke(session, conversationId, services.hub);
    return refuse("FORBIDDEN");
  }
  const waitMs = keeper.limiter.take(user.id);
  if (waitMs > 0) return refuse("RATE_LIMITED", undefined, waitMs);
  const offered = (await keeper.catalogue(conversationId, user)).find(({ id }) => id === giftId);
  if (offered === undefined) return refuse("NOT_FOUND", "no such gift here");
  const { maySend } = keeper.options;
  const intent = { conversationId, sender: user, receiverId, gift: offered, quantity };
  if (maySend !== undefined && !(await maySend(intent))) return refuse("FORBIDDEN");
  const [receiver] = await services.store.users([receiverId]);
  const { name, price, animation } = offered;
  const gift: Gift = defined({
    id: services.newId(),
    clientId,
    conversationId,
    giftId,
    name,
    price,
    quantity,
    animation,
    senderId: user.id,
    senderName: user.name,
    receiverId,
    receiverName: receiver?.name,
    note: note?.trim() || undefined,
    createdAt: services.clock.now(),
  });
  return done(chargeOf(keeper, gift, clientId, content));
}

function chargeOf({ options }: GiftShopkeeper, gift: Gift, clientId: string, content: string): ChargeInput {
  const cost = gift.price * gift.quantity;
  return { userId: gift.senderId, clientId, content, gift, cost, startingBalance: options.startingBalance ?? 0 };
}

/** What the client has asked for, in a text that is equal for equal wishes. Kept as it is and not as a digest: it is short, and so two can't ever be taken for one. */
function contentOf({ conversationId, giftId, quantity, receiverId, note = "" }: SendGift): string {
  return JSON.stringify([conversationId, giftId, quantity, receiverId, note]);
}
