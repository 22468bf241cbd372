import type { Client, InArgs, Row } from "@libsql/client";
import type { User } from "../../../contract/connection.js";
import { generalTopic, type SupportTicket } from "../../../contract/support.js";
import type { SupportStore, TicketChange } from "../supportStore.js";

const select = "SELECT * FROM lobby_support WHERE conversation_id = :id";

/**
 * Requests for help in SQLite. Each change is one statement whose condition is the state that it is about, so that of two agents exactly one gets a request even
 * when they speak to different processes.
 */
export function sqliteSupport(open: () => Promise<Client>): SupportStore {
  const query = async (sql: string, args: InArgs): Promise<Row[]> => (await (await open()).execute({ sql, args })).rows;
  const one = async (sql: string, args: InArgs): Promise<SupportTicket | null> => {
    const [row] = await query(sql, args);
    return row === undefined ? null : ticketOf(row);
  };
  /** Changes a request whose state fits; else tells whether it is as wished already. */
  const change = async (
    sql: string,
    args: Record<string, string | number | null>,
    already: (ticket: SupportTicket) => boolean,
  ): Promise<TicketChange> => {
    const changed = await one(sql, args);
    if (changed !== null) return { outcome: "done", ticket: changed };
    const held = await one(select, { id: args.id ?? null });
    if (held === null) return { outcome: "missing" };
    return already(held) ? { outcome: "done", ticket: held } : { outcome: "conflict" };
  };

  return {
    ticket: (id) => one(select, { id }),
    start: async ({ conversationId: id, visitor, topic, at }) => {
      const changed = await one(
        `INSERT INTO lobby_support (conversation_id, visitor, topic, status, created_at, updated_at)
          VALUES (:id, :visitor, coalesce(:topic, '${generalTopic}'), 'queued', :at, :at)
          ON CONFLICT (conversation_id) DO UPDATE SET
            visitor = :visitor, topic = coalesce(:topic, topic), updated_at = :at,
            created_at = CASE status WHEN 'closed' THEN :at ELSE created_at END,
            agent_id = CASE status WHEN 'closed' THEN NULL ELSE agent_id END,
            agent = CASE status WHEN 'closed' THEN NULL ELSE agent END,
            status = CASE status WHEN 'closed' THEN 'queued' ELSE status END
          WHERE status = 'closed' OR (:topic IS NOT NULL AND topic <> :topic)
          RETURNING *`,
        { id, visitor: JSON.stringify(visitor), topic, at },
      );
      if (changed !== null) return { ticket: changed, changed: true };
      const held = await one(select, { id });
      if (held === null) throw new Error("A request that is there can't be read.");
      return { ticket: held, changed: false };
    },
    take: (id, agent, at) =>
      change(
        `UPDATE lobby_support SET status = 'taken', agent_id = :agentId, agent = :agent, updated_at = :at
          WHERE conversation_id = :id AND status <> 'taken' RETURNING *`,
        { id, agentId: agent.id, agent: JSON.stringify(agent), at },
        (held) => held.status === "taken" && held.agent?.id === agent.id,
      ),
    release: (id, agentId, at) =>
      change(
        `UPDATE lobby_support SET status = 'queued', agent_id = NULL, agent = NULL, updated_at = :at
          WHERE conversation_id = :id AND status = 'taken' AND (:agentId IS NULL OR agent_id = :agentId) RETURNING *`,
        { id, agentId, at },
        () => false,
      ),
    close: (id, agentId, at) =>
      change(
        `UPDATE lobby_support SET status = 'closed', updated_at = :at
          WHERE conversation_id = :id AND (status = 'queued' OR (status = 'taken' AND (:agentId IS NULL OR agent_id = :agentId)))
          RETURNING *`,
        { id, agentId, at },
        (held) => held.status === "closed",
      ),
    note: ({ conversationId: id, seq, last, read }) =>
      one(
        `UPDATE lobby_support SET head = :seq, last = :last, updated_at = max(updated_at, :at),
            read_seq = CASE WHEN :read = 1 THEN :seq ELSE read_seq END
          WHERE conversation_id = :id AND head < :seq RETURNING *`,
        { id, seq, last: JSON.stringify(last), at: last.createdAt, read: read ? 1 : 0 },
      ),
    read: (id, seq) =>
      one(
        `UPDATE lobby_support SET read_seq = min(:seq, head)
          WHERE conversation_id = :id AND min(:seq, head) > read_seq RETURNING *`,
        { id, seq },
      ),
    open: async (limit) => {
      const sql = "SELECT * FROM lobby_support WHERE status <> 'closed' ORDER BY created_at, conversation_id LIMIT ?";
      return (await query(sql, [limit])).map(ticketOf);
    },
    closed: async (limit) => {
      const sql = `SELECT * FROM lobby_support WHERE status = 'closed' ORDER BY updated_at DESC, conversation_id LIMIT ?`;
      return (await query(sql, [limit])).map(ticketOf);
    },
  };
}

/** Reads a request. What is in the table was validated on its way in; here it is only given its shape. */
function ticketOf(row: Row): SupportTicket {
  return {
    conversationId: String(row.conversation_id),
    visitor: JSON.parse(String(row.visitor)) as User,
    topic: String(row.topic),
    status: row.status as SupportTicket["status"],
    ...(row.agent === null ? {} : { agent: JSON.parse(String(row.agent)) as User }),
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    head: Number(row.head),
    readSeq: Number(row.read_seq),
    ...(row.last === null ? {} : { last: JSON.parse(String(row.last)) as NonNullable<SupportTicket["last"]> }),
  };
}
