import { isId } from "../../contract/ids.js";
import { roleAudience } from "./audiences.js";
import type { Hub } from "./hub.js";
import type { SessionState } from "./session.js";

/** The role of those who look after the others. */
export const adminRole = "admin";

/** More than so many roles are taken from nobody's word. */
export const mostRoles = 20;

/** Those of a claim that can be roles: one, or a list. */
export function readRoles(claim: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(claim) ? claim.slice(0, mostRoles) : [claim];
  return [...new Set(all.filter(isId))];
}

/** Gives a session its roles: it hears what those of them hear, and no more what those of its former ones hear. */
export function takeRoles(session: SessionState, roles: readonly string[], hub: Hub): void {
  for (const role of session.roles) if (!roles.includes(role)) hub.leave(session.id, roleAudience(role));
  for (const role of roles) if (!session.roles.includes(role)) hub.join(session.id, roleAudience(role));
  session.roles = roles;
}
