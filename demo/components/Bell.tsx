"use client";

import { NotificationCenter } from "lobbykit";
import { useRouter } from "next/navigation";

/** What is new; a click leads there by Next's router. */
export function Bell() {
  const router = useRouter();
  return <NotificationCenter onNavigate={(href) => router.push(href)} />;
}
