import { idSchema } from "./ids.js";
import { object } from "./schema.js";

// What the commands of rooms carry. Apart from the contract's other words, because only servers read these.
export const roomSchema = object({ roomId: idSchema });
