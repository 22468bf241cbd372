import type { User } from "../../../contract/connection.js";
import type { CatalogueGift, Gift } from "../../../contract/gifts.js";
import type { ConversationId } from "../../../contract/ids.js";

/** A gift that somebody wants to give, as the app's `maySend` is asked. */
export interface GiftIntent {
  readonly conversationId: ConversationId;
  readonly sender: User;
  readonly receiverId: string;
  /** Of the catalogue, with its price. */
  readonly gift: CatalogueGift;
  readonly quantity: number;
}

/**
 * A wallet of the app's own, in place of the store's. What is taken and what is entered in the ledger are then two systems, so its `debit` must do the same thing once for each
 * key: after a crash between the two it is asked again.
 */
export interface GiftWallet {
  /** What the user has to spend, in whole units; `null` if that is not to be told. */
  balance(userId: string): Promise<number | null>;
  /**
   * Takes `amount`, or nothing: `ok: false` where there is too little. Never below 0. Called again with the same `key` it takes nothing more and answers the same. A rejection means
   * that nobody knows; the client then asks again.
   */
  debit(charge: {
    readonly userId: string;
    readonly amount: number;
    /** The gift's id. */
    readonly key: string;
    readonly gift: Gift;
  }): Promise<{ readonly ok: boolean; readonly balance: number | null }>;
}

/** What a server of gifts is told. Catalogue, prices and wallets are the server's alone: a client names a gift and how many. */
export interface GiftOptions {
  /** What can be given: the same everywhere, or asked for each conversation and user. At most 200; prices are whole units, 0 and more. */
  readonly catalogue:
    | readonly CatalogueGift[]
    | ((conversationId: ConversationId, user: User) => readonly CatalogueGift[] | Promise<readonly CatalogueGift[]>);
  /** Balance of a user of whom nothing is known yet; 0 unless told otherwise. */
  readonly startingBalance?: number;
  /** The app's own wallet; the store's unless given. */
  readonly wallet?: GiftWallet;
  /** Whether this gift may go to that receiver, asked after `authorize`. Everybody may be given to who is not the giver himself, unless told otherwise. */
  readonly maySend?: (intent: GiftIntent) => boolean | Promise<boolean>;
  /**
   * A gift was charged: credit the receiver, count it. Called at least once for each: again after a crash, or when it rejects, so let it do the same thing once for each `gift.id`.
   */
  readonly onCharged?: (gift: Gift) => void | Promise<void>;
}

/** A gift that was paid for elsewhere. */
export interface GiftRecord extends Omit<Gift, "id" | "createdAt" | "clientId"> {
  /** Its id where it was paid: by that it is known again. */
  readonly clientId: string;
}

/** Gifts and wallets, as the app's own code works with them. */
export interface GiftControl {
  /**
   * Adds to a user's wallet and tells his clients; resolves with the balance. The same key again adds nothing: give the payment's id.
   *
   * @throws LobbyError by rejection: `gifts-missing` without the option `gifts`, `gift-wallet` with a wallet of the app's own, `bad-credit` for what is no user's id, an
   * amount that is not a whole number of 1 and more, an empty key or one used for another amount before
   */
  credit(userId: string, amount: number, key: string): Promise<number>;
  /** What the user has to spend; `null` where a wallet of the app's own does not tell. Rejects with `gifts-missing` without the option `gifts`. */
  balance(userId: string): Promise<number | null>;
  /**
   * Enters and tells a gift that was paid for elsewhere: it is drawn, has its row in the conversation and counts in history and leaderboard, and no wallet is touched, neither the
   * store's nor the app's; `onCharged` is not called. Works without the option `gifts` too. The same `clientId` of the same sender again is entered and told once. Rejects when the
   * store does, and with LobbyError `bad-gift`.
   */
  record(gift: GiftRecord): Promise<{ readonly gift: Gift; readonly duplicate: boolean }>;
  /** Tells a user's clients his balance, after it has changed in a wallet of the app's own. */
  tellBalance(userId: string): Promise<void>;
}
