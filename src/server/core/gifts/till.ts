import type { ChargeInput, ChargeResult } from "../../store/giftStore.js";
import type { Services } from "../services.js";
import type { GiftOptions } from "./giftOptions.js";

/** Where gifts are paid: the store's wallets, or the app's own. */
export interface Till {
  /** Charges once for each user and key. An entry with other content is given back as it is. */
  charge(input: ChargeInput): Promise<ChargeResult>;
  balance(userId: string): Promise<number | null>;
}

export function createTill({ store }: Services, { wallet, startingBalance = 0 }: GiftOptions): Till {
  if (wallet === undefined) {
    return {
      charge: (input) => store.gifts.charge(input),
      balance: (userId) => store.gifts.balance(userId, startingBalance),
    };
  }
  // It is of another system: what is no balance is one that it does not tell.
  const told = (balance: number | null) => (Number.isSafeInteger(balance) && Number(balance) >= 0 ? balance : null);
  return {
    charge: async (input) => {
      // Entered first, with the price of this moment and an id for the app's wallet: whoever repeats it after a crash pays that, and by that id.
      const begun = await store.gifts.begin(input);
      const { entry } = begun;
      if (entry.status !== "begun" || entry.content !== input.content) return begun;
      const { userId, clientId } = input;
      const { ok, balance } = await wallet.debit({ userId, amount: entry.cost, key: entry.gift.id, gift: entry.gift });
      const decided = await store.gifts.decide(userId, clientId, ok ? "charged" : "refused", told(balance));
      return { entry: decided, duplicate: begun.duplicate };
    },
    balance: async (userId) => told(await wallet.balance(userId)),
  };
}
