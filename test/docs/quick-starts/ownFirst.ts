import { defineProtocol, emit, heard, roomIdOf, textMessage } from "lobbykit/protocols";
import { line } from "./ownReaders.js";

export const ownFirst = defineProtocol({
  name: "own",
  capabilities: { rooms: true },
  connect: { auth: ({ token }) => ({ token }) },
  incoming: {
    said: heard(line, ({ id, room, from, name, text, at }) => ({
      type: "messageReceived",
      epoch: null,
      message: textMessage({
        id,
        conversationId: `room:${room}`,
        senderId: from,
        senderName: name,
        createdAt: at,
        text,
      }),
    })),
  },
  outgoing: {
    openConversation: ({ conversationId }) => emit("enter", { room: roomIdOf(conversationId) }),
    sendMessage: ({ conversationId, body }) => emit("say", { room: roomIdOf(conversationId), text: body.text ?? "" }),
  },
});
