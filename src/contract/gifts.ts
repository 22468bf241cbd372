import type { Failure } from "./errors.js";
import { giftAnimationSchema } from "./giftAnimation.js";
import { clientIdSchema, conversationIdSchema, idSchema } from "./ids.js";
import * as limits from "./limits.js";
import { array, type Infer, integer, nullable, number, object, optional, string } from "./schema.js";

/** The animations a gift may have. */
export type GiftAnimation = Infer<typeof giftAnimationSchema>;

/** A gift that can be bought. Prices are whole units of the app's currency and come only from the server. */
export const catalogueGiftSchema = object({
  id: idSchema,
  name: string({ min: 1, max: limits.nameLength }),
  price: integer(),
  animation: giftAnimationSchema,
  imageUrl: optional(string({ max: limits.urlLength })),
});
/** A gift that can be bought. */
export type CatalogueGift = Infer<typeof catalogueGiftSchema>;

/** A gift that was given. */
export const giftSchema = object({
  id: idSchema,
  /** The idempotency key that the giver's client made at the tap. */
  clientId: optional(clientIdSchema),
  conversationId: conversationIdSchema,
  giftId: idSchema,
  name: string({ max: limits.nameLength }),
  price: integer(),
  quantity: integer({ min: 1, max: limits.giftQuantity }),
  animation: giftAnimationSchema,
  senderId: idSchema,
  senderName: optional(string({ max: limits.nameLength })),
  receiverId: idSchema,
  receiverName: optional(string({ max: limits.nameLength })),
  note: optional(string({ max: limits.giftNoteLength })),
  createdAt: number({ min: 0 }),
});
/** A gift that was given. */
export type Gift = Infer<typeof giftSchema>;

/** What happened to gifts. */
export type GiftEvent =
  | { readonly type: "giftReceived"; readonly gift: Gift }
  | {
      readonly type: "balanceChanged";
      readonly balance: number;
      /** The key of the own gift that was paid for by this. */
      readonly clientId?: string;
    };

/** A tap on a gift. The client names no price: the server knows it. */
export const sendGiftSchema = object({
  conversationId: conversationIdSchema,
  clientId: clientIdSchema,
  giftId: idSchema,
  quantity: integer({ min: 1, max: limits.giftQuantity }),
  receiverId: idSchema,
  note: optional(string({ max: limits.giftNoteLength })),
});
/** A tap on a gift. */
export type SendGift = Infer<typeof sendGiftSchema>;

/** Commands of gifts, with what each is answered. */
export interface GiftCommands {
  /** Charges a gift, once for each key: the same tap again is answered with what it came to then, the same key on another gift with `CONFLICT`. */
  sendGift: {
    /** `receiverName`: for servers that take it from the giver. Ours knows it. */
    input: SendGift & { readonly receiverName?: string | undefined };
    /** `gift` is `null` where the server does not confirm, `balance` where it tells none. */
    result: { readonly gift: Gift | null; readonly balance: number | null; readonly duplicate?: boolean };
  };
  /** What became of a tap whose answer was lost. `unknown`: nothing was charged under this key so far. */
  giftStatus: {
    input: { readonly clientId: string };
    result: {
      readonly status: "charged" | "refused" | "unknown";
      readonly gift: Gift | null;
      readonly balance?: number | null;
      /** Why it was refused. */
      readonly failure?: Failure;
    };
  };
}

/** What can be given in a conversation, and what the user has to spend. */
export const giftShopSchema = object({ gifts: array(catalogueGiftSchema, { max: 200 }), balance: nullable(integer()) });
/** What can be given in a conversation, and what the user has to spend. `null`: this server tells no balance. */
export type GiftShop = Infer<typeof giftShopSchema>;

/** A page of gifts, newest first. */
export const giftsPageSchema = object({
  gifts: array(giftSchema, { max: limits.pageSize }),
  nextCursor: nullable(string({ max: 200 })),
});
/** A page of gifts, newest first. */
export type GiftsPage = Infer<typeof giftsPageSchema>;

/** Who has given how much, most generous first. */
export const giftLeaderboardSchema = object({
  leaders: array(
    object({
      userId: idSchema,
      name: optional(string({ max: limits.nameLength })),
      avatarUrl: optional(string({ max: limits.urlLength })),
      /** Sum of price × quantity. */
      total: integer(),
      /** How many gifts, by quantity. */
      count: integer(),
    }),
  ),
});
/** Who has given how much, most generous first. */
export type GiftLeaders = Infer<typeof giftLeaderboardSchema>;
/** One who has given, and how much. */
export type GiftLeader = GiftLeaders["leaders"][number];

/** Queries of gifts, with what each is answered. */
export interface GiftQueries {
  giftShop: { input: { readonly conversationId: string }; result: GiftShop };
  /** `cursor`: a page's `nextCursor`, or the id of a gift; the page begins behind it. */
  giftHistory: {
    input: { readonly conversationId: string; readonly cursor: string | null; readonly limit: number };
    result: GiftsPage;
  };
  giftLeaderboard: { input: { readonly conversationId: string; readonly limit: number }; result: GiftLeaders };
}
