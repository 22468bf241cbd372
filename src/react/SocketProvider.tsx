"use client";

import type { Store } from "@reduxjs/toolkit";
import {
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { Provider } from "react-redux";
import type { Lobby, LobbyOptions } from "../client/lobby.js";
import type { LobbyRootState, LobbyStore } from "../client/lobbyState.js";
import { lobbyOf } from "../client/storeBinding.js";
import { mistake } from "../contract/mistake.js";
import type { Locale } from "../locales/locale.js";
import { checkPage } from "./checkPage.js";
import { LobbyContext, LobbyStoreContext, LocaleContext } from "./LobbyContext.js";
import { obtainSharedLobby, sharedLobbyKey } from "./sharedLobby.js";

interface CommonProps {
  readonly children?: ReactNode;
  /** Words, numbers and dates of the components; English unless told otherwise. */
  readonly locale?: Locale;
}

/** Zero configuration: the provider makes client and store. Providers of the same server, protocol and user share one, and so one connection. */
export interface OwnLobbyProps extends CommonProps, LobbyOptions {
  /** `false`: quiet, as if nobody were signed in. */
  readonly enabled?: boolean;
  readonly lobby?: undefined;
  readonly store?: undefined;
}

/** With a client of the app's making, on the app's own store or on the client's. */
export interface GivenLobbyProps extends CommonProps {
  readonly lobby: Lobby;
  /** The app's store, with `lobbyReducers` and `lobby.middleware` in it; the lobby's own unless told otherwise. */
  readonly store?: Store<LobbyRootState>;
  /** `false`: the connection is not wanted by this provider. */
  readonly enabled?: boolean;
}

/** Either form. */
export type SocketProviderProps = OwnLobbyProps | GivenLobbyProps;

/**
 * Gives hooks and components below it their connection and state. Renders on the server without connecting; connects once mounted in the browser.
 *
 * @throws LobbyError `provider-nested` inside another provider of the same lobby, `store-mismatch` when the given store is not the lobby's.
 *
 * @example
 * <SocketProvider url="https://chat.example.com" user={{ id: "an", name: "An" }} auth={fetchToken}>
 *   <ChatRoom recipientId="binh" />
 * </SocketProvider>
 */
export function SocketProvider(props: SocketProviderProps): ReactElement {
  return props.lobby === undefined ? <OwnLobby {...props} /> : <GivenLobby {...props} />;
}

function OwnLobby({
  children,
  locale,
  enabled,
  lobby: _lobby,
  store: _store,
  ...options
}: OwnLobbyProps): ReactElement {
  const user = enabled === false ? null : options.user;
  const settled = { ...options, user };
  const key = sharedLobbyKey(settled);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for all options that make another lobby.
  const shared = useMemo(() => obtainSharedLobby(key, settled), [key]);
  const { lobby } = shared;
  const auth = options.auth;
  useEffect(() => shared.hold(), [shared]);
  // A new function at every render is the same source; a new token is news.
  useEffect(() => shared.renewAuth(auth), [shared, auth]);
  const name = user?.name;
  const avatarUrl = user?.avatarUrl;
  useEffect(() => {
    const known = lobby.user;
    if (known === null || (known.name === name && known.avatarUrl === avatarUrl)) return;
    lobby.signIn({
      id: known.id,
      ...(name === undefined ? {} : { name }),
      ...(avatarUrl === undefined ? {} : { avatarUrl }),
    });
  }, [lobby, name, avatarUrl]);
  return (
    <Frame lobby={lobby} locale={locale} wanted={user !== null}>
      {children}
    </Frame>
  );
}

function GivenLobby({ children, locale, lobby, store, enabled }: GivenLobbyProps): ReactElement {
  if (store !== undefined && lobbyOf(store) !== lobby) throw mistake("store-mismatch");
  return (
    <Frame lobby={lobby} store={store} locale={locale} wanted={enabled !== false}>
      {children}
    </Frame>
  );
}

interface FrameProps {
  readonly lobby: Lobby;
  readonly store?: LobbyStore | undefined;
  readonly locale: Locale | undefined;
  readonly wanted: boolean;
  readonly children: ReactNode;
}

function Frame({ lobby, store, locale, wanted, children }: FrameProps): ReactElement {
  if (useContext(LobbyContext)?.lobby === lobby) throw mistake("provider-nested");
  const shown = store ?? lobby.store;
  // A lobby of the app's making stays the same whoever signs in, but what hooks want depends on who it is.
  const userOf = () => lobby.user?.id;
  const userId = useSyncExternalStore(shown.subscribe, userOf, userOf);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another object for each user
  const context = useMemo(() => ({ lobby }), [lobby, userId]);
  useEffect(() => (wanted ? lobby.retain() : undefined), [lobby, wanted]);
  // Bundlers for production drop it, and what it imports.
  // biome-ignore lint/correctness/useHookAtTopLevel: within one build the condition is always the same
  if (process.env.NODE_ENV === "development") useEffect(checkPage, []);
  const inherited = useContext(LocaleContext);
  return (
    <LobbyContext.Provider value={context}>
      <StoreFrame store={shown}>
        <LocaleContext.Provider value={locale ?? inherited}>{children}</LocaleContext.Provider>
      </StoreFrame>
    </LobbyContext.Provider>
  );
}

/** Hydration compares against the state of the first render, even if the store has moved on by then. */
function StoreFrame({ store, children }: { readonly store: LobbyStore; readonly children: ReactNode }): ReactElement {
  const [serverState] = useState(() => store.getState());
  return (
    <Provider store={store} context={LobbyStoreContext} serverState={serverState}>
      {children}
    </Provider>
  );
}
