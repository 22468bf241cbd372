import type { Head } from "../../../contract/connection.js";
import { type ConversationId, parseConversationId } from "../../../contract/ids.js";
import * as limits from "../../../contract/limits.js";
import { LobbyError } from "../../../contract/lobbyError.js";
import { conversationAudiences } from "../audiences.js";
import type { Services } from "../services.js";

/** Writes a line of the server's own. It has a place in the log like any message, its sender is `system`. */
export async function writeSystemMessage(
  services: Services,
  conversationId: ConversationId,
  text: string,
): Promise<Head> {
  if (parseConversationId(conversationId) === null || text === "" || text.length > limits.messageLength) {
    throw new LobbyError(
      "system-message",
      `systemMessage was called with ${JSON.stringify(conversationId)} and a text of ${text.length} characters.`,
      `A conversation is named direct:a:b, room:id or support:id, and a text has 1 to ${limits.messageLength} characters.`,
      "Make the name with conversationIdOf.",
    );
  }
  const { store, hub, clock } = services;
  const epoch = await store.epoch();
  const { message } = await store.append({
    id: services.newId(),
    conversationId,
    sender: { id: "system" },
    clientId: services.newId(),
    body: { kind: "system", text },
    createdAt: clock.now(),
    members: [],
  });
  hub.publish(conversationAudiences(conversationId), { type: "messageReceived", epoch, message });
  services.happened.appended(message);
  return { conversationId, epoch, seq: message.seq };
}
