import type { ReactNode } from "react";
import { RushProvider } from "../../components/Rush";

export default function SchoolLayout({ children }: { readonly children: ReactNode }) {
  return <RushProvider>{children}</RushProvider>;
}
