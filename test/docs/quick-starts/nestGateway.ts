import {
  answered,
  array,
  boolean,
  type Decoded,
  defineProtocol,
  emit,
  failure,
  heard,
  type Infer,
  idSchema,
  integer,
  object,
  oneOf,
  optional,
  pageOf,
  parse,
  refusedBy,
  roomIdOf,
  storedAs,
  string,
  textMessage,
  timeSchema,
} from "lobbykit/protocols";

// What the gateway says, field by field. Whatever does not fit is dropped, counted and reported.
const person = object({ id: idSchema, name: optional(string({ max: 80 })) });
const line = object({
  no: integer({ min: 1 }),
  channel: idSchema,
  author: person,
  text: string({ min: 1, max: 1_000 }),
  at: timeSchema,
  tempId: optional(idSchema),
});
const lines = object({ channel: idSchema, lines: array(line, { max: 50 }) });
const typing = object({ channel: idSchema, user: person, typing: boolean });
const joined = object({ title: string({ max: 80 }), people: array(person, { max: 50 }) });
const presence = object({ id: idSchema, here: optional(boolean), away: optional(boolean), at: optional(timeSchema) });
const notice = object({ id: idSchema, title: string({ max: 200 }), body: string({ max: 2_000 }), at: timeSchema });
const exception = object({
  message: string({ max: 500 }),
  cause: optional(object({ pattern: string(), data: object({ tempId: optional(idSchema) }) })),
});

export const nestGateway = defineProtocol({
  name: "nest-gateway",
  capabilities: {
    acks: true, // what a handler returns
    echo: "all", // channel:said goes to the sender too
    history: "push", // channel:lines comes with channel:join,
    catchUp: "history", // and again with every joining
    rooms: true,
    typing: true,
    presence: true,
    notifications: true,
  },
  connect: {
    transports: ["websocket", "polling"],
    auth: ({ token }) => ({ token }),
    namespaces: { notices: "/notices" },
    refusal: ({ message }) => ({ kind: message === "Unauthorized" ? "unauthenticated" : "retry" }),
    // A WsException is an event, and no acknowledgement comes: without this a refusal would look like a lost answer.
    around: refusedBy({
      events: ["exception"],
      matches: ({ event, payload }, refusal) => {
        const said = parse(exception, refusal);
        if (!said.ok || said.value.cause === undefined) return true;
        const { pattern, data } = said.value.cause;
        return pattern === event && data.tempId === (payload as { tempId?: string }).tempId;
      },
    }),
  },
  incoming: {
    "channel:said": heard(line, (said) => ({ type: "messageReceived", epoch: null, message: messageOf(said) })),
    "channel:lines": heard(lines, ({ channel, lines }) => ({
      type: "historyReceived",
      page: pageOf(`room:${channel}`, lines.map(messageOf)),
    })),
    "channel:typing": heard(typing, ({ channel, user, typing }) => ({
      type: "typingChanged",
      conversationId: `room:${channel}`,
      userId: user.id,
      userName: user.name ?? user.id,
      typing,
    })),
    "user:here": heard(presence, (one) => presenceOf([{ ...one, here: true }])),
    "user:gone": heard(presence, (one) => presenceOf([one])),
    "user:list": heard(array(presence, { max: 200 }), presenceOf),
    notice: heard(notice, ({ id, title, body, at }) => ({
      type: "notificationReceived",
      notification: { id, kind: "notice", level: "info", title, message: body, read: false, createdAt: at },
    })),
    // A refusal of something that asked for no answer.
    exception: () => null,
  },
  outgoing: {
    openConversation: ({ conversationId }) => {
      const answer = answered(
        joined,
        ({ title, people }) => ({ head: null, profile: { title, participants: people } }),
        no,
      );
      return emit("channel:join", { channel: roomIdOf(conversationId) }, answer);
    },
    closeConversation: ({ conversationId }) => emit("channel:leave", { channel: roomIdOf(conversationId) }),
    sendMessage: ({ conversationId, clientId, body }) => {
      const said = { channel: roomIdOf(conversationId), text: body.text ?? "", tempId: clientId };
      return emit(
        "channel:say",
        said,
        answered(line, (stored) => storedAs(idOf(stored), stored.at), no),
      );
    },
    setTyping: ({ conversationId, typing }) => emit("channel:typing", { channel: roomIdOf(conversationId), typing }),
    setPresence: ({ status }, { user }) => emit("user:here", { name: user.name ?? user.id, away: status !== "online" }),
    watchPresence: ({ userIds }) => emit("user:follow", { ids: userIds }),
    unwatchPresence: ({ userIds }) => emit("user:unfollow", { ids: userIds }),
    markNotificationsRead: ({ ids }) => ({ ...emit("notice:read", { ids }), namespace: "notices" }),
    // The gateway hears nothing of these: what is read or cleared is so on this page.
    markRead: () => null,
    clearNotifications: () => null,
  },
  known: {
    // It keeps no notices either: those that were pushed are all there is.
    notifications: () => ({
      ok: true,
      value: { notifications: [], unreadCount: 0, nextCursor: null, pushedOnly: true },
    }),
  },
});

/** `no` starts from 1 again with the server: only together with its time it names one line. */
function idOf({ no, at }: Infer<typeof line>): string {
  return `${at}-${no}`;
}

function messageOf(said: Infer<typeof line>) {
  const { channel, author, at, text, tempId } = said;
  const from = { senderId: author.id, senderName: author.name, clientId: tempId };
  return textMessage({ id: idOf(said), conversationId: `room:${channel}`, ...from, createdAt: at, text });
}

function presenceOf(people: readonly Infer<typeof presence>[]): Decoded {
  const presences = people.map(({ id, here = false, away = false, at = null }) => ({
    userId: id,
    status: here ? (away ? ("away" as const) : ("online" as const)) : ("offline" as const),
    lastSeenAt: here ? null : at,
  }));
  return { type: "presenceChanged", presences };
}

/** Why an answer means no. `refusedBy` gives it the name of the event. */
function no(answer: unknown) {
  const said = parse(object({ event: oneOf("exception"), payload: exception }), answer);
  return said.ok ? failure("FORBIDDEN", said.value.payload.message) : null;
}
