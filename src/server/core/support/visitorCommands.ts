import { defined } from "../../../contract/defined.js";
import { type ConversationId, conversationIdOf } from "../../../contract/ids.js";
import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import type { SessionState } from "../session.js";
import type { Limiter } from "../tokenBucket.js";
import type { Tickets } from "./tickets.js";

/** What a visitor asks for. Always about his own request: nobody can name another's. */
export function visitorHandlers(services: Services, tickets: Tickets, commands: Limiter): readonly Definition[] {
  const { store, access, clock } = services;
  const ownId = ({ user }: SessionState): ConversationId =>
    conversationIdOf({ kind: "support", visitorId: user.id }, user.id);

  return [
    define("startSupport", services, async (session, { supportType }): Promise<Answer<"startSupport">> => {
      const conversationId = ownId(session);
      if (!(await access(session, { kind: "open", conversationId }))) return refuse("FORBIDDEN");
      const waitMs = commands.take(session.user.id);
      if (waitMs > 0) return refuse("RATE_LIMITED", undefined, waitMs);
      const request = { conversationId, visitor: session.user, topic: supportType, at: clock.now() };
      const { ticket, changed } = await store.support.start(request);
      if (changed) tickets.announce(ticket);
      return done({ ticket });
    }),
    define("supportStatus", services, async (session): Promise<Answer<"supportStatus">> => {
      const conversationId = ownId(session);
      const [ticket, conversation] = await Promise.all([
        store.support.ticket(conversationId),
        store.conversation(session.user.id, conversationId),
      ]);
      return done(defined({ ticket: ticket ?? undefined, conversation: conversation ?? undefined }));
    }),
  ];
}
