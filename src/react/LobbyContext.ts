"use client";

import { createContext } from "react";
import type { ReactReduxContextValue } from "react-redux";
import type { Lobby, LobbyRootState } from "../client/lobby.js";
import { en } from "../locales/en.js";
import type { Locale } from "../locales/locale.js";

/** The lobby of the nearest `SocketProvider`; `null` outside of one. */
export const LobbyContext = createContext<Lobby | null>(null);

/** react-redux's context for the lobby's store: an own one, so that it can't collide with the app's. */
export const LobbyStoreContext = createContext<ReactReduxContextValue<LobbyRootState> | null>(null);

/** The words of the components. */
export const LocaleContext = createContext<Locale>(en);
