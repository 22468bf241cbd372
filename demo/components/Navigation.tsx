"use client";

import { createContext, type ReactNode, useContext } from "react";

/** Where one is and how to go elsewhere, whichever of Next's two routers the page belongs to. */
export interface Navigation {
  /** Without query and fragment. */
  readonly pathname: string;
  readonly push: (href: string) => void;
  /** Asks the server for this page again; nothing of what is on it is lost. */
  readonly refresh: () => void;
}

const NavigationContext = createContext<Navigation | null>(null);

/** The frame of the school is the same under both routers: each gives it its own navigation. */
export function NavigationProvider({ value, children }: { readonly value: Navigation; readonly children: ReactNode }) {
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error("A page is missing its NavigationProvider.");
  return navigation;
}
