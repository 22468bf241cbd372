import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { School } from "../../../components/School";
import { TopBar } from "../../../components/TopBar";
import { origin } from "../../../lib/origin";
import { preferences } from "../../../lib/preferences";
import { currentMember } from "../../../lib/session";

export const metadata = { title: "Courses" };

export default async function CoursesLayout({ children }: { readonly children: ReactNode }) {
  const member = await currentMember();
  if (member === null) redirect("/");
  const { theme } = await preferences();
  return (
    <School member={member} origin={await origin()}>
      <div className="school">
        <TopBar member={member} theme={theme} />
        {children}
      </div>
    </School>
  );
}
