import { conversationIdSchema } from "./ids.js";
import { object } from "./schema.js";
import { supportTopicSchema } from "./support.js";

// What the commands of support carry. Apart from the contract's other words, because only servers read these.
export const startSupportSchema = object({ supportType: supportTopicSchema });
export const supportNothingSchema = object({});
export const supportTicketOfSchema = object({ conversationId: conversationIdSchema });
