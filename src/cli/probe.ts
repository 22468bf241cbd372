import { createBrowserEnvironment } from "../client/browserEnvironment.js";
import type { ChatMessage, ConversationState } from "../client/chat/chatState.js";
import { selectConversation, selectMessages } from "../client/chat/selectors.js";
import { healthFeature } from "../client/connection/healthFeature.js";
import { createLobby } from "../client/createLobby.js";
import type { Environment } from "../client/environment.js";
import type { FeatureHost, FeatureLine } from "../client/feature.js";
import { giftsFeature } from "../client/gifts/giftsFeature.js";
import { liveFeature } from "../client/live/liveFeature.js";
import type { Lobby } from "../client/lobby.js";
import { notificationsFeature } from "../client/notifications/notificationsFeature.js";
import { presenceFeature } from "../client/presence/presenceFeature.js";
import { roomFeature } from "../client/room/roomFeature.js";
import type { Report } from "../client/settings.js";
import { supportFeature } from "../client/support/supportFeature.js";
import { viewersFeature } from "../client/viewers/viewersFeature.js";
import type { CommandInput, CommandName, CommandResult } from "../contract/commands.js";
import type { User } from "../contract/connection.js";
import { defined } from "../contract/defined.js";
import type { Failure, Outcome } from "../contract/errors.js";
import type { DomainEvent, DomainEventOf } from "../contract/events.js";
import type { QueryInput, QueryName, QueryResult } from "../contract/queries.js";
import type { Decoded, Malformed, Protocol } from "../protocols/protocol.js";
import { after, pause } from "./patience.js";
import { createTap, type Tap } from "./tap.js";

/** What became of coming in. */
export type Arrival =
  | { readonly kind: "live"; readonly afterMs: number }
  /** The server was there and did not want this account. */
  | { readonly kind: "refused"; readonly why: string }
  /** It turned the connection away each time, without saying that the token is why. */
  | { readonly kind: "turned-away"; readonly why: string }
  /** Nobody there, or no answer. */
  | { readonly kind: "unreachable"; readonly why: string };

/** One account of the tester's on the server: the real client, and everything it was told. */
export interface Probe {
  readonly user: User;
  readonly lobby: Lobby;
  readonly tap: Tap;
  /** Wire events that the protocol has no word for. */
  readonly unmapped: ReadonlySet<string>;
  /** Payloads that could not be read: how often, by event and issue. */
  readonly dropped: ReadonlyMap<string, { readonly event: string; readonly issue: string; readonly count: number }>;
  /** Requests over HTTP by method and path, with how long each took; `null` where nothing was answered. */
  readonly requests: readonly { readonly name: string; readonly ms: number | null }[];
  /** Connects. */
  arrive(): Promise<Arrival>;
  /** The open session; `null` while there is none. */
  session(): FeatureLine["session"];
  /** Sends a command as soon as there is a connection, again when the server (or the protocol) asks for a pause. Never rejects. */
  execute<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Outcome<CommandResult<N> | null>>;
  query<K extends QueryName>(kind: K, input: QueryInput<K>): Promise<Outcome<QueryResult<K>>>;
  /** How many events were told so far: to look only at what comes after. */
  mark(): number;
  /** The events of a type since a mark. */
  since<T extends DomainEvent["type"]>(mark: number, type: T): readonly DomainEventOf<T>[];
  /** The first event since the mark that fits, waited for; `null` when none came in time. */
  heard<T extends DomainEvent["type"]>(
    mark: number,
    type: T,
    fits: (event: DomainEventOf<T>) => boolean,
    withinMs?: number,
  ): Promise<DomainEventOf<T> | null>;
  /** Waits until it is so. `false` when it was not in time. */
  until(holds: () => boolean, withinMs?: number): Promise<boolean>;
  conversation(id: string): ConversationState | undefined;
  messages(id: string): readonly ChatMessage[];
  /** Leaves, and leaves nothing running. */
  close(): void;
}

/** What a probe is made of. */
export interface ProbeOptions {
  readonly url: string;
  readonly apiUrl?: string | undefined;
  readonly protocol: Protocol;
  readonly user: User;
  readonly token: string | null;
  readonly cookie?: string | undefined;
  /** For every single wait. */
  readonly timeoutMs: number;
}

/** Commands that are not given again when the connection was lost over them: there might be two of what they leave. */
const leavesSomething: ReadonlySet<CommandName> = new Set([
  "sendMessage",
  "sendGift",
  "sendNotification",
  "changeTopic",
]);

/** Events that are kept: a busy server tells of prices by the thousand. */
const keptEvents = 20_000;

/** Makes a probe. Nothing happens before `arrive`. */
export function createProbe(options: ProbeOptions): Probe {
  const { protocol, user, timeoutMs } = options;
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const look of [...watchers]) look();
  };
  const tap = createTap(changed, options.cookie);
  const events: DomainEvent[] = [];
  let forgotten = 0;
  const unmapped = new Set<string>();
  const dropped = new Map<string, { event: string; issue: string; count: number }>();
  const requests: { name: string; ms: number | null }[] = [];

  const note = (decoded: Decoded) => {
    for (const one of decoded === null ? [] : ([decoded].flat() as (DomainEvent | Malformed)[]))
      if (one.type !== "malformed") events.push(one);
    if (events.length > keptEvents) forgotten += events.splice(0, keptEvents / 2).length;
    // After the client itself has taken it in.
    queueMicrotask(changed);
  };
  const watched: Protocol = {
    ...protocol,
    connect: { ...protocol.connect, around: tap.around(protocol.connect.around) },
    incoming: Object.fromEntries(
      Object.entries(protocol.incoming).map(
        ([name, decode]) =>
          [
            name,
            (payload, context) => {
              const decoded = decode(payload, context);
              note(decoded);
              return decoded;
            },
          ] satisfies [string, Protocol["incoming"][string]],
      ),
    ),
  };

  /** Requests that may still be given up. */
  const late = new Set<() => void>();

  const lobby = createLobby(
    defined({
      url: options.url,
      apiUrl: options.apiUrl,
      user,
      auth: options.token ?? (options.cookie === undefined ? undefined : ({ cookie: true } as const)),
      protocol: watched,
      transport: tap.transport,
      environment: patientEnvironment(),
      timings: {
        ackTimeoutMs: timeoutMs,
        helloTimeoutMs: Math.min(3_000, timeoutMs),
        retryMinMs: 100,
        retryMaxMs: 1_000,
        lingerMs: 0,
        stableMs: 0,
      },
      fetch: async (input: Parameters<typeof fetch>[0], init: RequestInit = {}) => {
        const request = {
          name: `${init.method ?? "GET"} ${new URL(String(input)).pathname}`,
          ms: null as number | null,
        };
        requests.push(request);
        const sentAt = performance.now();
        const headers = new Headers(init.headers);
        if (options.cookie !== undefined) headers.set("cookie", options.cookie);
        const abort = new AbortController();
        late.add(after(timeoutMs, () => abort.abort()));
        const response = await fetch(input, {
          ...init,
          headers,
          signal: init.signal ? AbortSignal.any([init.signal, abort.signal]) : abort.signal,
        });
        request.ms = performance.now() - sentAt;
        return response;
      },
      onReport: ({ kind, subject, message }: Report) => {
        if (kind === "unmapped") unmapped.add(subject);
        if (kind !== "malformed") return;
        const key = `${subject}\n${message}`;
        dropped.set(key, { event: subject, issue: message, count: (dropped.get(key)?.count ?? 0) + 1 });
      },
    }),
  );
  const host = lineOf(lobby);
  const { capabilities } = protocol;
  if (capabilities.rooms) lobby.use(roomFeature);
  if (capabilities.notifications !== false) lobby.use(notificationsFeature);
  if (capabilities.presence) lobby.use(presenceFeature);
  if (capabilities.viewers) lobby.use(viewersFeature);
  if (capabilities.gifts) lobby.use(giftsFeature);
  if (capabilities.live) lobby.use(liveFeature);
  if (capabilities.support) lobby.use(supportFeature);
  const stopWatching = lobby.store.subscribe(changed);
  let release: (() => void) | null = null;
  const connection = () => lobby.store.getState().lobby.connection;
  const isLive = () => connection().status === "live";

  const until: Probe["until"] = (holds, withinMs = timeoutMs) =>
    new Promise((resolve) => {
      const end = (answer: boolean) => {
        cancel();
        watchers.delete(look);
        resolve(answer);
      };
      const look = () => {
        if (holds()) end(true);
      };
      const cancel = after(withinMs, () => end(holds()));
      watchers.add(look);
      look();
    });

  const since: Probe["since"] = <T extends DomainEvent["type"]>(mark: number, type: T) =>
    events.slice(Math.max(0, mark - forgotten)).filter((event): event is DomainEventOf<T> => event.type === type);

  return {
    user,
    lobby,
    tap,
    unmapped,
    dropped,
    requests,
    arrive: async () => {
      const startedAt = performance.now();
      release ??= lobby.retain();
      const tries = 3;
      const isOver = () => {
        const { status, attempt } = connection();
        return status === "live" || status === "auth-failed" || status === "closed" || attempt >= tries;
      };
      const decided = await until(isOver, 2 * timeoutMs);
      const { status, error } = connection();
      if (status === "live") return { kind: "live", afterMs: performance.now() - startedAt };
      const { refusal } = tap;
      const why = refusal?.message ?? error?.message ?? error?.code ?? "";
      if (status === "auth-failed" || status === "closed") return { kind: "refused", why: error?.message ?? why };
      if (refusal?.reachedServer) return { kind: "turned-away", why };
      return { kind: "unreachable", why: decided && why !== "" ? why : `no answer within ${2 * timeoutMs} ms` };
    },
    session: () => host.line()?.session ?? null,
    execute: async (name, input) => {
      let waited = 0;
      let lost = leavesSomething.has(name);
      for (;;) {
        // A connection that is lost and made anew is no word of the server's.
        await until(isLive, 2 * timeoutMs);
        const line = host.line();
        if (line === null) return { ok: false, failure: { code: "UNAVAILABLE" } };
        const outcome = await line.execute(name, input);
        if (!outcome.ok && !lost && !isLive()) {
          lost = true;
          continue;
        }
        const wait = outcome.ok ? undefined : waitOf(outcome.failure);
        if (wait === undefined || waited + wait > timeoutMs) return outcome;
        waited += wait;
        await pause(wait);
      }
    },
    query: async (kind, input) =>
      (await host.line()?.query(kind, input)) ?? { ok: false, failure: { code: "UNAVAILABLE" } },
    mark: () => forgotten + events.length,
    since,
    heard: async (mark, type, fits, withinMs = timeoutMs) => {
      const find = () => since(mark, type).find(fits) ?? null;
      await until(() => find() !== null, withinMs);
      return find();
    },
    until,
    conversation: (id) => selectConversation(lobby.store.getState(), id),
    messages: (id) => selectMessages(lobby.store.getState(), id),
    close: () => {
      release?.();
      release = null;
      stopWatching();
      for (const cancel of late) cancel();
      lobby.disconnect();
      lobby.signIn(null);
    },
  };
}

/** How long to wait before the same is tried again; `undefined` for what was refused for good. */
function waitOf({ code, retryAfterMs }: Failure): number | undefined {
  return retryAfterMs ?? (code === "RATE_LIMITED" ? 1_000 : undefined);
}

/** As everywhere, but for its patience: see {@link after}. */
function patientEnvironment(): Environment {
  return {
    ...createBrowserEnvironment(),
    setTimeout: (run, ms) => after(ms, run),
    // As of any clock, clearing what is none is nothing.
    clearTimeout: (cancel) => {
      if (typeof cancel === "function") cancel();
    },
  };
}

/** The way to a lobby's connection: it is given to features only, so one of them is asked for it. */
function lineOf(lobby: Lobby): Pick<FeatureHost, "line"> {
  let line: FeatureHost["line"] = () => null;
  lobby.use({
    ...healthFeature,
    create: (host) => {
      ({ line } = host);
      return healthFeature.create(host);
    },
  });
  return { line: () => line() };
}
