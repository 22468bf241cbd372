import { type DraftBody, draftBodySchema } from "../contract/chat.js";
import type { User } from "../contract/connection.js";
import { demandId } from "../contract/demandId.js";
import { refused } from "../contract/errors.js";
import { type ConversationId, conversationIdOf, conversationRefOf } from "../contract/ids.js";
import { mistake } from "../contract/mistake.js";
import { native } from "../protocols/native/native.js";
import type { Capabilities, Protocol } from "../protocols/protocol.js";
import { createBrowserEnvironment } from "./browserEnvironment.js";
import { createSocketIoTransport } from "./connection/socketIoTransport.js";
import type { Environment, Timer } from "./environment.js";
import { createFeatures } from "./features.js";
import type { Lobby, LobbyOptions } from "./lobby.js";
import { draftChanged, readingChanged, userChanged } from "./lobbyActions.js";
import { lobbyApi } from "./lobbyApi.js";
import { emptyLobby } from "./lobbyReducer.js";
import type { LobbyState } from "./lobbyState.js";
import { memoryOutbox } from "./outbox/memoryOutbox.js";
import type { OutboxStorage } from "./outbox/outboxStorage.js";
import { createReporter } from "./reporter.js";
import type { AuthSource } from "./settings.js";
import { createStoreBinding } from "./storeBinding.js";
import { defaultTimings } from "./timings.js";
import { createUserSession, type UserSession } from "./userSession.js";

/**
 * Makes the client of one server. It has no effects: no timer, no listener, no socket, so it may be made on a server and in a render. The connection opens
 * with the first `retain` or `connect`.
 *
 * @throws LobbyError `bad-url`, at first use, for an address that is none; `bad-id` for a user id that is not 1 to 64 of `A-Z a-z 0-9 _ -`
 *
 * @example
 * const lobby = createLobby({ url: "https://chat.example.com", user: { id: "an" }, auth: fetchToken });
 * const stop = lobby.openConversation(lobby.conversationId({ kind: "direct", userId: "binh" }));
 * const release = lobby.retain();
 */
export function createLobby(options: LobbyOptions): Lobby {
  const given = options.protocol ?? native;
  // A copy of its own: features add their words to it.
  const protocol: Protocol = given.extensible
    ? { ...given, outgoing: { ...given.outgoing }, http: { ...given.http }, events: {} }
    : given;
  const timings = { ...defaultTimings, ...options.timings };
  const environment = options.environment ?? createBrowserEnvironment({ hiddenFlushMs: timings.hiddenFlushMs });
  let outbox: Promise<OutboxStorage> | undefined;
  const storage = () => {
    outbox ??= openOutbox(options, environment);
    return outbox;
  };
  const reporter = createReporter(options.onReport);

  let user = checked(options.user, given);
  let auth = options.auth;
  let session: UserSession | null = null;
  /** Who wants the connection: each with the release of the session's own count. */
  const holders = new Set<{ release: (() => void) | null }>();
  /** How many look at each conversation. */
  const viewers = new Map<ConversationId, number>();
  /** Nobody looks any more, for a moment: a navigation unmounts the old page before it mounts the new one, and servers limit joins. */
  const leaving = new Map<ConversationId, Timer>();

  const binding = createStoreBinding({
    lobby: () => lobby,
    initial: () => firstState(options.initialState, user),
    answer: async (request) => current()?.answer(request) ?? refused("UNAUTHENTICATED"),
  });
  const { store } = binding;

  const features = createFeatures(
    {
      url: options.url,
      protocol: given.name,
      capabilities: protocol.capabilities,
      environment,
      timings,
      store,
      user: () => user,
      line: () => current()?.line ?? null,
      push: (events) => session?.push(events),
      ...reporter,
    },
    protocol,
    () => session?.connection.ready === true,
  );

  /** The state is this user's: takes it over if it was nobody's, else forgets what it holds of another one. */
  const claimState = () => {
    const userId = user?.id ?? null;
    const held = store().getState().lobby.connection.userId;
    if (held !== userId) store().dispatch(userChanged({ userId, keep: held === null }));
  };

  /** The session of who is signed in, made when it is first needed; `null` when nobody is. */
  const current = (): UserSession | null => {
    if (session !== null || user === null) return session;
    claimState();
    session = createUserSession({
      ...options,
      fetch: options.fetch,
      apiUrl: options.apiUrl ?? `${options.url}`.replace(/\/*$/, "/api/lobby"),
      transport: options.transport ?? createSocketIoTransport,
      protocol,
      user: () => user as User,
      auth,
      environment,
      timings,
      roomBuffer: Math.max(1, options.roomBuffer ?? 500),
      storage,
      store,
      features,
      report: reporter.report,
    });
    for (const id of viewers.keys()) if (conversationRefOf(id, user.id) !== null) session.interest.open(id);
    for (const holder of holders) holder.release = session.connection.retain();
    return session;
  };

  const stay = (id: ConversationId) => {
    const timer = leaving.get(id);
    if (timer !== undefined) environment.clearTimeout(timer);
    leaving.delete(id);
  };
  const leave = (id: ConversationId) => {
    viewers.delete(id);
    if (session === null) return;
    const timer = environment.setTimeout(() => {
      leaving.delete(id);
      session?.interest.close(id);
    }, timings.lingerMs);
    leaving.set(id, timer);
  };

  const signedIn = (what: string): UserSession => {
    const there = current();
    if (there !== null) return there;
    throw mistake("signed-out", `${what}.`);
  };

  const lobby: Lobby = {
    url: options.url,
    protocol: given,
    capabilities: protocol.capabilities,
    environment,
    get user() {
      return user;
    },
    middleware: binding.middleware,
    get store() {
      return store();
    },

    retain: () => {
      const holder: { release: (() => void) | null } = { release: null };
      const there = current();
      holders.add(holder);
      if (there !== null) holder.release = there.connection.retain();
      return () => {
        if (!holders.delete(holder)) return;
        holder.release?.();
      };
    },
    connect: () => current()?.connection.connect(),
    disconnect: () => session?.connection.disconnect(),
    signIn: (next: User | null, nextAuth?: AuthSource) => {
      checked(next, given);
      const same = next !== null && next.id === user?.id;
      user = next;
      if (same) {
        if (nextAuth === undefined) return;
        auth = nextAuth;
        session?.connection.setAuth(nextAuth);
        return;
      }
      auth = nextAuth;
      session?.destroy();
      session = null;
      for (const id of [...leaving.keys()]) stay(id);
      for (const holder of holders) holder.release = null;
      features.reset();
      store().dispatch(userChanged({ userId: next?.id ?? null }));
      store().dispatch(lobbyApi.util.resetApiState());
      if (holders.size > 0 || viewers.size > 0) current();
    },
    socket: () => session?.connection.socket() ?? null,
    onReport: reporter.onReport,
    use: features.use,

    conversationId: (ref) => {
      if (user === null) throw mistake("signed-out", "A conversation can't be named.");
      const id = conversationIdOf(ref, user.id);
      if (conversationRefOf(id, user.id) !== null) return id;
      throw mistake("bad-id", `${JSON.stringify(id)} names no conversation.`);
    },
    openConversation: (id) => {
      demandConversation(id, user);
      const there = current();
      const count = viewers.get(id) ?? 0;
      viewers.set(id, count + 1);
      stay(id);
      // Nothing happens if it is still open.
      if (count === 0) there?.interest.open(id);
      let stopped = false;
      return () => {
        if (stopped) return;
        stopped = true;
        const left = (viewers.get(id) ?? 1) - 1;
        if (left > 0) viewers.set(id, left);
        else leave(id);
      };
    },
    loadOlder: async (id) => current()?.pages.older(id),
    reloadConversation: async (id) => current()?.interest.reload(id),
    loadGap: async (id, after) => current()?.fillGap(id, after),
    sendMessage: (id, body) => {
      const there = signedIn("A message can't be sent");
      demandConversation(id, user);
      const parsed = draftBodySchema(body);
      if (parsed.ok) return there.send(id, inWords(parsed.value, protocol.capabilities));
      throw mistake("bad-body", `A message can't be sent: ${parsed.issue}.`);
    },
    retryMessage: (id, key) => void current()?.retry(id, key),
    discardMessage: (id, key) => current()?.discard(id, key) ?? null,
    markRead: (id, seq) => current()?.watermarks.markRead(id, seq),
    setTyping: (id, typing) => {
      if (protocol.capabilities.typing) current()?.typing.set(id, typing);
    },
    setDraft: (conversationId, text) => {
      if (current() !== null) store().dispatch(draftChanged({ conversationId, text }));
    },
    setReading: (conversationId, reading) => {
      if (current() !== null) store().dispatch(readingChanged({ conversationId, reading }));
    },
    loadConversations: async (page = "first") => current()?.pages.list(page),
  };
  return lobby;
}

/** What a server has no pictures for, or can't say what a text is about: the address goes with the words, so that what is shown is what is sent. */
function inWords(body: DraftBody, { images, about }: Capabilities): DraftBody {
  const url = body.kind === "image" ? !images && body.url : !about && body.about?.url;
  return url ? { kind: "text", text: [body.text, url].filter(Boolean).join("\n") } : body;
}

/** The first state of a store of our own: the Server Component's if it is of the same user. */
function firstState(given: LobbyState | undefined, user: User | null): LobbyState {
  const userId = user?.id ?? null;
  const from = given !== undefined && (given.connection.userId ?? userId) === userId ? given : emptyLobby;
  return { ...from, connection: { ...from.connection, userId } };
}

async function openOutbox({ outbox, url, protocol }: LobbyOptions, environment: Environment): Promise<OutboxStorage> {
  if (outbox !== undefined) return outbox;
  // Without them nothing would tell a page that was left from one that is there.
  if (environment.locks === undefined) return memoryOutbox();
  const { openPageOutbox } = await import("./outbox/pageOutbox.js");
  return openPageOutbox(environment, `${url} ${(protocol ?? native).name}`);
}

function checked(user: User | null, { name, userId }: Protocol): User | null {
  if (user === null) return null;
  demandId(user.id, "a user id");
  const parsed = userId?.(user.id, "user id");
  if (parsed?.ok === false)
    throw mistake("bad-id", `${user.id} can't be used with the protocol ${name}: ${parsed.issue}.`);
  return user;
}

function demandConversation(id: ConversationId, user: User | null): void {
  if (user === null || conversationRefOf(id, user.id) !== null) return;
  throw mistake("bad-id", `${JSON.stringify(id)} is no conversation of ${user.id}.`);
}
