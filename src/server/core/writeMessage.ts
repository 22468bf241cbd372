import type { MessageBody } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import type { ConversationId } from "../../contract/ids.js";
import type { AppendResult } from "../store/store.js";
import { conversationAudiences, membersByWriting, userAudience } from "./audiences.js";
import type { Services } from "./services.js";

/** Stores a person's message and tells everybody who hears it; a repetition of the same client id is stored and told once. Rejects when the store does. */
export async function writeMessage(
  services: Services,
  message: {
    readonly conversationId: ConversationId;
    readonly sender: User;
    readonly clientId: string;
    readonly body: MessageBody;
  },
): Promise<AppendResult & { readonly epoch: string }> {
  const { store, hub, clock, happened } = services;
  const { conversationId, sender } = message;
  await happened.appending(sender, conversationId);
  // Before the append, so that nothing is awaited between storing and telling: that keeps what is told in the order of the log.
  const epoch = await store.epoch();
  const members = membersByWriting(conversationId, sender.id);
  const createdAt = clock.now();
  const stored = await store.append({ ...message, id: services.newId(), createdAt, members });
  if (!stored.duplicate) {
    hub.publish(conversationAudiences(conversationId), { type: "messageReceived", epoch, message: stored.message });
    for (const member of stored.newMembers) {
      services.background("conversationChanged", announceConversation(services, conversationId, member));
    }
  }
  // Also of a repetition: what followed the first time may have come to nothing.
  happened.appended(stored.message);
  return { ...stored, epoch };
}

/** Tells a new member's clients what his list should now show. */
async function announceConversation(services: Services, conversationId: string, userId: string): Promise<void> {
  const conversation = await services.store.conversation(userId, conversationId);
  if (conversation === null) return;
  services.hub.publish([userAudience(userId)], { type: "conversationChanged", conversation });
}
