import type { User } from "../../contract/connection.js";
import { failure } from "../../contract/errors.js";
import * as contractLimits from "../../contract/limits.js";
import { systemClock } from "../clock.js";
import { consoleReporter, safeReporter } from "../report.js";
import { createAccess } from "./access.js";
import { auditOf, isAgent } from "./agents.js";
import { openAudience, userAudience } from "./audiences.js";
import { chatDomain } from "./chat/chatDomain.js";
import { postMessage } from "./chat/postMessage.js";
import { writeSystemMessage } from "./chat/systemMessage.js";
import { connectionDomain } from "./connection/connectionDomain.js";
import { sessionTerm } from "./connection/term.js";
import type { Acknowledgement, Core, CoreOptions, CoreSession } from "./core.js";
import { type Definition, refused } from "./define.js";
import type { Domain } from "./domain.js";
import { giftsDomain } from "./gifts/giftsDomain.js";
import { createGuests } from "./guests.js";
import { httpHandler } from "./http.js";
import { defaultLimits, type ServerLimits } from "./limits.js";
import { liveDomain } from "./live/liveDomain.js";
import { notificationsDomain } from "./notifications/notificationsDomain.js";
import { presenceDomain } from "./presence/presenceDomain.js";
import { takeRoles } from "./roles.js";
import { roomDomain } from "./room/roomDomain.js";
import type { Services } from "./services.js";
import { type SessionState, sessionState } from "./session.js";
import { supportDomain } from "./support/supportDomain.js";
import { limiter } from "./tokenBucket.js";
import { viewersDomain } from "./viewers/viewersDomain.js";

/** Users whose name and picture are known to be saved, so that a thousand reconnects cost the store nothing. */
const savedUsers = 10_000;

/**
 * Makes the server without a transport. Each domain brings its handlers and routes by the list of domains below.
 *
 * @throws LobbyError `gift-catalogue` for a list of gifts that can't be sold; other wrong options show at the first use of what they concern.
 */
export function createCore(options: CoreOptions): Core {
  const clock = options.clock ?? systemClock();
  const now = () => clock.now();
  const { store, hub } = options;
  const report = safeReporter(options.onReport ?? consoleReporter());
  const limits = effectiveLimits(options.limits);
  const services: Services = {
    store,
    hub,
    access: createAccess(options.authorize),
    limits,
    limiters: { sends: limiter(limits.sends, now), typing: limiter(limits.typing, now) },
    clock,
    newId: options.newId ?? (() => crypto.randomUUID()),
    report,
    imageHosts: options.imageHosts,
    verifyToken: options.verifyToken,
    session: (id) => sessions.get(id),
    happened: {
      appending: async (sender, conversationId) => {
        for (const { appending } of domains) await appending?.(sender, conversationId);
      },
      appended: (message) => {
        for (const { appended } of domains) appended?.(message);
      },
      readMoved: (conversationId, receipt) => {
        for (const { readMoved } of domains) readMoved?.(conversationId, receipt);
      },
    },
    background: (during, work) => {
      work.catch((error: unknown) => report({ kind: "fault", during, code: "UNAVAILABLE", error }));
    },
  };
  const connects = limiter(limits.connects, now);

  const presence = presenceDomain(services, options.presence);
  const viewers = viewersDomain(services);
  const notifications = notificationsDomain(services, options.notifications);
  const gifts = giftsDomain(services, options.gifts);
  const live = liveDomain(services, options.live);
  const room = roomDomain(services);
  const guests = createGuests(clock, [room, viewers]);
  const domains: readonly Domain[] = [
    connectionDomain(services),
    chatDomain(services),
    presence,
    viewers,
    notifications,
    gifts,
    live,
    supportDomain(services),
    room,
  ];
  const definitions = new Map(
    domains.flatMap(({ definitions }) => definitions).map((definition) => [definition.event, definition]),
  );
  const routes = domains.flatMap(({ routes }) => routes ?? []);

  const sessions = new Map<string, SessionState>();
  const terms = new Map<string, { stop(): void }>();
  const saved = new Map<string, string>();

  const rememberUser = (user: User) => {
    const text = JSON.stringify(user);
    if (saved.get(user.id) === text) return;
    if (saved.size >= savedUsers) saved.clear();
    saved.set(user.id, text);
    services.background(
      "saveUser",
      store.saveUser(user).catch((error: unknown) => {
        saved.delete(user.id);
        throw error;
      }),
    );
  };

  /** Counts an event that was refused for its form or its number; ends the session that has too many. */
  const strike = (session: SessionState, during: string, code: string) => {
    report({ kind: "refused", during, code, userId: session.user.id });
    if (session.ended || session.buckets.strikes.take() === 0) return;
    session.ended = true;
    report({ kind: "refused", during, code: "flood", userId: session.user.id });
    hub.end({ session: session.id }, { code: "flood" });
  };

  /** Whether this is no place or no person for such a command. */
  const misplaced = (session: SessionState, { agents }: Definition, over: "admin" | undefined): boolean => {
    if (agents !== true) return over === "admin";
    return !isAgent(session.roles) || (options.adminNamespace === true && over !== "admin");
  };

  const handle = async (
    session: SessionState,
    event: string,
    payload: unknown,
    over: "admin" | undefined,
  ): Promise<Acknowledgement> => {
    if (session.ended) return refused(failure("UNAVAILABLE"));
    // Counted before anything is read: reading is what a flood would make expensive.
    const waitMs = session.buckets.events.take();
    if (waitMs > 0) {
      strike(session, "event", "RATE_LIMITED");
      return refused(failure("RATE_LIMITED", undefined, waitMs));
    }
    const definition = definitions.get(event);
    if (definition === undefined) {
      strike(session, "event", "INVALID");
      return refused(failure("INVALID", "unknown event"));
    }
    const audit = (code: string) => {
      if (definition.agents) report(auditOf(event, code, session.user.id, payload));
    };
    if (misplaced(session, definition, over)) {
      audit("FORBIDDEN");
      return refused(failure("FORBIDDEN"));
    }
    const { answer, malformed } = await definition.run(session, payload);
    audit(answer.ok ? "OK" : answer.code);
    if (malformed) strike(session, event, "INVALID");
    return answer;
  };

  const endSession = (session: SessionState) => {
    session.ended = true;
    if (!sessions.delete(session.id)) return;
    terms.get(session.id)?.stop();
    terms.delete(session.id);
    for (const conversationId of session.opened) hub.leave(session.id, openAudience(conversationId));
    session.opened.clear();
    hub.leave(session.id, userAudience(session.user.id));
    takeRoles(session, [], hub);
    for (const { ended } of domains) ended?.(session);
  };

  return {
    admit: (userId) => {
      const waitMs = connects.take(userId);
      if (waitMs > 0) return failure("RATE_LIMITED", "too many connections in a short time", waitMs);
      return hub.size(userAudience(userId)) >= limits.sessionsPerUser
        ? failure("RATE_LIMITED", `at most ${limits.sessionsPerUser} connections a user`, 15_000)
        : null;
    },
    connect: ({ id, ...identity }): CoreSession => {
      const { user } = identity;
      const term = sessionTerm(id, hub, clock);
      const session = sessionState(id, user, limits, now, (renewed) => {
        session.user = renewed.user;
        takeRoles(session, renewed.roles ?? [], hub);
        term.renew(renewed.expiresAt);
        rememberUser(renewed.user);
        for (const domain of domains) domain.renewed?.(session);
      });
      sessions.set(id, session);
      terms.set(id, term);
      hub.join(id, userAudience(user.id));
      session.renew(identity);
      for (const { connected } of domains) connected?.(session);
      return {
        id,
        get user() {
          return session.user;
        },
        handle: (event, payload, over) => handle(session, event, payload, over),
        end: () => endSession(session),
      };
    },
    handleHttp: httpHandler(services, routes, options.basePath ?? "/api/lobby", limiter(limits.http, now)),
    systemMessage: (conversationId, text) => writeSystemMessage(services, conversationId, text),
    postMessage: (post) => postMessage(services, post),
    closeConversation: async (conversationId, userId, reason) => {
      await store.removeMember(conversationId, userId);
      for (const id of hub.sessions(userAudience(userId))) {
        sessions.get(id)?.opened.delete(conversationId);
        hub.leave(id, openAudience(conversationId));
      }
      room.expel(conversationId, userId);
      hub.publish([userAudience(userId)], { type: "conversationClosed", conversationId, reason });
    },
    presence: presence.of,
    viewerCount: viewers.count,
    notify: notifications.notify,
    disconnectUser: (userId, bye = { code: "kicked" }) => hub.end({ audience: userAudience(userId) }, bye),
    room: room.control,
    guests: guests.control,
    topics: live.topics,
    prices: live.prices,
    gifts: gifts.control,
    close: () => {
      // Whatever ends later finds nothing to set a timer for.
      for (const session of [...sessions.values()]) endSession(session);
      guests.close();
      for (const { close } of domains) close?.();
    },
  };
}

/** The app's limits over the default ones. Nothing may be longer than both ends' schemas let through. */
function effectiveLimits(given: Partial<ServerLimits> | undefined): ServerLimits {
  const limits = { ...defaultLimits, ...given };
  return {
    ...limits,
    messageLength: Math.min(limits.messageLength, contractLimits.messageLength),
    roomRoster: Math.min(limits.roomRoster, contractLimits.roomRoster),
  };
}
