"use client";

import { ConnectionStatus, LobbyToaster, SocketProvider, useUnreadTitle } from "lobbykit";
import { en } from "lobbykit/locales/en";
import { vi } from "lobbykit/locales/vi";
import type { ReactNode } from "react";
import type { Member } from "../lib/people";
import { useLanguage } from "./Language";
import { useNavigation } from "./Navigation";
import { Probe } from "./Probe";

/** Asks the app's own route for a token; the cookie says whose. */
async function fetchToken({ signal }: { readonly signal: AbortSignal }): Promise<string> {
  const response = await fetch("/api/token", { signal, cache: "no-store" });
  if (!response.ok) throw new Error(`No token: ${response.status}`);
  const { token } = (await response.json()) as { token: string };
  return token;
}

interface SchoolProps {
  readonly member: Member;
  /** Address of this server. */
  readonly origin: string;
  readonly children: ReactNode;
}

/** Everything live needs to be inside this. The school and a stream each have their own; they share one connection. */
export function School({ member, origin, children }: SchoolProps) {
  const language = useLanguage();
  const { push } = useNavigation();
  return (
    <SocketProvider url={origin} user={member} auth={fetchToken} locale={language === "vi" ? vi : en}>
      <ConnectionStatus layout="floating" onSignIn={() => location.assign("/")} />
      <Probe />
      <TabTitle />
      <LobbyToaster onNavigate={push} />
      {children}
    </SocketProvider>
  );
}

/** What is unread, in the tab's title. */
function TabTitle() {
  useUnreadTitle();
  return null;
}
