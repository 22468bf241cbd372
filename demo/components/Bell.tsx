"use client";

import { NotificationCenter } from "lobbykit";
import { useNavigation } from "./Navigation";

/** What is new; a click leads there by Next's router, whichever it is. */
export function Bell() {
  const { push } = useNavigation();
  return <NotificationCenter onNavigate={push} />;
}
