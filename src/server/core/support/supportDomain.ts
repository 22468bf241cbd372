import { parseConversationId } from "../../../contract/ids.js";
import { isAgent } from "../agents.js";
import { queueAudience } from "../audiences.js";
import type { Domain } from "../domain.js";
import type { Services } from "../services.js";
import { revoke, type SessionState } from "../session.js";
import { limiter } from "../tokenBucket.js";
import { ticketHandlers } from "./agentCommands.js";
import { queueHandlers } from "./queue.js";
import { createTickets } from "./tickets.js";
import { visitorHandlers } from "./visitorCommands.js";

/** Visitors' requests for help and the agents who answer them. What is said is chat; this is who waits for whom. */
export function supportDomain(services: Services): Domain {
  const { hub, clock, limits } = services;
  const tickets = createTickets(services);
  const commands = limiter(limits.support, () => clock.now());

  /** Who is no agent any more hears nothing more of visitors. */
  const stopListening = (session: SessionState) => {
    hub.leave(session.id, queueAudience());
    for (const conversationId of session.opened) {
      const parts = parseConversationId(conversationId);
      if (parts?.kind === "support" && parts.visitorId !== session.user.id) revoke(session, conversationId, hub);
    }
  };

  return {
    definitions: [
      ...visitorHandlers(services, tickets, commands),
      ...queueHandlers(services),
      ...ticketHandlers(services, tickets, commands),
    ],
    renewed: (session) => {
      if (!isAgent(session.roles)) stopListening(session);
    },
    ended: (session) => hub.leave(session.id, queueAudience()),
    appending: tickets.ensure,
    appended: tickets.note,
    readMoved: tickets.noteRead,
  };
}
