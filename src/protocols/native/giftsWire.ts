import { failureSchema } from "../../contract/errors.js";
import { giftSchema } from "../../contract/gifts.js";
import { clientIdSchema } from "../../contract/ids.js";
import { boolean, integer, nullable, object, oneOf, optional } from "../../contract/schema.js";
import type { DomainWire } from "./envelope.js";

/** The words of gifts on the native wire. */
export const giftsWire = {
  commands: { sendGift: "lobby:gift", giftStatus: "lobby:gift-status" },
  results: {
    sendGift: object({ gift: nullable(giftSchema), balance: nullable(integer()), duplicate: optional(boolean) }),
    giftStatus: object({
      status: oneOf("charged", "refused", "unknown"),
      gift: nullable(giftSchema),
      balance: nullable(integer()),
      failure: optional(failureSchema),
    }),
  },
  events: {
    /** To those with the conversation open, its giver included. */
    giftReceived: object({ gift: giftSchema }),
    /** To the owner of the wallet, in the order of its changes. */
    balanceChanged: object({ balance: integer(), clientId: optional(clientIdSchema) }),
  },
} as const satisfies DomainWire;
