import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { StageBar } from "../../../../../components/live/StageBar";
import { School } from "../../../../../components/School";
import { origin } from "../../../../../lib/origin";
import { preferences } from "../../../../../lib/preferences";
import { currentMember } from "../../../../../lib/session";

/** A stream has the window for itself, and a provider of its own: the connection stays the one the school has. */
export default async function StageLayout({ children }: { readonly children: ReactNode }) {
  const member = await currentMember();
  if (member === null) redirect("/");
  const { theme } = await preferences();
  return (
    <School member={member} origin={await origin()}>
      <div className="stage-page">
        <StageBar member={member} theme={theme} />
        {children}
      </div>
    </School>
  );
}
