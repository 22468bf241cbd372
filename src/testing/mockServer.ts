import { createBrowserEnvironment } from "../client/browserEnvironment.js";
import type { Environment } from "../client/environment.js";
import type { LobbyOptions } from "../client/lobby.js";
import type { User } from "../contract/connection.js";
import { failure } from "../contract/errors.js";
import { type ConversationId, isId } from "../contract/ids.js";
import { ownValue } from "../contract/ownValue.js";
import type { TransportFactory } from "../protocols/transport.js";
import type { Authorize, Core, PresenceOptions } from "../server/core/core.js";
import { createCore } from "../server/core/createCore.js";
import type { GiftOptions } from "../server/core/gifts/giftOptions.js";
import type { Hub } from "../server/core/hub.js";
import type { ServerLimits } from "../server/core/limits.js";
import type { LiveOptions } from "../server/core/live/liveOptions.js";
import { batchingHub } from "../server/hub/batchingHub.js";
import { memoryStore } from "../server/store/memoryStore.js";
import type { LobbyStore } from "../server/store/store.js";
import { aUser } from "./factories/aUser.js";
import type { SampleLocale } from "./factories/people.js";
import { startFlood } from "./flood.js";
import { createMockFetch } from "./mockFetch.js";
import { createNetwork, type MockNetwork, type NetworkConditions } from "./network.js";
import { createPairBroadcaster } from "./pairBroadcaster.js";
import { pairTransport } from "./pairTransport.js";
import { createPuppet, type Puppet } from "./puppet.js";
import { createRandom } from "./random.js";
import { type SeedConversation, seedConversation } from "./seedConversation.js";
import { type SeedNotifications, seedNotifications } from "./seedNotifications.js";
import { swappableStore } from "./swappableStore.js";

/** What a mock server begins with. */
export interface MockServerOptions {
  /** Who has an account; the first is the one whose screen is looked at. Two people unless told otherwise. Unknown ids get an account when they come. */
  readonly users?: readonly User[];
  /** What some of them are beside themselves, by id: `{ an: ["admin"] }`. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  /** Ids, or what is in them. */
  readonly conversations?: readonly (ConversationId | SeedConversation)[];
  /** The notifications of its first user, in the language of `history`: how many made-up ones, or they themselves. None unless told otherwise. */
  readonly notifications?: SeedNotifications;
  /** What conversations hold that say nothing else. Nothing, in English, unless told otherwise. */
  readonly history?: { readonly count?: number; readonly locale?: SampleLocale };
  /** Of all its chance: texts, times, jitter, loss. 1. */
  readonly seed?: number | string;
  /** Its clock; the machine's own unless told otherwise. Give the lobby the same one. */
  readonly environment?: Environment;
  readonly network?: NetworkConditions;
  readonly authorize?: Authorize;
  readonly presence?: PresenceOptions;
  /** None to speak of, unless told otherwise. */
  readonly limits?: Partial<ServerLimits>;
  /** Who may follow and change live data. */
  readonly live?: LiveOptions;
  /** What can be given, at what price; nothing unless told otherwise. */
  readonly gifts?: GiftOptions;
  /** Milliseconds between packets under load; 40. */
  readonly batchMs?: number;
  /** A store of one's own; the memory of this process unless told otherwise. */
  readonly store?: LobbyStore;
}

/** A server in this process: the real server's core, without a network. */
export interface MockServer {
  readonly url: string;
  readonly transport: TransportFactory;
  /** Answers the HTTP API. */
  readonly fetch: typeof globalThis.fetch;
  readonly network: MockNetwork;
  readonly environment: Environment;
  readonly core: Core;
  /** Who hears what: tests see by it that nothing stays subscribed. */
  readonly hub: Hub;
  readonly store: LobbyStore;
  /** The people it began with. */
  readonly users: readonly User[];
  /** Resolves when what it began with is stored; the memory store has it at once. */
  readonly ready: Promise<void>;
  /** What `createLobby` and `<SocketProvider>` need to be this user here. The token is the user's id. */
  options(
    userId?: string,
  ): Pick<LobbyOptions, "url" | "auth" | "transport" | "fetch" | "environment"> & { readonly user: User };
  /** Another person, who acts on the server directly. The same one for the same id. */
  as(userId: string): Puppet;
  /** Sends a notification, as the app's backend does. */
  notify: Core["notify"];
  /** Writes so many messages a second into a conversation, by everyone but the first user. Returns a stop function. */
  flood(conversationId: ConversationId, perSecond: number): () => void;
  /** Live data, as the app's own code works with it. */
  readonly topics: Core["topics"];
  readonly prices: Core["prices"];
  /** Puts money into a user's wallet and tells his clients; resolves with the balance. */
  credit(userId: string, amount: number): Promise<number>;
  /** Everything stored is gone and another epoch begins, as after a restore from nothing. Connections end. */
  loseData(): void;
  /** Ends every connection and timer. */
  close(): void;
}

const unlimited: ServerLimits["events"] = { perSecond: 1_000_000, burst: 1_000_000 };

/**
 * Makes a server for tests and stories: rooms, history, acknowledgements, receipts and typing as in production, because it is the same core, and a network
 * whose latency and faults are set by hand or by seed.
 *
 * @example
 * const server = createMockServer({ users: [{ id: "an" }, { id: "binh" }], conversations: ["direct:an:binh"], history: { count: 30 } });
 * const lobby = createLobby(server.options("an"));
 * await server.as("binh").send("an", "Hello!");
 */
export function createMockServer(options: MockServerOptions = {}): MockServer {
  // Without what outlives this server in the page: it would meet the next one.
  const { storage: _storage, locks: _locks, ...ofPage } = createBrowserEnvironment();
  const environment = options.environment ?? ofPage;
  const seed = options.seed ?? 1;
  const random = createRandom(`${seed} content`);
  // Weather and content are drawn apart, so that more latency does not change what people say.
  const inside = createNetwork(createRandom(`${seed} network`), options.network);
  const locale = options.history?.locale ?? "en";
  const people = options.users ?? [aUser({ seed: 0, locale }), aUser({ seed: 1, locale })];
  const users = new Map(people.map((user) => [user.id, user]));
  const newId = () => environment.newId();
  const { store, swap } = swappableStore(options.store ?? memoryStore({ epoch: `epoch-${seed}-1` }));
  let epochs = 1;

  const broadcaster = createPairBroadcaster();
  const hub = batchingHub(broadcaster, {
    clock: environment,
    ...(options.batchMs === undefined ? {} : { batchMs: options.batchMs }),
  });
  const core = createCore({
    store,
    hub,
    clock: environment,
    newId,
    limits: {
      events: unlimited,
      sends: unlimited,
      joins: unlimited,
      typing: unlimited,
      http: unlimited,
      connects: unlimited,
      notifications: unlimited,
      gifts: unlimited,
      ...options.limits,
    },
    ...(options.authorize === undefined ? {} : { authorize: options.authorize }),
    ...(options.presence === undefined ? {} : { presence: options.presence }),
    ...(options.live === undefined ? {} : { live: options.live }),
    ...(options.gifts === undefined ? {} : { gifts: options.gifts }),
  });

  const rolesOf = (id: string) => ownValue(options.roles ?? {}, id) ?? [];
  const account = (id: string): User => {
    const known = users.get(id);
    if (known !== undefined) return known;
    const user: User = { id };
    users.set(id, user);
    void store.saveUser(user);
    return user;
  };

  const calls: Promise<unknown>[] = people.map((user) => store.saveUser(user));
  const context = {
    store,
    users,
    random,
    newId,
    now: environment.now(),
    count: options.history?.count ?? 0,
    locale,
    viewer: people[0]?.id,
  };
  for (const one of options.conversations ?? []) {
    calls.push(seedConversation(typeof one === "string" ? { id: one } : one, context));
  }
  calls.push(seedNotifications(options.notifications ?? 0, { ...context, viewer: people[0]?.id ?? "me" }));

  const transport = pairTransport({
    environment,
    inside,
    accept: (socket) => {
      const { token } = socket.auth;
      if (!isId(token)) return failure("UNAUTHENTICATED");
      const refused = core.admit(token);
      if (refused !== null) return refused;
      broadcaster.add(socket.id, socket);
      const session = core.connect({ id: socket.id, user: account(token), roles: rolesOf(token) });
      return {
        userId: token,
        handle: (event, payload, namespace) =>
          session.handle(event, payload, namespace === "admin" ? namespace : undefined),
        end: () => {
          session.end();
          broadcaster.remove(socket.id);
        },
      };
    },
  });

  const fetch = createMockFetch({
    environment,
    inside,
    answer: async (request) => {
      const token = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
      if (!isId(token)) return Response.json(failure("UNAUTHENTICATED"), { status: 401 });
      return core.handleHttp(request, account(token), rolesOf(token));
    },
  });

  const puppets = new Map<string, Puppet>();
  const floods = new Set<() => void>();
  const url = "http://mock.lobbykit.test";
  return {
    url,
    transport,
    fetch,
    network: inside.network,
    environment,
    core,
    hub,
    topics: core.topics,
    prices: core.prices,
    store,
    users: people,
    ready: Promise.all(calls).then(() => {}),
    options(userId) {
      const user = account(userId ?? people[0]?.id ?? "me");
      return { url, user, auth: user.id, transport, fetch, environment };
    },
    as(userId) {
      const known = puppets.get(userId);
      if (known !== undefined) return known;
      const id = `puppet-${userId}`;
      broadcaster.add(id, { send: () => {}, close: () => {} });
      const puppet = createPuppet({
        session: core.connect({ id, user: account(userId), roles: rolesOf(userId) }),
        newId,
        viewer: people[0]?.id ?? "me",
        head: async (conversationId) => (await store.bounds(conversationId)).head,
        gone: () => {
          broadcaster.remove(id);
          puppets.delete(userId);
        },
      });
      puppets.set(userId, puppet);
      return puppet;
    },
    notify: core.notify,
    flood(conversationId, perSecond) {
      const others = people.slice(1);
      const crowd = others.length > 0 ? others : [aUser({ seed: 1, locale })];
      const stop = startFlood(conversationId, perSecond, { environment, random, store, hub, locale, users: crowd });
      floods.add(stop);
      return stop;
    },
    credit: (userId, amount) => core.gifts.credit(userId, amount, newId()),
    loseData() {
      epochs += 1;
      swap(memoryStore({ epoch: `epoch-${seed}-${epochs}` }));
      for (const user of users.values()) void store.saveUser(user);
      inside.network.cut();
    },
    close() {
      for (const stop of floods) stop();
      inside.network.disconnect();
      hub.close();
      core.close();
    },
  };
}
