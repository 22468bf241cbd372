import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Rail } from "../../../components/Rail";
import { School } from "../../../components/School";
import { TopBar } from "../../../components/TopBar";
import { origin } from "../../../lib/origin";
import { preferences } from "../../../lib/preferences";
import { currentMember } from "../../../lib/session";
import { isAdmin } from "../../../seed/people";

/** The school's frame: where one can go, what is new, who one is. */
export default async function CampusLayout({ children }: { readonly children: ReactNode }) {
  const member = await currentMember();
  if (member === null) redirect("/");
  const { theme } = await preferences();
  return (
    <School member={member} origin={await origin()}>
      <div className="school">
        <Rail isAdmin={isAdmin(member.id)} />
        <TopBar member={member} theme={theme} />
        {children}
      </div>
    </School>
  );
}
