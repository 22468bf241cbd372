import type { User } from "../../contract/connection.js";
import { parseConversationId } from "../../contract/ids.js";
import type { Action, Authorize } from "./core.js";

/** Whether a user may do something now. Rejects when the app's hook does. */
export type Access = (user: User, action: Action) => Promise<boolean>;

/** Joins the default rules and the app's hook. The hook is never asked about a pair that leaves the user out: no answer could let him in. */
export function createAccess(authorize: Authorize | undefined): Access {
  return async (user, action) => {
    const parts = parseConversationId(action.conversationId);
    if (parts === null) return false;
    if (parts.kind === "direct" && !parts.userIds.includes(user.id)) return false;
    const byDefault = parts.kind !== "support" || parts.visitorId === user.id;
    const answer = await authorize?.(user, action);
    return answer ?? byDefault;
  };
}
