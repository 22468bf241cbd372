import type { MessageBody } from "./chat.js";
import { defined } from "./defined.js";
import type { Gift } from "./gifts.js";

/** A gift as a row of its conversation. */
export function giftBodyOf(gift: Gift): MessageBody {
  const { giftId, name, price, quantity, animation, receiverId, receiverName, note } = gift;
  const text = quantity === 1 ? name : `${name} ×${quantity}`;
  return {
    kind: "gift",
    ...defined({ text, giftId, name, price, quantity, animation, receiverId, receiverName, note }),
  };
}
