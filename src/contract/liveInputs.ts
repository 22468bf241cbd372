import { idSchema } from "./ids.js";
import { patchSchema, topicLimits } from "./live.js";
import { array, integer, object, optional } from "./schema.js";

// What the commands of live data carry. Apart from the contract's other words, because only servers read these.
export const topicSchema = object({ topic: idSchema });
export const subscribeTopicSchema = object({ topic: idSchema, version: optional(integer()) });
export const changeTopicSchema = object({
  topic: idSchema,
  baseVersion: integer(),
  patches: array(patchSchema, { max: topicLimits.patches }),
});
export const symbolsSchema = object({ symbols: array(idSchema, { max: 500 }) });
