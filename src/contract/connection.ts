import { conversationIdSchema, idSchema } from "./ids.js";
import * as limits from "./limits.js";
import { array, type Infer, integer, number, object, oneOf, optional, string } from "./schema.js";

/** A person as others see him. */
export const userSchema = object({
  id: idSchema,
  name: optional(string({ max: limits.nameLength })),
  avatarUrl: optional(string({ max: limits.urlLength })),
});
/** A person as others see him. */
export type User = Infer<typeof userSchema>;

/** What a client says first after every connect. */
export const helloSchema = object({
  /** The contract version the client speaks. */
  proto: integer({ min: 1, max: 1_000 }),
  /** One per browser installation. */
  clientId: idSchema,
  /** One per tab. */
  tabId: idSchema,
});
/** What a client says first after every connect. */
export type Hello = Infer<typeof helloSchema>;

/** The server's answer to hello. */
export const helloAnswerSchema = object({
  proto: integer({ min: 1, max: 1_000 }),
  userId: idSchema,
  /** Names of what this server can do beyond chat. */
  features: array(string({ max: 64 })),
  limits: object({
    maxBytes: integer({ min: 1_024 }),
    messageLength: integer({ min: 1 }),
    /** Messages a second a user may send over time, and how many at once. */
    rate: object({ perSecond: number({ min: 0 }), burst: integer({ min: 1 }) }),
  }),
  /** The server's clock, ms since the epoch. For display only: clocks are never compared for order. */
  serverTime: number({ min: 0 }),
  /** Changes when the store lost data. */
  epoch: string({ min: 1, max: 64 }),
});
/** The server's answer to hello. */
export type HelloAnswer = Infer<typeof helloAnswerSchema>;

/** Why a server says goodbye before it closes the connection. */
export const byeSchema = object({
  code: oneOf("restart", "shutdown", "kicked", "expired", "flood", "replaced"),
  /** Milliseconds to wait before the next attempt; spread by the server so that not all come back at once. */
  retryAfterMs: optional(integer({ max: 3_600_000 })),
});
/** Why a server says goodbye before it closes the connection. */
export type Bye = Infer<typeof byeSchema>;

/** What the connection itself reports. */
export type ConnectionEvent =
  /** The server is about to close this connection. `restart`, `shutdown`: come back; `replaced`, `kicked`, `flood`: stay away; `expired`: fetch a new token. */
  | ({ readonly type: "serverLeaving" } & Bye)
  /** The token runs out soon, or a new one is demanded at once. */
  | { readonly type: "tokenExpiring"; readonly inMs: number };

/** How far a conversation's log goes. */
export const headSchema = object({
  conversationId: conversationIdSchema,
  epoch: string({ min: 1, max: 64 }),
  /** Sequence of the newest message; 0 when there is none. */
  seq: integer(),
});
/** How far a conversation's log goes. */
export type Head = Infer<typeof headSchema>;

/** Commands of the connection, with what each is answered. */
export interface ConnectionCommands {
  /** First word after every connect. */
  hello: { input: Hello; result: HelloAnswer };
  /** A fresh token for the running connection. Must be of the same user. */
  reauthenticate: { input: { readonly token: string }; result: { readonly expiresInMs?: number | undefined } };
  /** Asks how far these conversations' logs go, to find a lost tail. */
  heads: { input: { readonly conversationIds: readonly string[] }; result: { readonly heads: readonly Head[] } };
}
