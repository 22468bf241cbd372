import { giftSchema } from "../../contract/gifts.js";
import { integer, nullable, object, oneOf } from "../../contract/schema.js";
import type { DomainWire } from "./envelope.js";

/** The words of gifts on the native wire. */
export const giftsWire = {
  commands: { sendGift: "lobby:gift", giftStatus: "lobby:gift-status" },
  results: {
    sendGift: object({ gift: nullable(giftSchema), balance: nullable(integer()) }),
    giftStatus: object({ status: oneOf("charged", "refused", "unknown"), gift: nullable(giftSchema) }),
  },
  events: {
    /** To those with the conversation open, its giver included. */
    giftReceived: object({ gift: giftSchema }),
    /** To the owner of the wallet. */
    balanceChanged: object({ balance: integer() }),
  },
} as const satisfies DomainWire;
