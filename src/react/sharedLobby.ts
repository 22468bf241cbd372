import { createRegistry } from "../client/connection/registry.js";
import { createLobby } from "../client/createLobby.js";
import type { Lobby, LobbyOptions } from "../client/lobby.js";
import type { AuthSource } from "../client/settings.js";

/** A lobby that several providers may stand on. */
export interface SharedLobby {
  readonly lobby: Lobby;
  /** Keeps it shared while a provider is mounted. Returns the release. */
  readonly hold: () => () => void;
  /** Takes the newest render's source of tokens. */
  readonly renewAuth: (auth: AuthSource | undefined) => void;
}

// The page of an app that has the only provider may be left and come back to: what was written there is still there.
const registry = /* @__PURE__ */ createRegistry<SharedLobby>({ keep: ({ lobby }) => holdsUnsent(lobby) });

/** What makes two providers mean the same connection: server, protocol and user. */
export function sharedLobbyKey({ url, apiUrl, protocol, user }: LobbyOptions): string {
  return JSON.stringify([url, apiUrl ?? null, protocol?.name ?? "native", user?.id ?? null]);
}

/**
 * The lobby of that key: in a browser the one that is there already or a new one, on a server always a new one, because there two requests must never
 * share state.
 */
export function obtainSharedLobby(key: string, options: LobbyOptions): SharedLobby {
  return typeof window === "undefined"
    ? makeSharedLobby(key, options)
    : registry.obtain(key, () => makeSharedLobby(key, options));
}

function makeSharedLobby(key: string, options: LobbyOptions): SharedLobby {
  let current = options.auth;
  // Functions are called through this one, so that an inline function, new at every render, is no new source.
  const latest: AuthSource = (request) => (typeof current === "function" ? current(request) : "");
  const lobby = createLobby({ ...options, ...(typeof current === "function" ? { auth: latest } : {}) });
  const shared: SharedLobby = {
    lobby,
    hold: () => registry.retain(key, shared),
    renewAuth: (auth) => {
      const same = auth === current || (isCookie(auth) && isCookie(current));
      const bothFunctions = typeof auth === "function" && typeof current === "function";
      current = auth;
      if (!same && !bothFunctions) lobby.signIn(lobby.user, typeof auth === "function" ? latest : auth);
    },
  };
  return shared;
}

function holdsUnsent({ store }: Lobby): boolean {
  const { conversations } = store.getState().lobby.chat;
  return Object.values(conversations).some(({ pending, draft }) => pending.length > 0 || draft !== "");
}

function isCookie(auth: AuthSource | undefined): boolean {
  return typeof auth === "object";
}
