import { draftBodySchema } from "../../contract/chat.js";
import { failureSchema } from "../../contract/errors.js";
import { clientIdSchema, conversationIdSchema, idSchema } from "../../contract/ids.js";
import { integer, nullable, number, object, parse } from "../../contract/schema.js";
import type { Environment, KeyValueStorage } from "../environment.js";
import { readJson } from "../readJson.js";
import { memoryOutbox } from "./memoryOutbox.js";
import type { OutboxItem, OutboxStorage } from "./outboxStorage.js";

const itemSchema = object({
  clientId: clientIdSchema,
  userId: idSchema,
  conversationId: conversationIdSchema,
  body: draftBodySchema,
  composedAt: number({ min: 0 }),
  attempts: integer({ min: 0 }),
  failure: nullable(failureSchema),
});

/** What this page keeps of one user. */
interface Own {
  /** In the storage; its lock is this page's. */
  readonly name: string;
  readonly items: Map<string, OutboxItem>;
  /** The lock is there. */
  readonly held: Promise<void>;
  found: (items: readonly OutboxItem[]) => void;
}

/**
 * Opens an outbox that outlives its page. In `localStorage` and not in a database, because there a message is stored before anything can become of the page.
 *
 * Every page writes under a name of its own and holds the lock of that name. Who gets the lock of another name knows that its page is gone (reloaded, closed, crashed), takes over what
 * is there, and is the only one to do so. A page waits for those that were there before it. Without storage or locks it is all kept in memory.
 *
 * @param label names the server and how it is spoken to: a message to one must never go to another
 */
export async function openPageOutbox(environment: Environment, label: string): Promise<OutboxStorage> {
  const storage = environment.storage?.();
  const locks = environment.locks?.();
  if (storage === undefined || locks === undefined) return memoryOutbox();
  const page = environment.newId();
  const users = new Map<string, Own>();
  const namesOf = (userId: string) => `lobbykit outbox ${label} ${userId} `;

  const hold = (name: string): Promise<void> =>
    new Promise((held, refused) => {
      const forGood = () => {
        held();
        return new Promise<void>(() => {});
      };
      locks.request(name, forGood).catch(refused);
    });

  const own = (userId: string): Own => {
    const known = users.get(userId);
    if (known !== undefined) return known;
    const name = namesOf(userId) + page;
    const made: Own = { name, items: new Map(), held: hold(name), found: () => {} };
    users.set(userId, made);
    return made;
  };

  const write = ({ name, items }: Own) => {
    if (items.size === 0) storage.removeItem(name);
    else storage.setItem(name, JSON.stringify([...items.values()]));
  };

  const takeOver = (mine: Own, name: string, userId: string) =>
    locks.request(name, async () => {
      const left = read(storage, name).filter((item) => item.userId === userId);
      for (const item of left) mine.items.set(item.clientId, item);
      // In this order: what is stored twice is sent under one client id, what is stored nowhere is lost.
      write(mine);
      storage.removeItem(name);
      mine.found(left);
    });

  return {
    durable: true,
    async load(userId, found) {
      const mine = own(userId);
      mine.found = found;
      await mine.held;
      // What can't be taken over now stays where it is.
      for (const name of namesIn(storage, namesOf(userId)))
        if (name !== mine.name) takeOver(mine, name, userId).catch(() => {});
      return [...mine.items.values()];
    },
    async put(item) {
      const mine = own(item.userId);
      mine.items.set(item.clientId, item);
      await mine.held;
      write(mine);
    },
    async remove(userId, clientId) {
      const mine = own(userId);
      if (mine.items.delete(clientId)) write(mine);
    },
  };
}

function namesIn(storage: KeyValueStorage, beginning: string): readonly string[] {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return names.filter((name): name is string => name?.startsWith(beginning) === true);
}

/** Items as they were stored. What is none is left out. */
function read(storage: KeyValueStorage, name: string): readonly OutboxItem[] {
  const items = readJson(storage.getItem(name) ?? "[]");
  if (!Array.isArray(items)) return [];
  return items.flatMap((item) => {
    const parsed = parse(itemSchema, item);
    return parsed.ok ? [parsed.value] : [];
  });
}
