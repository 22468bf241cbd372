import type { BridgeChannel } from "../../../src/server/bridge/channels.js";

const timestamp = 1_700_000_000_000;

/** A publication of each channel, as a backend writes it. */
export const publications: Readonly<Record<BridgeChannel, Readonly<Record<string, unknown>>>> = {
  "chat.message": { id: "m1", roomId: "hall", userId: "an", username: "An", message: "hello", timestamp },
  "gift.send": {
    id: "g1",
    roomId: "hall",
    senderId: "an",
    senderName: "An",
    receiverId: "lan",
    receiverName: "Lan",
    giftId: "rose",
    giftName: "Rose",
    giftType: "flower",
    giftValue: 10,
    quantity: 3,
    message: "well done",
    animation: "hearts",
    timestamp,
  },
  "viewer.join": { roomId: "hall", userId: "chi", username: "Chi", timestamp },
  "viewer.leave": { roomId: "hall", userId: "chi", username: "Chi", timestamp },
  "admin.chat": { id: "w1", userId: "an", username: "An", message: "help", supportType: "general", timestamp },
  "room.update": { roomId: "hall", title: "The hall", description: "Every evening", hostId: "lan", timestamp },
  notification: {
    id: "n1",
    userId: "an",
    type: "success",
    title: "Thank you",
    message: "Your order is on its way.",
    data: { order: 7 },
    isRead: false,
    timestamp,
  },
  "stream.start": { roomId: "hall", title: "Live now", timestamp },
  "stream.end": { roomId: "hall", timestamp },
};
