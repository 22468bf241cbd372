import { aUser, type MockServer } from "lobbykit/testing";
import { people, type Stage, type StageParameters, type StoryLocale } from "../../.storybook/stage.js";
import { shopOf } from "../gifts/shop.js";

export const roomId = "live";
const conversationId = `room:${roomId}`;
const titles: Readonly<Record<StoryLocale, string>> = {
  en: "Evening stream",
  vi: "Buổi phát tối",
  ar: "بث المساء",
};
const streams: Readonly<Record<StoryLocale, string>> = {
  en: "Guitar for beginners",
  vi: "Guitar cho người mới",
  ar: "الغيتار للمبتدئين",
};

/** Other people than those of all stories, named as the language names people. */
function strangers(locale: StoryLocale, count: number) {
  return Array.from({ length: count }, (_, index) => aUser({ id: `guest-${index}`, seed: index + 20, locale }));
}

/** What a story's server begins with: a room of Bình's that streams, with some people in it. */
export function withRoom(more: Partial<StageParameters> = {}, locale: StoryLocale = "en"): { lobby: StageParameters } {
  return {
    lobby: {
      users: [...people(locale), ...strangers(locale, 60)],
      conversations: [{ id: conversationId, title: titles[locale] }],
      history: { count: 30, locale },
      gifts: { catalogue: shopOf(locale), startingBalance: 1_250 },
      prepare: (stage) => streaming(stage, locale),
      ...more,
    },
  };
}

/** Describes the room, begins its stream, and lets a few people in. */
export function streaming({ server }: Pick<Stage, "server">, locale: StoryLocale = "en"): void {
  void described(server, locale).then(() => server.core.room.startStream(roomId, { title: streams[locale] }));
}

/** Describes the room and lets a few people in. */
export async function described(server: MockServer, locale: StoryLocale = "en"): Promise<void> {
  await server.core.room.update(roomId, { title: titles[locale], hostId: "binh" });
  for (const id of ["binh", "chi", "dung", "giang", "hoa", "khanh", "lan"]) {
    await server.as(id).enterRoom(roomId);
    await server.as(id).watch(roomId);
  }
}

/** People who come and go, and messages, so many a second each. Returns a stop function. */
export function crowd(server: MockServer, movesPerSecond: number, messagesPerSecond: number): () => void {
  const inside = new Set<string>();
  let at = 0;
  const move = () => {
    at = (at + 7) % 60;
    const id = `guest-${at}`;
    const person = server.as(id);
    if (inside.delete(id)) return void person.leaveRoom(roomId);
    inside.add(id);
    void person.enterRoom(roomId);
  };
  const timer = movesPerSecond > 0 ? setInterval(move, 1_000 / movesPerSecond) : undefined;
  const stopFlood = messagesPerSecond > 0 ? server.flood(conversationId, messagesPerSecond) : () => {};
  return () => {
    clearInterval(timer);
    stopFlood();
  };
}
