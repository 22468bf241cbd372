import type { LobbyServer } from "lobbykit/server";
import type { Member } from "../lib/people";
import type { Course } from "../seed/rooms";
import { type Audience, openAudience } from "./audience";

/** What moves by itself in the demo, and what the app's own routes ask of the lobby. */
export interface Engine {
  /** Tells the teacher and the team that somebody has bought a course. */
  tellOfPurchase(buyer: Member, course: Course): Promise<void>;
  setAudience: Audience["setRate"];
  close(): void;
}

/** Starts the engine on a running server. */
export function startEngine(lobby: LobbyServer): Engine {
  const audience = openAudience(lobby);
  return {
    tellOfPurchase: async () => {},
    setAudience: audience.setRate,
    close: () => audience.close(),
  };
}
