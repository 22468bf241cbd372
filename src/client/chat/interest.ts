import type { ConversationProfile, HistoryPage } from "../../contract/chat.js";
import { isRetryable } from "../../contract/errors.js";
import { type ConversationId, kindOf } from "../../contract/ids.js";
import type { Capabilities } from "../../protocols/protocol.js";
import type { Environment } from "../environment.js";
import type { Line } from "../line.js";
import { conversationOpened, conversationShrunk, openingFailed } from "../lobbyActions.js";
import type { LobbyStore } from "../lobbyState.js";
import type { Timings } from "../settings.js";
import type { Pages } from "./pages.js";
import { selectConversation } from "./selectors.js";

/** What a log with sequences needs beside pages: see `ingest/catchUp.ts`. */
export interface LogFollower {
  open(id: ConversationId): void;
  close(id: ConversationId): void;
  isSeeded(id: ConversationId): boolean;
  seed(id: ConversationId, epoch: string | null, seq: number): void;
  run(ids: readonly ConversationId[]): Promise<void>;
}

/** The conversations that somebody looks at: joined at the server, again after every reconnect, and complete. */
export interface Interest {
  open(id: ConversationId): void;
  close(id: ConversationId): void;
  /** Whether commands about it may go: not while its joining is under way. What nobody looks at needs no joining. */
  mayCommand(id: ConversationId): boolean;
  isOpen(id: ConversationId): boolean;
  /** Asks for the first page again. */
  reload(id: ConversationId): Promise<void>;
  /** A session is open: joins and catches up. Resolves when all are current. */
  enterAll(): Promise<void>;
  /** The session is over. */
  left(): void;
  destroy(): void;
}

/** A conversation that nobody looks at keeps so many messages. */
export const keptWhenClosed = 50;

export function createInterest(options: {
  readonly line: Line;
  readonly environment: Environment;
  readonly timings: Timings;
  readonly capabilities: Capabilities;
  readonly store: () => LobbyStore;
  readonly pages: Pages;
  readonly follower: LogFollower;
  /** Commands about it may go. */
  onJoined(id: ConversationId, profile?: ConversationProfile): void;
}): Interest {
  const { line, environment, capabilities, pages, follower } = options;
  const loads = capabilities.history !== "none" || capabilities.catchUp === "sync";
  const open = new Set<ConversationId>();
  const joined = new Set<ConversationId>();
  const refused = new Set<ConversationId>();
  let destroyed = false;
  const dispatch: LobbyStore["dispatch"] = (action) => options.store().dispatch(action);
  const conversation = (id: ConversationId) => selectConversation(options.store().getState(), id);
  const begin = (id: ConversationId) => dispatch(conversationOpened({ conversationId: id, kind: kindOf(id), loads }));
  const later = (id: ConversationId, ms: number, work: () => void) =>
    environment.setTimeout(() => {
      if (!destroyed && open.has(id)) work();
    }, ms);

  /** What the store holds from an earlier time, or from a Server Component, says where to go on. */
  const seedFromStore = (id: ConversationId) => {
    const { status, epoch, messages } = conversation(id);
    const last = messages.at(-1)?.seq ?? null;
    if (status === "ready" && last !== null && !follower.isSeeded(id)) follower.seed(id, epoch, last);
  };
  const seedFromPage = (id: ConversationId, page: HistoryPage | null) => {
    if (page !== null && open.has(id) && page.messages.every(({ seq }) => seq !== null))
      follower.seed(id, page.epoch, page.messages.at(-1)?.seq ?? 0);
  };

  const leave = (id: ConversationId) => void line.execute("closeConversation", { conversationId: id });

  /** Asks for live events. Answers whether they come now. */
  const join = async (id: ConversationId): Promise<boolean> => {
    const session = line.session;
    const outcome = await line.execute("openConversation", { conversationId: id });
    if (destroyed || session === null || !session.isCurrent()) return false;
    if (!open.has(id)) {
      // Closed meanwhile: then there was nothing to leave yet.
      if (outcome.ok) leave(id);
      return false;
    }
    if (outcome.ok || outcome.failure.code === "UNSUPPORTED") {
      joined.add(id);
      // Refused before, it begins anew: where there is no page to load, nothing else would say that it is open now.
      if (conversation(id).error !== null) begin(id);
      options.onJoined(id, outcome.ok ? outcome.value?.profile : undefined);
      return true;
    }
    if (isRetryable(outcome.failure.code))
      later(id, outcome.failure.retryAfterMs ?? 1_000 * (1 + environment.random()), () => {
        if (session.isCurrent() && !joined.has(id)) void enter(id);
      });
    else {
      refused.add(id);
      dispatch(openingFailed({ conversationId: id, failure: outcome.failure }));
      options.onJoined(id);
    }
    return false;
  };

  /** Makes an open conversation's log complete, whatever it holds. */
  const complete = async (id: ConversationId) => {
    if (capabilities.sequences && follower.isSeeded(id)) return follower.run([id]);
    if (capabilities.history === "http") {
      const ready = conversation(id).status === "ready";
      if (!ready || capabilities.sequences || capabilities.catchUp === "history")
        seedFromPage(id, await pages.first(id));
      return;
    }
    if (capabilities.catchUp !== "sync") return;
    follower.seed(id, null, 0);
    await follower.run([id]);
  };

  const enter = async (id: ConversationId) => {
    if (await join(id)) await complete(id);
  };

  /** Without a connection the first page may still be had over HTTP: better than nothing to look at. */
  const fallBack = (id: ConversationId) =>
    later(id, options.timings.helloTimeoutMs, () => {
      if (!joined.has(id) && conversation(id).status === "loading") void complete(id);
    });

  return {
    open(id) {
      if (open.has(id)) return;
      open.add(id);
      if (capabilities.sequences) {
        follower.open(id);
        seedFromStore(id);
      }
      begin(id);
      if (line.ready) void enter(id);
      else if (capabilities.history === "http") fallBack(id);
    },
    close(id) {
      if (!open.delete(id)) return;
      refused.delete(id);
      follower.close(id);
      dispatch(conversationShrunk({ conversationId: id, keep: keptWhenClosed }));
      if (joined.delete(id) && line.ready) leave(id);
    },
    mayCommand: (id) => !open.has(id) || joined.has(id) || refused.has(id),
    isOpen: (id) => open.has(id),
    async reload(id) {
      // Where history is pushed, joining is how to ask for it.
      const pushed = capabilities.history === "push";
      if (open.has(id) && line.ready && (pushed || !joined.has(id))) return enter(id);
      if (loads) seedFromPage(id, await pages.first(id));
    },
    async enterAll() {
      joined.clear();
      refused.clear();
      const ids = [...open];
      const there = await Promise.all(ids.map(join));
      const mine = ids.filter((_, index) => there[index]);
      const [seeded, others] = [mine.filter(follower.isSeeded), mine.filter((id) => !follower.isSeeded(id))];
      // First pages come over HTTP, which may be slow or down: they must not keep the connection from being live.
      for (const id of others) void complete(id);
      if (seeded.length > 0) await follower.run(seeded);
    },
    left() {
      joined.clear();
      refused.clear();
    },
    destroy() {
      destroyed = true;
      open.clear();
      joined.clear();
    },
  };
}
