import fc from "fast-check";
import { expect, test } from "vitest";
import type { Gift } from "../../../src/contract/gifts.js";
import { parseConversationId } from "../../../src/contract/ids.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { sqliteStore } from "../../../src/server/store/sqliteStore.js";
import type { LobbyStore } from "../../../src/server/store/store.js";

/** What a step is about. */
interface Step {
  readonly id: string;
  readonly at: number;
  readonly conversation: string;
  readonly user: string;
  readonly key: string;
  readonly number: number;
}

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

function chargeOf({ id, at, conversation, user, key, number }: Step) {
  const gift: Gift = {
    id,
    clientId: key,
    conversationId: conversation,
    giftId: "rose",
    name: "Rose",
    price: number,
    quantity: 1,
    animation: "default",
    senderId: user,
    receiverId: "lan",
    createdAt: at,
  };
  return { userId: user, clientId: key, content: `${conversation} ${number}`, gift, cost: number, startingBalance: 10 };
}

/** Everything that a store is asked and told. What comes in no particular order is sorted. */
const steps: Readonly<Record<string, (store: LobbyStore, step: Step) => Promise<unknown>>> = {
  append: (store, { id, at, conversation, user, key, number }) =>
    store.append({
      id,
      conversationId: conversation,
      sender: { id: user },
      clientId: key,
      body: number === 8 ? { kind: "system", text: id } : { kind: "text", text: id },
      createdAt: at,
      members: number > 2 ? [user] : [],
    }),
  range: (store, { conversation, number }) => store.range(conversation, number, 3),
  page: (store, { conversation, number }) => store.page(conversation, number === 0 ? null : number, 3),
  bounds: (store, { conversation }) => store.bounds(conversation),
  receipts: async (store, { conversation, user }) => [...(await store.receipts(conversation, user, 10))].sort(byText),
  advance: (store, { conversation, user, number }) =>
    store.advance(conversation, user, number % 2 === 0 ? { readSeq: number } : { deliveredSeq: number }),
  conversations: async (store, { user }) => {
    const first = await store.conversations(user, null, 2);
    return [first, await store.conversations(user, first.nextCursor, 10)];
  },
  conversation: (store, { conversation, user }) => store.conversation(user, conversation),
  profile: (store, { conversation, user }) => store.profile(user, conversation),
  saveUser: (store, { id, user, number }) => store.saveUser(number % 2 === 0 ? { id: user, name: id } : { id: user }),
  saveRoom: (store, { id, number }) =>
    store.saveRoom(number % 2 === 0 ? { roomId: "a", title: id } : { roomId: "b", avatarUrl: id }),
  addMember: (store, { conversation, user, at }) => store.addMember(conversation, user, at),
  removeMember: (store, { conversation, user }) => store.removeMember(conversation, user),
  members: async (store, { conversation }) => [...(await store.members(conversation))].sort(),
  notify: (store, { id, at, user, key, number }) => {
    const notification = {
      id,
      kind: `kind ${number % 2}`,
      level: "info",
      title: id,
      message: "",
      createdAt: at,
    } as const;
    return store.notifications.append(
      [{ notification, userId: user, senderId: "", clientId: number > 4 ? key : null }],
      4,
    );
  },
  notifications: async (store, { user, number }) => {
    const unreadOnly = number % 2 === 0;
    const first = await store.notifications.list(user, { cursor: null, limit: 2, unreadOnly });
    return [first, await store.notifications.list(user, { cursor: first.nextCursor, limit: 10, unreadOnly })];
  },
  everybodys: (store, { number }) => store.notifications.all({ cursor: null, limit: 5, kind: `kind ${number % 2}` }),
  markRead: async (store, { user, number, id }) => {
    const read = await store.notifications.markRead(user, number % 2 === 0 ? "all" : [`n${Number(id.slice(1)) - 1}`]);
    return { ...read, ids: [...read.ids].sort() };
  },
  clear: (store, { user }) => store.notifications.clear(user),
  prune: (store, { at, number }) => store.notifications.prune(at - number),
  start: (store, { conversation, user, at, number }) =>
    store.support.start({
      conversationId: conversation,
      visitor: { id: user },
      topic: number < 3 ? null : "money",
      at,
    }),
  take: (store, { conversation, user, at }) => store.support.take(conversation, { id: user }, at),
  release: (store, { conversation, user, at, number }) =>
    store.support.release(conversation, number % 2 === 0 ? user : null, at),
  close: (store, { conversation, user, at, number }) =>
    store.support.close(conversation, number % 2 === 0 ? user : null, at),
  note: (store, { conversation, user, at, number }) => {
    const last = { senderId: user, text: "words", createdAt: at };
    return store.support.note({ conversationId: conversation, seq: number, read: number % 2 === 0, last });
  },
  readTicket: (store, { conversation, number }) => store.support.read(conversation, number),
  tickets: (store) => Promise.all([store.support.open(3), store.support.closed(3)]),
  charge: (store, step) => store.gifts.charge(chargeOf(step)),
  begin: (store, step) => store.gifts.begin(chargeOf(step)),
  decide: (store, { user, key, number }) =>
    store.gifts.decide(user, key, number % 2 === 0 ? "charged" : "refused", number),
  credit: (store, { user, key, number, at }) =>
    store.gifts.credit({ userId: user, amount: number + 1, key, startingBalance: 10, at }),
  balance: (store, { user }) => store.gifts.balance(user, 10),
  gifts: async (store, { conversation }) => {
    const first = await store.gifts.history(conversation, null, 2);
    return [first, await store.gifts.history(conversation, first.nextCursor, 10)];
  },
  totals: (store, { conversation }) => store.gifts.totals(conversation, 3),
  untold: (store) => store.gifts.untold(5),
};

const anyStep = fc.record({
  name: fc.constantFrom(...Object.keys(steps)),
  conversation: fc.constantFrom("direct:an:binh", "room:a", "room:b", "support:an"),
  user: fc.constantFrom("an", "binh", "chi"),
  key: fc.constantFrom("k1", "k2", "k3", "k4", "k5"),
  number: fc.integer({ min: 0, max: 8 }),
});

/** As a wire would carry it: a field that is not there is one that is `undefined`. Of those who became members at the same moment either may be named first. */
const carried = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer ?? null, (key, value: unknown) =>
      key === "participants" && Array.isArray(value) ? [...value].sort(byText) : value,
    ),
  );

test("the memory store and the SQLite store answer alike, whatever they are asked in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 60 }), async (asked) => {
      const stores = [memoryStore(), sqliteStore({ url: ":memory:" })];
      let at = 1_000;
      for (const [index, { name, ...about }] of asked.entries()) {
        // Several of one moment, too.
        at += about.number % 3;
        // In a pair there is nobody beside the two.
        const pair = parseConversationId(about.conversation)?.kind === "direct" && about.user === "chi";
        const step: Step = { id: `n${index}`, at, ...about, ...(pair ? { user: "an" } : {}) };
        const [memory, sqlite] = await Promise.all(
          stores.map((store) => steps[name]?.(store, step).then(carried, () => "rejected")),
        );
        expect({ name, answer: sqlite }).toEqual({ name, answer: memory });
      }
      for (const store of stores) await store.close();
    }),
    { numRuns: 100 },
  );
});
