import { idSchema } from "./ids.js";
import { type Infer, nullable, number, object, oneOf, optional, string } from "./schema.js";

/** What is known of a person: `away` is connected but not looking; `offline` has no connection. */
export const presenceStatusSchema = oneOf("online", "away", "offline");
/** What is known of a person. */
export type PresenceStatus = Infer<typeof presenceStatusSchema>;

/** One person's presence. All his tabs and devices are one person. */
export const presenceSchema = object({
  userId: idSchema,
  status: presenceStatusSchema,
  /** What he is doing, in the app's words ("watching lesson 3"). */
  activity: optional(string({ max: 120 })),
  /** Milliseconds since the epoch; `null` while online or unknown. */
  lastSeenAt: nullable(number({ min: 0 })),
});
/** One person's presence. */
export type Presence = Infer<typeof presenceSchema>;

/** What happened to presence. */
export type PresenceEvent = { readonly type: "presenceChanged"; readonly presences: readonly Presence[] };

/** Commands of presence, with what each is answered. */
export interface PresenceCommands {
  setPresence: { input: { readonly status: PresenceStatus; readonly activity?: string }; result: object };
  watchPresence: {
    input: { readonly userIds: readonly string[] };
    result: { readonly presences: readonly Presence[] };
  };
  unwatchPresence: { input: { readonly userIds: readonly string[] }; result: object };
}
