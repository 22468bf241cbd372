import type { ConversationId } from "../../../contract/ids.js";
import { parseConversationId } from "../../../contract/ids.js";
import type { TicketChange } from "../../store/supportStore.js";
import { userAudience } from "../audiences.js";
import { type Answer, type Definition, define, done, refuse } from "../define.js";
import { adminRole } from "../roles.js";
import type { Services } from "../services.js";
import type { SessionState } from "../session.js";
import type { Limiter } from "../tokenBucket.js";
import type { Tickets } from "./tickets.js";

type TicketCommand = "takeSupport" | "releaseSupport" | "closeSupport";

/** What agents do with a request: take it, give it back, close it. Admins may do so with everybody's. */
export function ticketHandlers(services: Services, tickets: Tickets, commands: Limiter): readonly Definition[] {
  const { store, hub, clock, access } = services;
  /** Whose request it must be; `null`: anybody's. */
  const owner = ({ user, roles }: SessionState) => (roles.includes(adminRole) ? null : user.id);

  const handler = (
    name: TicketCommand,
    change: (session: SessionState, id: ConversationId) => Promise<TicketChange>,
    then: (session: SessionState, id: ConversationId, formerAgentId: string | undefined) => Promise<void>,
  ): Definition => ({
    ...define(name, services, async (session, { conversationId }): Promise<Answer<TicketCommand>> => {
      if (parseConversationId(conversationId)?.kind !== "support") return refuse("NOT_FOUND");
      if (!(await access(session, { kind: "open", conversationId }))) return refuse("FORBIDDEN");
      const waitMs = commands.take(session.user.id);
      if (waitMs > 0) return refuse("RATE_LIMITED", undefined, waitMs);
      const former = (await store.support.ticket(conversationId))?.agent?.id;
      const changed = await change(session, conversationId);
      if (changed.outcome === "missing") return refuse("NOT_FOUND");
      if (changed.outcome === "conflict") return refuse("CONFLICT", "another agent has it, or nobody has");
      tickets.announce(changed.ticket);
      await then(session, conversationId, former);
      return done({ ticket: changed.ticket });
    }),
    agents: true,
  });

  /** It is in his list now, and he hears of what is written there while he looks at something else. */
  const join = async ({ user }: SessionState, id: ConversationId) => {
    await store.addMember(id, user.id, clock.now());
    const conversation = await store.conversation(user.id, id);
    if (conversation !== null) hub.publish([userAudience(user.id)], { type: "conversationChanged", conversation });
  };
  const leave = async (_session: SessionState, id: ConversationId, formerAgentId: string | undefined) => {
    if (formerAgentId !== undefined) await store.removeMember(id, formerAgentId);
  };

  return [
    handler("takeSupport", ({ user }, id) => store.support.take(id, user, clock.now()), join),
    handler("releaseSupport", (session, id) => store.support.release(id, owner(session), clock.now()), leave),
    handler("closeSupport", (session, id) => store.support.close(id, owner(session), clock.now()), leave),
  ];
}
