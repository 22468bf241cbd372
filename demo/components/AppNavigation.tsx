"use client";

import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useMemo } from "react";
import { NavigationProvider } from "./Navigation";

/** Navigation of the pages under `app/`. */
export function AppNavigation({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const pathname = usePathname() ?? "/";
  const value = useMemo(
    () => ({ pathname, push: (href: string) => router.push(href), refresh: () => router.refresh() }),
    [router, pathname],
  );
  return <NavigationProvider value={value}>{children}</NavigationProvider>;
}
