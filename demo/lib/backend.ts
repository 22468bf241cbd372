import type { LobbyStore } from "lobbykit/server";
import type { Engine } from "../engine/engine";
import type { Enrolments } from "./enrolments";
import type { Member, People } from "./people";
import type { Ratings } from "./ratings";

/** What the server process (`server.ts`) shares with the pages that Next renders in it. */
export interface Backend {
  readonly store: LobbyStore;
  readonly people: People;
  readonly enrolments: Enrolments;
  readonly ratings: Ratings;
  /** What moves by itself: bots, prices, streams. */
  readonly engine: Engine;
  /** Signs the cookie of a session. */
  readonly secret: Uint8Array;
  /** A token that lets somebody's browser in at the sockets and their HTTP API, for ten minutes. */
  readonly tokenFor: (member: Member) => Promise<string>;
}

// Next bundles this file for its pages, `server.ts` loads it by itself: only the global object is the same for both.
const slot = globalThis as { sen?: Backend };

/** Called once, before Next answers anything. */
export function provideBackend(backend: Backend): void {
  slot.sen = backend;
}

/** The server's parts, inside a request. */
export function backend(): Backend {
  if (slot.sen === undefined) throw new Error("The demo's pages need its own server: start it with npm run demo.");
  return slot.sen;
}
