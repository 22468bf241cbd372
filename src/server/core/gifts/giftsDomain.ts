import { isId } from "../../../contract/ids.js";
import { LobbyError } from "../../../contract/lobbyError.js";
import { userAudience } from "../audiences.js";
import type { Domain } from "../domain.js";
import type { Services } from "../services.js";
import { limiter } from "../tokenBucket.js";
import { createCatalogue } from "./catalogue.js";
import type { GiftControl, GiftOptions } from "./giftOptions.js";
import { giftStatusHandler } from "./giftStatus.js";
import { recordGift } from "./recordGift.js";
import { giftRoutes } from "./routes.js";
import { type GiftShopkeeper, sendGiftHandler } from "./sendGift.js";
import { createTeller, type Teller } from "./teller.js";
import { createTill } from "./till.js";

/**
 * The domain of gifts; without options all of it is answered `UNSUPPORTED`.
 *
 * @throws LobbyError `gift-catalogue` for a list that can't be sold
 */
export function giftsDomain(
  services: Services,
  options: GiftOptions | undefined,
): Domain & { readonly control: GiftControl } {
  const teller = createTeller(services, options ?? {});
  const keeper: GiftShopkeeper | null =
    options === undefined
      ? null
      : {
          options,
          catalogue: createCatalogue(options),
          till: createTill(services, options),
          teller,
          limiter: limiter(services.limits.gifts, () => services.clock.now()),
        };
  if (keeper !== null) services.background("gifts", keeper.teller.repair());
  return {
    definitions: [sendGiftHandler(services, keeper), giftStatusHandler(services, keeper)],
    routes: giftRoutes(services, keeper),
    control: giftControl(services, keeper, teller),
    close: teller.close,
  };
}

function giftControl(services: Services, keeper: GiftShopkeeper | null, teller: Teller): GiftControl {
  const { store, hub, clock } = services;
  const demand = (what: string): GiftShopkeeper => {
    if (keeper !== null) return keeper;
    throw new LobbyError(
      "gifts-missing",
      `gifts.${what} was called.`,
      "This server was made without gifts, so there are no wallets.",
      "Give createLobbyServer gifts: { catalogue }.",
    );
  };
  const tell = (userId: string, balance: number | null) => {
    if (balance !== null) hub.publish([userAudience(userId)], { type: "balanceChanged", balance });
  };
  return {
    credit: async (userId, amount, key) => {
      const { options } = demand("credit");
      if (options.wallet !== undefined) {
        throw new LobbyError(
          "gift-wallet",
          "gifts.credit was called.",
          "The wallet is the app's own, and so is what is put into it.",
          "Add to your wallet, then call gifts.tellBalance.",
        );
      }
      if (!isId(userId)) throw badCredit(`the user ${JSON.stringify(userId)}`);
      if (typeof key !== "string" || key === "") throw badCredit(`the key ${JSON.stringify(key)}`);
      if (!Number.isSafeInteger(amount) || amount < 1) throw badCredit(`the amount ${amount}`);
      const { startingBalance = 0 } = options;
      const credited = await store.gifts.credit({ userId, amount, key, startingBalance, at: clock.now() });
      if (credited.amount !== amount)
        throw badCredit(`a key that was used for ${credited.amount}, not ${amount}, before`);
      if (!credited.duplicate) tell(userId, credited.balance);
      return credited.balance;
    },
    record: (gift) => recordGift(services, teller, gift),
    balance: async (userId) => demand("balance").till.balance(userId),
    tellBalance: async (userId) => tell(userId, await demand("tellBalance").till.balance(userId)),
  };
}

function badCredit(what: string): LobbyError {
  return new LobbyError(
    "bad-credit",
    `gifts.credit was called with ${what}.`,
    "A wallet is a user's by his id, amounts are whole units, 1 and more, and a key stands for one payment.",
    "Give each payment its own id as the key.",
  );
}
