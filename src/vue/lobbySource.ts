import { type MaybeRefOrGetter, toValue, watch } from "vue";
import { createLobby } from "../client/createLobby.js";
import type { Lobby, LobbyOptions } from "../client/lobby.js";
import type { User } from "../contract/connection.js";

/** What `createLobby` takes, where the user may change: a ref or a getter signs in and out as it does. */
export interface VueLobbyOptions extends Omit<LobbyOptions, "user"> {
  readonly user: MaybeRefOrGetter<User | null>;
}

/** A lobby of the app's making, or what to make one of. */
export type LobbySource = VueLobbyOptions | { readonly lobby: Lobby };

/** The lobby of a source. Without effects. */
export function lobbyOfSource(source: LobbySource): Lobby {
  return "lobby" in source ? source.lobby : createLobby({ ...source, user: toValue(source.user) });
}

/** Wants the connection, and follows who is signed in, until the returned function is called. */
export function holdLobby(lobby: Lobby, source: LobbySource): () => void {
  const release = lobby.retain();
  if ("lobby" in source) return release;
  const stop = watch(
    () => toValue(source.user),
    (user) => {
      const known = lobby.user;
      const isSame = user?.id === known?.id && user?.name === known?.name && user?.avatarUrl === known?.avatarUrl;
      if (!isSame) lobby.signIn(user, user?.id === known?.id ? undefined : source.auth);
    },
    { immediate: true, flush: "sync" },
  );
  return () => {
    stop();
    release();
  };
}
