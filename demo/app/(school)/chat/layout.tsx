import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Panes } from "../../../components/Panes";
import { School } from "../../../components/School";
import { Sidebar } from "../../../components/Sidebar";
import { TopBar } from "../../../components/TopBar";
import { origin } from "../../../lib/origin";
import { preferences } from "../../../lib/preferences";
import { currentMember } from "../../../lib/session";

export const metadata = { title: "Messages" };

export default async function ChatLayout({ children }: { readonly children: ReactNode }) {
  const member = await currentMember();
  if (member === null) redirect("/");
  const { theme } = await preferences();
  return (
    <School member={member} origin={await origin()}>
      <div className="school">
        <TopBar member={member} theme={theme} />
        <Panes sidebar={<Sidebar myId={member.id} />}>{children}</Panes>
      </div>
    </School>
  );
}
