import type { LobbyServer, User } from "lobbykit/server";
import type { Member } from "../lib/people";
import type { Ratings } from "../lib/ratings";
import type { Language } from "../lib/words";
import { givenBefore, topUp } from "../seed/gifts";
import { people } from "../seed/people";
import { requests } from "../seed/requests";
import { type Course, ratingTopic } from "../seed/rooms";
import { streams } from "../seed/streams";
import { type Audience, openAudience } from "./audience";
import { type Market, openMarket } from "./prices";

/** What moves by itself in the demo, and what the app's own routes ask of the lobby. */
export interface Engine {
  readonly audience: Audience;
  readonly market: Market;
  /** Whether a stream is on air. */
  isOnAir(roomId: string): boolean;
  /** Begins or ends a stream; everybody in its room sees it. */
  setOnAir(roomId: string, onAir: boolean): Promise<void>;
  /** Shows a course's rating, as it is now, to everybody who looks at it. */
  showRating(courseId: string): Promise<void>;
  /** Demo credit for somebody's wallet; resolves with what is in it then. */
  topUp(userId: string): Promise<number>;
  /** The language somebody reads, for what the server writes to him. */
  readonly languages: Map<string, Language>;
  /** Tells the teacher and the team that somebody has bought a course, and thanks him in his language. */
  tellOfPurchase(buyer: Member, course: Course, thanks: string): Promise<void>;
  /** Tells the teacher what was said under his course. */
  tellOfComment(author: User, course: Course, text: string): Promise<void>;
  /** Asks somebody into a course's study hall, in his own words. */
  invite(host: Member, guestId: string, course: Course, invitation: string): Promise<void>;
  close(): void;
}

/** Starts the engine on a running server. */
export async function startEngine(
  lobby: LobbyServer,
  ratings: Ratings,
  languages: Map<string, Language>,
): Promise<Engine> {
  const audience = openAudience(lobby);
  const market = openMarket((prices) => lobby.core.prices.publish(prices));
  const onAir = new Set<string>();
  const setOnAir = async (roomId: string, isOn: boolean) => {
    if (isOn) {
      onAir.add(roomId);
      await lobby.startStream(roomId);
    } else {
      onAir.delete(roomId);
      await lobby.endStream(roomId);
    }
  };
  for (const { id, host, title, onAir: isOn } of streams) {
    await lobby.room.update(id, { title: title.vi, hostId: host });
    await setOnAir(id, isOn);
  }
  for (const given of givenBefore) await give(lobby, given);
  for (const request of requests) await ask(lobby, request);
  return {
    audience,
    languages,
    market,
    isOnAir: (roomId) => onAir.has(roomId),
    setOnAir,
    showRating: async (courseId) => {
      lobby.core.topics.set(ratingTopic(courseId), await ratings.of(courseId));
    },
    topUp: (userId) => lobby.gifts.credit(userId, topUp, crypto.randomUUID()),
    tellOfPurchase: async (buyer, course, thanks) => {
      const about = { kind: "purchase", clientId: `purchase-${buyer.id}-${course.id}`, href: `/courses/${course.id}` };
      await lobby.notify(buyer.id, {
        ...about,
        level: "success",
        title: course.title,
        message: thanks,
      });
      if (course.teacher !== buyer.id)
        await lobby.notify(course.teacher, { ...about, title: buyer.name, message: course.title });
      await lobby.notify("admins", {
        ...about,
        clientId: `${about.clientId}-team`,
        title: buyer.name,
        message: course.title,
      });
    },
    tellOfComment: async (author, course, text) => {
      if (author.id === course.teacher) return;
      const message = `“${text.length > 160 ? `${text.slice(0, 160)}…` : text}”`;
      const href = `/courses/${course.id}`;
      await lobby.notify(course.teacher, { kind: "comment", title: author.name ?? author.id, message, href });
    },
    invite: async (host, guestId, course, invitation) => {
      await lobby.notify(guestId, {
        kind: "invitation",
        title: host.name,
        message: invitation,
        href: `/study/${course.id}`,
      });
    },
    close: () => {
      audience.close();
      market.close();
    },
  };
}

/** Gives as anybody would, under a key that the same gift always has: a later start charges nothing again. */
async function give(lobby: LobbyServer, [by, giftId, quantity, receiverId, roomId]: (typeof givenBefore)[number]) {
  const session = sessionOf(lobby, by);
  const clientId = `seed-${by}-${giftId}-${roomId}`;
  await session.handle("lobby:gift", { conversationId: `room:${roomId}`, clientId, giftId, quantity, receiverId });
  session.end();
}

/** Asks for help as anybody would, once in the life of a database. */
async function ask(lobby: LobbyServer, [by, supportType, text]: (typeof requests)[number]) {
  const session = sessionOf(lobby, by);
  const status = await session.handle("lobby:support-status", {});
  if (status.ok && !("ticket" in status && status.ticket !== undefined)) {
    await session.handle("lobby:support", { supportType });
    const message = { conversationId: `support:${by}`, clientId: `seed-${by}`, body: { kind: "text", text } };
    await session.handle("lobby:send", message);
  }
  session.end();
}

function sessionOf(lobby: LobbyServer, userId: string) {
  const { name, avatarUrl } = people.find(({ id }) => id === userId) ?? { name: userId };
  const user = avatarUrl === undefined ? { id: userId, name } : { id: userId, name, avatarUrl };
  return lobby.core.connect({ id: crypto.randomUUID(), user });
}
