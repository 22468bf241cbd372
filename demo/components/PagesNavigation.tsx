import Router, { useRouter } from "next/router";
import { type ReactNode, useMemo } from "react";
import { NavigationProvider } from "./Navigation";

/** Navigation of the pages under `pages/`. */
export function PagesNavigation({ children }: { readonly children: ReactNode }) {
  const { asPath } = useRouter();
  const pathname = asPath.split(/[?#]/)[0] ?? "/";
  const value = useMemo(
    () => ({
      pathname,
      push: (href: string) => void Router.push(href),
      refresh: () => void Router.replace(Router.asPath, undefined, { scroll: false }),
    }),
    [pathname],
  );
  return <NavigationProvider value={value}>{children}</NavigationProvider>;
}
