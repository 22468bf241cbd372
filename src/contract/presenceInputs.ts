import { idSchema } from "./ids.js";
import * as limits from "./limits.js";
import { presenceStatusSchema } from "./presence.js";
import { array, object, optional, string } from "./schema.js";

// What the commands of presence carry. Apart from the contract's other words, because only servers read these.
export const setPresenceSchema = object({ status: presenceStatusSchema, activity: optional(string({ max: 120 })) });
export const presenceUsersSchema = object({ userIds: array(idSchema, { max: limits.presenceUsers }) });
