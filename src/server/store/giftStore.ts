import type { Gift, GiftsPage } from "../../contract/gifts.js";
import type { ConversationId } from "../../contract/ids.js";

/** A gift that is to be charged. */
export interface ChargeInput {
  /** Whom it is charged to. From the session, never from the payload. */
  readonly userId: string;
  /** The key of the tap; one outcome for each user and key, for ever. */
  readonly clientId: string;
  /** What was asked for, in a text that is the same for the same tap: compared, never read. */
  readonly content: string;
  /** As it is entered if it is charged, with the catalogue's price. */
  readonly gift: Gift;
  /** price × quantity. */
  readonly cost: number;
  /** Balance of a user who has no wallet yet. */
  readonly startingBalance: number;
}

/** What is known of a key. `begun`: an app's own wallet was asked, and what it answered is not known. */
export interface GiftEntry {
  readonly content: string;
  readonly status: "begun" | "charged" | "refused";
  readonly gift: Gift;
  readonly cost: number;
  /** In the wallet right after it; `null` where an app's own wallet tells none. */
  readonly balance: number | null;
  /** Its row stands in the conversation, and everybody was told. */
  readonly told: boolean;
}

/** What charging came to: what is entered under the key now. `duplicate`: it was there before, and nothing was taken. */
export interface ChargeResult {
  readonly entry: GiftEntry;
  readonly duplicate: boolean;
}

/** Who has given how much. */
export interface GiftTotal {
  readonly userId: string;
  readonly total: number;
  readonly count: number;
}

/**
 * The ledger of gifts and the wallets they are charged to. Each change is one transaction, so that nothing that happens between can take money twice or make a
 * balance negative. Entries are kept for at least seven days; a store that keeps what was said keeps them as long.
 */
export interface GiftStore {
  /** Looks for the key, and if it is new takes the cost and enters what came of it: `charged`, or `refused` where the balance is too small. */
  charge(input: ChargeInput): Promise<ChargeResult>;
  /** Enters a gift under its key as `begun`, for a wallet that is the app's own. */
  begin(input: ChargeInput): Promise<ChargeResult>;
  /** Says what became of one that was begun, and answers what is entered now: what is decided already stays as it is. */
  decide(userId: string, clientId: string, status: "charged" | "refused", balance: number | null): Promise<GiftEntry>;
  /** What is known of a key; `null`: nothing. */
  entry(userId: string, clientId: string): Promise<GiftEntry | null>;
  /** Everybody has been told of it. */
  markTold(userId: string, clientId: string): Promise<void>;
  /** Charged ones of which perhaps nobody was told, oldest first. */
  untold(limit: number): Promise<readonly GiftEntry[]>;
  balance(userId: string, startingBalance: number): Promise<number>;
  /** Adds to a wallet, once for each user and key. `amount` is what was added under the key, by this call or an earlier one. */
  credit(credit: {
    readonly userId: string;
    readonly amount: number;
    readonly key: string;
    readonly startingBalance: number;
    readonly at: number;
  }): Promise<{ readonly balance: number; readonly amount: number; readonly duplicate: boolean }>;
  /** Charged gifts of a conversation, the last charged first. The cursor is the id of a gift; one that is not known starts from the top. */
  history(conversationId: ConversationId, cursor: string | null, limit: number): Promise<GiftsPage>;
  /** Who has given how much in a conversation, most first. */
  totals(conversationId: ConversationId, limit: number): Promise<readonly GiftTotal[]>;
}

/** The most that a wallet holds: what a number still counts exactly. */
export const largestBalance = Number.MAX_SAFE_INTEGER;
