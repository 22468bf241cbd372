"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** List and conversation side by side; on a phone one of them, by the page one is on. */
export function Panes({ sidebar, children }: { readonly sidebar: ReactNode; readonly children: ReactNode }) {
  const showing = usePathname() === "/chat" ? "list" : "conversation";
  return (
    <main className="panes" data-showing={showing}>
      {sidebar}
      <div className="pane">{children}</div>
    </main>
  );
}
