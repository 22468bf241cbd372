import { parseConversationId } from "../../contract/ids.js";
import { isAgent } from "./agents.js";
import type { Action, Actor, Authorize } from "./core.js";
import { adminRole } from "./roles.js";

/** Whether somebody may do something now. Rejects when the app's hook does. */
export type Access = (actor: Actor, action: Action) => Promise<boolean>;

/** Joins the default rules and the app's hook. The hook is never asked about a pair that leaves the user out: no answer could let him in. */
export function createAccess(authorize: Authorize | undefined): Access {
  return async (actor, action) => {
    const byDefault = defaultRule(actor, action);
    if (byDefault === "never") return false;
    const answer = await authorize?.(actor.user, action, actor.roles);
    return answer ?? byDefault;
  };
}

function defaultRule({ user, roles }: Actor, action: Action): boolean | "never" {
  if (action.kind === "notify") return roles.includes(adminRole);
  if (action.kind === "view" || action.kind === "listViewers") return action.kind === "view";
  const parts = parseConversationId(action.conversationId);
  if (parts === null) return "never";
  if (parts.kind === "direct" && !parts.userIds.includes(user.id)) return "never";
  return parts.kind !== "support" || parts.visitorId === user.id || isAgent(roles);
}
