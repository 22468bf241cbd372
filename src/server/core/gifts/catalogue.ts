import type { User } from "../../../contract/connection.js";
import { type CatalogueGift, giftShopSchema } from "../../../contract/gifts.js";
import type { ConversationId } from "../../../contract/ids.js";
import * as limits from "../../../contract/limits.js";
import { LobbyError } from "../../../contract/lobbyError.js";
import { parse } from "../../../contract/schema.js";
import type { GiftOptions } from "./giftOptions.js";

/** What can be given in a conversation by a user. Rejects when the app's function does, or gives what is no catalogue. */
export type Catalogue = (conversationId: ConversationId, user: User) => Promise<readonly CatalogueGift[]>;

/** @throws LobbyError `gift-catalogue` for a list that is none */
export function createCatalogue({ catalogue }: Pick<GiftOptions, "catalogue">): Catalogue {
  if (typeof catalogue === "function") {
    return async (conversationId, user) => checked(await catalogue(conversationId, user));
  }
  const gifts = checked(catalogue);
  return async () => gifts;
}

function checked(given: readonly CatalogueGift[]): readonly CatalogueGift[] {
  const parsed = parse(giftShopSchema, { gifts: given, balance: null });
  if (!parsed.ok) throw badCatalogue(parsed.issue);
  const { gifts } = parsed.value;
  const twice = gifts.find(({ id }, index) => gifts.findIndex((gift) => gift.id === id) !== index);
  if (twice !== undefined) throw badCatalogue(`${JSON.stringify(twice.id)} is there twice`);
  const dear = gifts.find(({ price }) => !Number.isSafeInteger(price * limits.giftQuantity));
  if (dear !== undefined)
    throw badCatalogue(`${limits.giftQuantity} of ${JSON.stringify(dear.id)} cost more than can be counted`);
  return gifts;
}

function badCatalogue(issue: string): LobbyError {
  return new LobbyError(
    "gift-catalogue",
    `The catalogue of gifts can't be used: ${issue}.`,
    "What is sold must be beyond doubt before anybody pays for it.",
    "Give at most 200 gifts { id, name, price, animation }: each id once, of A-Z a-z 0-9 _ -, and whole prices from 0.",
  );
}
