import { clientIdSchema, conversationIdSchema, idSchema } from "./ids.js";
import { limits } from "./limits.js";
import { array, type Infer, integer, nullable, number, object, oneOf, optional, string } from "./schema.js";

/** The animations a gift may have. */
export const giftAnimationSchema = oneOf("default", "fireworks", "hearts", "stars", "rainbow");
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
  | { readonly type: "balanceChanged"; readonly balance: number };

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
  sendGift: { input: SendGift; result: { readonly gift: Gift | null; readonly balance: number | null } };
  /** What became of a tap whose answer was lost. */
  giftStatus: {
    input: { readonly clientId: string };
    result: { readonly status: "charged" | "refused" | "unknown"; readonly gift: Gift | null };
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

/** Queries of gifts, with what each is answered. */
export interface GiftQueries {
  giftShop: { input: { readonly conversationId: string }; result: GiftShop };
  giftHistory: {
    input: { readonly conversationId: string; readonly cursor: string | null; readonly limit: number };
    result: GiftsPage;
  };
  giftLeaderboard: { input: { readonly conversationId: string; readonly limit: number }; result: GiftLeaders };
}
