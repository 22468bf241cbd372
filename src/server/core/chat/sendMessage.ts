import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import { revoke } from "../session.js";
import { writeMessage } from "../writeMessage.js";
import { bodyProblem, sameBody } from "./body.js";

/**
 * Sends a message: authorise → rate → store (sequence, duplicate check and append in one transaction) → tell everybody → acknowledge. What is acknowledged is therefore
 * stored, and a repetition with the same client id is answered with what was stored then.
 */
export function sendMessageHandler(services: Services): Definition {
  const { hub, access, limiters } = services;
  return define("sendMessage", services, async (session, input): Promise<Answer<"sendMessage">> => {
    const { conversationId, clientId, body } = input;
    const problem = bodyProblem(body, services);
    if (problem !== null) return { ok: false, failure: problem };
    const { user } = session;
    if (!(await access(session, { kind: "send", conversationId, body: { kind: body.kind } }))) {
      // One who may not write may still read: only that decides whether he goes on hearing it.
      if (!(await access(session, { kind: "open", conversationId }))) revoke(session, conversationId, hub);
      return refuse("FORBIDDEN");
    }
    const waitMs = limiters.sends.take(user.id);
    if (waitMs > 0) return refuse("RATE_LIMITED", undefined, waitMs);
    const { message, duplicate, epoch } = await writeMessage(services, {
      conversationId,
      sender: user,
      clientId,
      body,
    });
    if (duplicate && !sameBody(message.body, body)) {
      return refuse("CONFLICT", "another message was sent under this client id before");
    }
    const answer = { id: message.id, seq: message.seq, epoch, createdAt: message.createdAt };
    return done(duplicate ? { ...answer, duplicate } : answer);
  });
}
