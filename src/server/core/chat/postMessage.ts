import { draftBodySchema } from "../../../contract/chat.js";
import { userSchema } from "../../../contract/connection.js";
import { clientIdSchema, conversationIdSchema } from "../../../contract/ids.js";
import { LobbyError } from "../../../contract/lobbyError.js";
import { object, optional, parse } from "../../../contract/schema.js";
import type { Services } from "../services.js";
import { writeMessage } from "../writeMessage.js";
import { bodyProblem, sameBody } from "./body.js";
import type { MessagePost, PostedMessage } from "./messagePost.js";

const postSchema = object({
  conversationId: conversationIdSchema,
  sender: userSchema,
  body: draftBodySchema,
  clientId: optional(clientIdSchema),
});

/** Writes a message in a user's name and tells those who hear the conversation. Nobody is asked whether he may: the app's own code has decided that. */
export async function postMessage(services: Services, post: MessagePost): Promise<PostedMessage> {
  const parsed = parse(postSchema, post);
  if (!parsed.ok) throw badPost(parsed.issue);
  const { conversationId, body, sender, clientId = services.newId() } = parsed.value;
  const problem = bodyProblem(body, services);
  if (problem !== null) throw badPost(problem.message ?? problem.code);
  const [known] = sender.name === undefined ? await services.store.users([sender.id]) : [];
  const { message, epoch, duplicate } = await writeMessage(services, {
    conversationId,
    sender: { ...known, ...sender },
    clientId,
    body,
  });
  if (duplicate && !sameBody(message.body, body)) throw badPost("another one was posted under this client id before");
  return { message, epoch, duplicate };
}

function badPost(issue: string): LobbyError {
  return new LobbyError(
    "bad-post",
    `A message was not posted: ${issue}.`,
    "No client could show it, or it would be another one under a client id that is taken.",
    "Name the conversation with conversationIdOf, give a text or an image within the server's limits, and a clientId that is this message's own.",
  );
}
