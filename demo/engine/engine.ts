import type { LobbyServer } from "lobbykit/server";
import type { Member } from "../lib/people";
import type { Course } from "../seed/rooms";
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
  /** Tells the teacher and the team that somebody has bought a course, and thanks him in his language. */
  tellOfPurchase(buyer: Member, course: Course, thanks: string): Promise<void>;
  close(): void;
}

/** Starts the engine on a running server. */
export async function startEngine(lobby: LobbyServer): Promise<Engine> {
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
  return {
    audience,
    market,
    isOnAir: (roomId) => onAir.has(roomId),
    setOnAir,
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
    close: () => {
      audience.close();
      market.close();
    },
  };
}
