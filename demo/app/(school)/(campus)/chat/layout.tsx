import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Panes } from "../../../../components/Panes";
import { Sidebar } from "../../../../components/Sidebar";
import { currentMember } from "../../../../lib/session";

export const metadata = { title: "Messages" };

export default async function ChatLayout({ children }: { readonly children: ReactNode }) {
  const member = await currentMember();
  if (member === null) redirect("/");
  return <Panes sidebar={<Sidebar myId={member.id} />}>{children}</Panes>;
}
