import type { Client, InArgs, InStatement, ResultSet, Row } from "@libsql/client";
import type { Gift } from "../../../contract/gifts.js";
import type { ChargeInput, ChargeResult, GiftEntry, GiftStore } from "../giftStore.js";
import { groupCommit } from "../groupCommit.js";

const entryColumns = "content, gift, status, cost, balance, told";
const selectEntry = `SELECT ${entryColumns} FROM lobby_gifts WHERE sender_id = ? AND client_id = ?`;

/**
 * Ledger and wallets in SQLite. Charging is SQL alone, one transaction without a round trip in between: whoever else writes, other processes included, does so before
 * or after. `changes()` says whether the statement before has entered something new.
 */
export function sqliteGifts(open: () => Promise<Client>): GiftStore {
  const query = async (sql: string, args: InArgs): Promise<Row[]> => (await (await open()).execute({ sql, args })).rows;
  const entryOf = async (userId: string, clientId: string): Promise<GiftEntry | null> => {
    const [row] = await query(selectEntry, [userId, clientId]);
    return row === undefined ? null : readEntry(row);
  };

  return {
    charge: groupCommit(
      async (inputs) => chargeAll(await open(), inputs),
      (run) => setImmediate(run),
    ),
    begin: async (input) => {
      const client = await open();
      const [entered, found] = await client.batch(
        [
          {
            sql: `INSERT INTO lobby_gifts (sender_id, client_id, id, conversation_id, content, gift, status, cost, quantity, balance)
              VALUES (:sender, :client, :id, :conversation, :content, :gift, 'begun', :cost, :quantity, NULL)
              ON CONFLICT (sender_id, client_id) DO NOTHING`,
            args: argsOf(input),
          },
          { sql: selectEntry, args: [input.userId, input.clientId] },
        ],
        "write",
      );
      return resultOf(entered, found);
    },
    decide: async (userId, clientId, status, balance) => {
      const client = await open();
      const results = await client.batch(
        [
          {
            sql: `UPDATE lobby_gifts SET status = ?, balance = ? WHERE sender_id = ? AND client_id = ? AND status = 'begun'`,
            args: [status, balance, userId, clientId],
          },
          { sql: selectEntry, args: [userId, clientId] },
        ],
        "write",
      );
      const row = results[1]?.rows[0];
      if (row === undefined) throw new Error("A gift that was begun is not there.");
      return readEntry(row);
    },
    entry: entryOf,
    markTold: async (userId, clientId) => {
      await query("UPDATE lobby_gifts SET told = 1 WHERE sender_id = ? AND client_id = ?", [userId, clientId]);
    },
    untold: async (limit) => {
      const sql = `SELECT ${entryColumns} FROM lobby_gifts WHERE status = 'charged' AND told = 0 ORDER BY position LIMIT ?`;
      return (await query(sql, [limit])).map(readEntry);
    },
    balance: async (userId, starting) => {
      const [row] = await query("SELECT balance FROM lobby_wallets WHERE user_id = ?", [userId]);
      return Number(row?.balance ?? starting);
    },
    credit: async ({ userId, amount, key, startingBalance, at }) => {
      const client = await open();
      const results = await client.batch(
        [
          openWallet(userId, startingBalance),
          {
            sql: "INSERT INTO lobby_credits (user_id, key, amount, at) VALUES (?, ?, ?, ?) ON CONFLICT (user_id, key) DO NOTHING",
            args: [userId, key, amount, at],
          },
          {
            sql: "UPDATE lobby_wallets SET balance = balance + ? WHERE user_id = ? AND changes() = 1",
            args: [amount, userId],
          },
          {
            sql: `SELECT balance, (SELECT amount FROM lobby_credits WHERE user_id = :user AND key = :key) AS amount
              FROM lobby_wallets WHERE user_id = :user`,
            args: { user: userId, key },
          },
        ],
        "write",
      );
      const row = results[3]?.rows[0];
      return {
        balance: Number(row?.balance),
        amount: Number(row?.amount),
        duplicate: results[1]?.rowsAffected === 0,
      };
    },
    history: async (id, cursor, limit) => {
      const rows = await query(
        `SELECT gift FROM lobby_gifts WHERE conversation_id = :id AND status = 'charged'
          AND position < coalesce((SELECT position FROM lobby_gifts WHERE id = :cursor AND conversation_id = :id), ${Number.MAX_SAFE_INTEGER})
          ORDER BY position DESC LIMIT :limit`,
        // One more than asked for, to see whether there is a next page.
        { id, cursor, limit: limit + 1 },
      );
      const gifts = rows.slice(0, limit).map((row) => JSON.parse(String(row.gift)) as Gift);
      return { gifts, nextCursor: rows.length > limit ? (gifts.at(-1)?.id ?? null) : null };
    },
    totals: async (id, limit) => {
      const rows = await query(
        `SELECT sender_id, sum(cost) AS total, sum(quantity) AS count FROM lobby_gifts
          WHERE conversation_id = ? AND status = 'charged' GROUP BY sender_id ORDER BY total DESC, sender_id LIMIT ?`,
        [id, limit],
      );
      return rows.map((row) => ({
        userId: String(row.sender_id),
        total: Number(row.total),
        count: Number(row.count),
      }));
    },
  };
}

async function chargeAll(client: Client, inputs: readonly ChargeInput[]): Promise<readonly ChargeResult[]> {
  const results = await client.batch(inputs.flatMap(chargeStatements), "write");
  return inputs.map((_, index) => resultOf(results[4 * index + 1], results[4 * index + 3]));
}

function chargeStatements(input: ChargeInput): InStatement[] {
  const { userId, clientId, cost } = input;
  return [
    openWallet(userId, input.startingBalance),
    {
      sql: `INSERT INTO lobby_gifts (sender_id, client_id, id, conversation_id, content, gift, status, cost, quantity, balance)
        SELECT :sender, :client, :id, :conversation, :content, :gift,
          CASE WHEN balance >= :cost THEN 'charged' ELSE 'refused' END, :cost, :quantity,
          CASE WHEN balance >= :cost THEN balance - :cost ELSE balance END
        FROM lobby_wallets WHERE user_id = :sender
        ON CONFLICT (sender_id, client_id) DO NOTHING`,
      args: argsOf(input),
    },
    {
      sql: "UPDATE lobby_wallets SET balance = balance - :cost WHERE user_id = :user AND balance >= :cost AND changes() = 1",
      args: { user: userId, cost },
    },
    { sql: selectEntry, args: [userId, clientId] },
  ];
}

function openWallet(userId: string, startingBalance: number): InStatement {
  return {
    sql: "INSERT OR IGNORE INTO lobby_wallets (user_id, balance) VALUES (?, ?)",
    args: [userId, startingBalance],
  };
}

function argsOf({ userId, clientId, content, gift, cost }: ChargeInput) {
  return {
    sender: userId,
    client: clientId,
    id: gift.id,
    conversation: gift.conversationId,
    content,
    gift: JSON.stringify(gift),
    cost,
    quantity: gift.quantity,
  };
}

function resultOf(entered: ResultSet | undefined, found: ResultSet | undefined): ChargeResult {
  const row = found?.rows[0];
  if (row === undefined) throw new Error("A gift that was entered was not found again.");
  return { entry: readEntry(row), duplicate: entered?.rowsAffected === 0 };
}

/** Reads an entry. What is in the table was validated on its way in; here it is only given its shape. */
function readEntry(row: Row): GiftEntry {
  return {
    content: String(row.content),
    status: row.status as GiftEntry["status"],
    gift: JSON.parse(String(row.gift)) as Gift,
    cost: Number(row.cost),
    balance: row.balance === null ? null : Number(row.balance),
    told: Number(row.told) === 1,
  };
}
