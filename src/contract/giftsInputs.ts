import { clientIdSchema } from "./ids.js";
import { object } from "./schema.js";

// What the commands of gifts carry. Apart from the contract's other words, because only servers read these.
export const giftStatusSchema = object({ clientId: clientIdSchema });
