import { conversationIdSchema } from "../../contract/ids.js";
import { object, parse } from "../../contract/schema.js";
import type { ServerReport } from "../report.js";

/** The roles of those who answer visitors. */
export const agentRoles: readonly string[] = ["admin", "agent"];

/** Whether somebody with these roles may see visitors' requests for help and answer them. */
export function isAgent(roles: readonly string[]): boolean {
  return roles.some((role) => agentRoles.includes(role));
}

const aboutSchema = object({ conversationId: conversationIdSchema });

/** What is written down of an agent's command, carried out or not: who, what, and about which conversation. Never what was said. */
export function auditOf(during: string, code: string, userId: string, payload: unknown): ServerReport {
  const named = parse(aboutSchema, payload);
  const about = named.ok ? { subject: named.value.conversationId } : {};
  return { kind: "audit", during, code, userId, ...about };
}
