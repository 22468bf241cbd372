import {
  answered,
  defineProtocol,
  emit,
  failure,
  heard,
  type Infer,
  pageOf,
  parse,
  refused,
  roomIdOf,
  storedAs,
  textMessage,
} from "lobbykit/protocols";
import { entered, line, page, refusal, stored, typing } from "./ownReaders.js";

export const ownProtocol = defineProtocol({
  name: "own",
  capabilities: {
    rooms: true,
    echo: "all",
    acks: true,
    dedupe: true,
    history: "http",
    catchUp: "history",
    typing: true,
  },
  connect: {
    transports: ["websocket", "polling"],
    auth: ({ token }) => ({ token }),
    refusal: ({ message }) => ({ kind: message === "who are you?" ? "unauthenticated" : "retry" }),
  },
  incoming: {
    said: heard(line, (said) => ({ type: "messageReceived", epoch: null, message: messageOf(said) })),
    typing: heard(typing, ({ room, from, name, on }) => ({
      type: "typingChanged",
      conversationId: `room:${room}`,
      userId: from,
      userName: name ?? from,
      typing: on,
    })),
  },
  outgoing: {
    openConversation: ({ conversationId }) => {
      const answer = answered(entered, ({ title }) => ({ head: null, profile: { title, participants: [] } }));
      return emit("enter", { room: roomIdOf(conversationId) }, answer);
    },
    sendMessage: ({ conversationId, clientId, body }) => {
      const said = { room: roomIdOf(conversationId), text: body.text ?? "", ref: clientId };
      return emit(
        "say",
        said,
        answered(stored, ({ id, at }) => storedAs(id, at), no),
      );
    },
    setTyping: ({ conversationId, typing }) => emit("typing", { room: roomIdOf(conversationId), on: typing }),
  },
  http: {
    history: {
      request: ({ conversationId, cursor }) => ({
        method: "GET",
        path: `rooms/${roomIdOf(conversationId)}/lines${cursor === null ? "" : `?before=${cursor}`}`,
      }),
      read: (raw, { conversationId }) => {
        const read = parse(page, raw);
        if (!read.ok) return refused("UNAVAILABLE", read.issue);
        const { lines, more } = read.value;
        const older = more ? String(lines[0]?.at ?? "") : null;
        return { ok: true, value: pageOf(conversationId, lines.map(messageOf), older) };
      },
    },
  },
});

function messageOf({ id, room, from, name, text, at, ref }: Infer<typeof line>) {
  const sender = { senderId: from, senderName: name, clientId: ref };
  return textMessage({ id, conversationId: `room:${room}`, ...sender, createdAt: at, text });
}

function no(answer: unknown) {
  const read = parse(refusal, answer);
  if (!read.ok) return null;
  return failure(read.value.error === "too long" ? "TOO_LARGE" : "INVALID", read.value.error);
}
