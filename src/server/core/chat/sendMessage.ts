import type { DraftBody, MessageBody } from "../../../contract/chat.js";
import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import { revoke } from "../session.js";
import { writeMessage } from "../writeMessage.js";

/**
 * Sends a message: authorise → rate → store (sequence, duplicate check and append in one transaction) → tell everybody → acknowledge. What is acknowledged is therefore
 * stored, and a repetition with the same client id is answered with what was stored then.
 */
export function sendMessageHandler(services: Services): Definition {
  const { hub, access, limiters } = services;
  return define("sendMessage", services, async (session, input): Promise<Answer<"sendMessage">> => {
    const { conversationId, clientId, body } = input;
    const problem = bodyProblem(body, services);
    if (problem !== null) return problem;
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

function bodyProblem(body: DraftBody, { limits, imageHosts }: Services): Answer<"sendMessage"> | null {
  if ((body.text?.length ?? 0) > limits.messageLength) {
    return refuse("TOO_LARGE", `at most ${limits.messageLength} characters`);
  }
  if (body.kind === "image" && imageHosts !== undefined && !isHostAllowed(body.url, imageHosts)) {
    return refuse("INVALID", "images of this host are not allowed");
  }
  return null;
}

/** Whether a URL's host is one of the list or a subdomain of one. Compared as hosts, never as text within text. */
export function isHostAllowed(url: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hosts.some((host) => hostname === host.toLowerCase() || hostname.endsWith(`.${host.toLowerCase()}`));
}

/** Whether two bodies say the same. Fields of a body are text and numbers only. */
function sameBody(a: MessageBody, b: MessageBody): boolean {
  const left = Object.entries(a);
  return (
    left.length === Object.keys(b).length &&
    left.every(([key, value]) => Object.hasOwn(b, key) && (b as Record<string, unknown>)[key] === value)
  );
}
