"use client";

import { createContext } from "react";
import type { ReactReduxContextValue } from "react-redux";
import type { Lobby } from "../client/lobby.js";
import type { LobbyRootState } from "../client/lobbyState.js";
import { enFirst } from "../locales/enFirst.js";
import type { FirstLocale } from "../locales/locale.js";

/** The lobby of the nearest `SocketProvider`, in another object when another user signs in to it: whoever reads it renders again. `null` outside of one. */
export const LobbyContext = createContext<{ readonly lobby: Lobby } | null>(null);

/** react-redux's context for the lobby's store: an own one, so that it can't collide with the app's. */
export const LobbyStoreContext = createContext<ReactReduxContextValue<LobbyRootState> | null>(null);

/** The words of the components. The default has those of a chat only: the others would be in every first load. */
export const LocaleContext = createContext<FirstLocale>(enFirst);
