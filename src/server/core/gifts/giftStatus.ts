import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import { type GiftShopkeeper, tooLittle } from "./sendGift.js";

/** Says what became of a tap of the user's own whose answer was lost. What was begun with an app's wallet and not decided is unknown: the client sends it again. */
export function giftStatusHandler(services: Services, keeper: GiftShopkeeper | null): Definition {
  return define("giftStatus", services, async (session, { clientId }): Promise<Answer<"giftStatus">> => {
    if (keeper === null) return refuse("UNSUPPORTED", "this server has no gifts");
    const { user } = session;
    const entry = await services.store.gifts.entry(user.id, clientId);
    if (entry?.status === "charged") await keeper.teller.tell(entry);
    const balance = await keeper.till.balance(user.id);
    switch (entry?.status) {
      case "charged":
        return done({ status: "charged", gift: entry.gift, balance });
      case "refused":
        return done({ status: "refused", gift: null, balance, failure: tooLittle });
      default:
        return done({ status: "unknown", gift: null, balance });
    }
  });
}
