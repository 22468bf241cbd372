import type { CoreSession, LobbyServer } from "lobbykit/server";
import { chatter, names } from "../seed/bots";

/** Bots that fill a stream's room. */
export interface Audience {
  /** How many messages a second they write from now on, 0 to {@link mostPerSecond}. They fall silent after a minute. */
  setRate(roomId: string, rate: number): { readonly rate: number; readonly endsAt: number };
  close(): void;
}

const mostPerSecond = 1_000;
const turnMs = 50;
const longestMs = 60_000;
/**
 * Opens the doors for bots: sessions of the server's own, with the same rules and limits as everybody's. At five messages a second a user it takes two hundred of them
 * for the most.
 */
export function openAudience(lobby: LobbyServer): Audience {
  let bots: CoreSession[] = [];
  let target = { roomId: "", rate: 0, endsAt: 0 };
  let timer: ReturnType<typeof setInterval> | undefined;
  let owed = 0;
  let turn = 0;
  let sent = 0;
  let underWay = 0;
  const begun = Date.now().toString(36);

  const goHome = () => {
    clearInterval(timer);
    timer = undefined;
    for (const bot of bots) bot.end();
    bots = [];
    target = { ...target, rate: 0 };
  };
  const speak = (bot: CoreSession, index: number) => {
    const text = chatter[(index * 7 + sent) % chatter.length] ?? "👏";
    const message = {
      conversationId: `room:${target.roomId}`,
      clientId: `bot-${begun}-${sent++}`,
      body: { kind: "text", text },
    };
    underWay++;
    void bot.handle("lobby:send", message).finally(() => underWay--);
  };
  const takeTurn = () => {
    if (Date.now() > target.endsAt) return goHome();
    owed += (target.rate * turnMs) / 1_000;
    for (; owed >= 1; owed--) {
      const index = turn++ % bots.length;
      const bot = bots[index];
      // A disk that is slower than the crowd must not be given an ever longer queue.
      if (bot !== undefined && underWay < mostPerSecond) speak(bot, index);
    }
  };
  return {
    setRate: (roomId, rate) => {
      const wanted = Math.max(0, Math.min(mostPerSecond, Math.floor(rate) || 0));
      target = { roomId, rate: wanted, endsAt: Date.now() + longestMs };
      if (wanted === 0) goHome();
      else if (timer === undefined) {
        bots = names.map((name, index) =>
          lobby.core.connect({ id: crypto.randomUUID(), user: { id: `bot-${index}`, name } }),
        );
        for (const bot of bots) {
          void bot.handle("lobby:room-watch", { roomId });
          void bot.handle("lobby:viewers-join", { viewableId: roomId });
        }
        timer = setInterval(takeTurn, turnMs);
      }
      return { rate: wanted, endsAt: target.endsAt };
    },
    close: goHome,
  };
}
