import fc from "fast-check";
import { elearning } from "../../src/protocols/elearning/elearning.js";
import { livestream } from "../../src/protocols/livestream/livestream.js";
import { rooms } from "../../src/protocols/rooms/rooms.js";
import { shop } from "../../src/protocols/shop/shop.js";
import { elearningPayloads, livestreamPayloads, roomsPayloads, shopPayloads } from "../support/wireArbitraries.js";
import { hostileTo, me } from "./support/hostile.js";

/** What a faulty or hostile server may say, in each of its ways, to each of the presets. */

const text = fc.string({ maxLength: 30 });
const notifications = fc.record({ notifications: fc.array(elearningPayloads(me).newNotification, { maxLength: 5 }) });
const page = { cursor: null, limit: 50 };

hostileTo(elearning, {
  events: elearningPayloads(me),
  silent: ["newMessage"],
  answers: {
    history: {
      input: { conversationId: "direct:an:binh", ...page },
      body: fc.record({
        success: fc.boolean(),
        message: text,
        messages: fc.array(elearningPayloads(me).newMessage, { maxLength: 5 }),
      }),
    },
    notifications: { input: page, body: notifications },
    allNotifications: { input: page, body: notifications },
  },
  acknowledgements: {
    markNotificationsRead: { input: { ids: ["n1"] }, raw: fc.record({ success: fc.boolean() }) },
  },
});

const payloads = livestreamPayloads(me);
const entered = { raw: payloads.joinedRoom, events: ["joinedRoom", "joinRoomError"] };
const late = /^(connected|auth.*|token.*|.*Error|.*Sent|joinedRoom|viewerPong)$/;

hostileTo(livestream({ gifts: [{ id: "rose", name: "Rose", price: 1, animation: "hearts" }] }), {
  events: payloads,
  // An update of a room may tell nothing that is new.
  silent: Object.keys(payloads).filter((name) => late.test(name) || name.startsWith("room")),
  answers: { health: { input: {}, body: fc.record({ status: text }) } },
  acknowledgements: {
    reauthenticate: { input: { token: "t" }, raw: payloads.authSuccess, events: ["authSuccess", "tokenExpired"] },
    openConversation: { input: { conversationId: "room:hall" }, ...entered },
    watchRoom: { input: { roomId: "hall" }, ...entered },
    joinViewers: { input: { viewableId: "hall" }, ...entered },
    sendMessage: {
      input: { conversationId: "room:hall", clientId: "c1", body: { kind: "text", text: "x" } },
      raw: payloads.messageSent,
      events: ["messageSent", "sendMessageError"],
    },
    sendGift: {
      input: { conversationId: "room:hall", clientId: "c1", giftId: "rose", quantity: 1, receiverId: "binh" },
      raw: payloads.giftSent,
      events: ["giftSent", "sendGiftError"],
    },
  },
  greet: (push) => push("authSuccess", {}),
});

const { message, chat } = shopPayloads(me);

hostileTo(shop({ rooms: [], csrfToken: "c", roomIdOf: () => "r1" }), {
  events: { message },
  // Everybody is told what anybody says.
  silent: ["message"],
  answers: {
    history: {
      input: { conversationId: "direct:an:binh", ...page },
      body: fc.record({
        userId: fc.constant(me),
        room: fc.record({
          _id: fc.constant("r1"),
          participants: fc.constant([me, { _id: "binh", username: "Bình" }]),
          messages: fc.array(chat, { maxLength: 5 }),
          countUnRead: fc.nat(),
          marked: fc.boolean(),
        }),
      }),
    },
  },
  acknowledgements: {
    sendMessage: {
      input: { conversationId: "direct:an:binh", clientId: "c1", body: { kind: "text", text: "x" } },
      raw: fc.oneof(chat, fc.record({ success: fc.boolean(), chats: chat })),
    },
  },
});

const told = roomsPayloads(me);
const sent = { conversationId: "room:hall", clientId: "c1", body: { kind: "text" as const, text: "x" } };
const change = { topic: "state", baseVersion: 1, patches: [{ op: "set" as const, path: ["a"], value: 1 }] };

hostileTo(rooms(), {
  events: told,
  // A list of nothing is nothing.
  silent: ["notification-history"],
  asked: { notifications: { input: page, raw: told["notification-history"], event: "notification-history" } },
  acknowledgements: {
    openConversation: { input: { conversationId: "room:hall" }, raw: fc.record({ roomId: fc.constant("hall") }) },
    watchRoom: {
      input: { roomId: "hall" },
      raw: fc.record({ people: fc.array(told["user-joined"], { maxLength: 5 }) }),
    },
    sendMessage: { input: sent, raw: told.message },
    watchPresence: {
      input: { userIds: ["binh"] },
      raw: fc.record({ people: fc.array(fc.record({ userId: text, there: fc.boolean() })) }),
    },
    subscribeTopic: { input: { topic: "state" }, raw: told.STATE_SYNC, events: ["STATE_SYNC"] },
    changeTopic: { input: change, raw: told.STATE_PATCH, events: ["STATE_PATCH", "CONFLICT", "silence"] },
  },
});
