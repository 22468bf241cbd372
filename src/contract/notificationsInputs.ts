import { idSchema } from "./ids.js";
import * as limits from "./limits.js";
import { array, either, object, oneOf } from "./schema.js";

// What the commands of notifications carry. Apart from the contract's other words, because only servers read these.
export const markNotificationsReadSchema = object({
  ids: either(array(idSchema, { max: limits.pageSize }), oneOf("all")),
});
export const clearNotificationsSchema = object({});
