import { defined } from "../../contract/defined.js";
import { failure, type Outcome } from "../../contract/errors.js";
import { roomIdOf } from "../conversations.js";
import { defineProtocol } from "../defineProtocol.js";
import { isHostAllowed } from "../imageAllowed.js";
import type { Emission, Protocol, Refusal } from "../protocol.js";
import { emit } from "../words.js";
import { listOf, peopleIn, presencesOf, storedMessage, toldState, whoIsThere } from "./answers.js";
import { incomingOf } from "./incoming.js";
import type { RoomsOptions } from "./options.js";
import { roomViewOf } from "./read.js";
import { changeOutcome } from "./state.js";
import { roomsWrappers } from "./wrappers.js";

/** Requests may take this server so long. */
const timeoutMs = 30_000;
/** Where the wrappers answer, or silence does. */
const unmeasured = true;

const nothing = () => null;
const no = (...words: Parameters<typeof failure>): Refusal => ({ via: "nothing", failure: failure(...words) });
const unsupported = /* @__PURE__ */ no("UNSUPPORTED");
const empty = /* @__PURE__ */ no("INVALID", "There is no text.");
const foreignImage = /* @__PURE__ */ no("INVALID", "Pictures of this address are not allowed.");
const oneAtATime = /* @__PURE__ */ no("UNSUPPORTED", "This server takes one patch at a time.");

/**
 * A server of rooms with acknowledgements: chat with history on entering, typing and who is there in the namespace `/chat`, notifications in `/notifications`, and
 * prices and one shared state in the default one. A message's acknowledgement is the message as it was stored, so that a loss is visible (level L1); what was said while
 * the connection was lost comes with the history, as far as that reaches back.
 *
 * @example
 * createLobby({ url, user, protocol: rooms({ imageHosts: ["images.example.com"] }), auth: fetchToken });
 */
export function rooms(options: RoomsOptions = {}): Protocol {
  const { topic = "state", imageHosts, patchAs = (patch) => patch } = options;
  const { chat = "/chat", notifications = "/notifications", live = "/" } = options.namespaces ?? {};
  const others = Object.entries({ notifications, live }).filter(([, path]) => path !== chat);
  const to = (name: "notifications" | "live", emission: Emission<never>) =>
    within(others.some(([other]) => other === name) ? name : undefined, emission);
  return defineProtocol({
    name: "rooms",
    capabilities: {
      acks: true,
      // The sender is told too, or not: who is told once more is not shown it twice.
      echo: "others",
      history: "push",
      catchUp: "history",
      rooms: true,
      images: true,
      typing: true,
      notifications: "simple-all",
      presence: true,
      live: true,
    },
    connect: {
      transports: ["websocket", "polling"],
      auth: ({ token }) => (token === null ? {} : { token }),
      namespace: chat,
      namespaces: Object.fromEntries(others),
      refusal: ({ message }) => {
        if (/forbidden|banned/i.test(message)) return { kind: "forbidden" };
        return { kind: /auth|token|jwt/i.test(message) ? "unauthenticated" : "retry" };
      },
      around: roomsWrappers(options.heartbeat),
    },
    typingIdleMs: 1_000,
    ...defined({ imageHosts }),
    incoming: incomingOf(options),
    outgoing: {
      openConversation: ({ conversationId }) =>
        enter(roomIdOf(conversationId), "chat", () => ({ ok: true, value: { head: null } })),
      closeConversation: ({ conversationId }) => leave(roomIdOf(conversationId), "chat"),
      sendMessage: ({ conversationId, clientId, body }, { user, now }) => {
        const roomId = roomIdOf(conversationId);
        if (body.kind === "image" && !isHostAllowed(body.url, imageHosts)) return foreignImage;
        const text = body.text ?? "";
        const attachments = body.kind === "image" ? [{ type: "image", url: body.url }] : [];
        if (text.trim() === "" && attachments.length === 0) return empty;
        // What the wrappers know it again by stays with them.
        const known = { senderId: user.id, clientId };
        const payload = { roomId, text, attachments, timestamp: now(), ...known };
        return { ...emit("send-message", payload, storedMessage), timeoutMs };
      },
      setTyping: ({ conversationId, typing }) => emit("typing", { roomId: roomIdOf(conversationId), isTyping: typing }),
      // Nothing of the sort is on this wire.
      markRead: nothing,
      watchRoom: ({ roomId }) =>
        enter(roomId, "room", (raw) => ({ ok: true, value: roomViewOf(roomId, peopleIn(raw) ?? []) })),
      unwatchRoom: ({ roomId }) => leave(roomId, "room"),
      setPresence: nothing,
      watchPresence: ({ userIds }) => ({ ...emit(whoIsThere, { userIds }, presencesOf), unmeasured }),
      unwatchPresence: nothing,
      markNotificationsRead: ({ ids }) => {
        if (ids === "all") return to("notifications", emit("mark-all-read", {}));
        return to("notifications", emit("mark-read", { notificationId: ids[0] }));
      },
      subscribePrices: ({ symbols }) => to("live", emit("subscribe", { channel: "prices", symbols })),
      unsubscribePrices: ({ symbols }) => to("live", emit("unsubscribe", { channel: "prices", symbols })),
      subscribeTopic: (input) =>
        input.topic === topic ? { ...to("live", emit("REQUEST_SYNC", {})), acknowledge: toldState } : unsupported,
      unsubscribeTopic: nothing,
      changeTopic: ({ topic: name, baseVersion, patches }) => {
        const [patch, ...more] = patches;
        if (name !== topic || patch === undefined) return unsupported;
        if (more.length > 0) return oneAtATime;
        const change = to("live", emit("CHANGE", { patch: patchAs(patch), baseVersion }));
        return { ...change, acknowledge: changeOutcome, unmeasured };
      },
    },
    asked: {
      notifications: (_input, context) => ({
        ...to("notifications", emit("get-notifications", {})),
        acknowledge: (raw) => listOf(raw, context),
        timeoutMs,
      }),
    },
  });
}

/** @param by what is open there, for the wrappers: each enters as often as it likes and leaves once */
function enter<R>(roomId: string, by: "chat" | "room", acknowledge: (raw: unknown) => Outcome<R>): Emission<R> {
  return { ...emit("join-room", { roomId, by }, acknowledge), unmeasured };
}

function leave(roomId: string, by: "chat" | "room") {
  return emit("leave-room", { roomId, by });
}

function within(namespace: string | undefined, emission: Emission<never>): Emission<never> {
  return namespace === undefined ? emission : { ...emission, namespace };
}
