import Link from "next/link";
import { DeskIcon } from "../../../../../components/icons";
import { Desk } from "../../../../../components/support/Desk";
import { preferences } from "../../../../../lib/preferences";
import { currentMember } from "../../../../../lib/session";
import { wordsOf } from "../../../../../lib/words";
import { isAdmin } from "../../../../../seed/people";

export async function generateMetadata() {
  return { title: wordsOf((await preferences()).language).console };
}

/** Where the team answers. The server refuses everybody else too, whatever this page shows. */
export default async function ConsolePage() {
  const words = wordsOf((await preferences()).language);
  const me = await currentMember();
  if (me === null || !isAdmin(me.id)) {
    return (
      <main className="refused">
        <DeskIcon />
        <h1>{words.consoleRefused}</h1>
        <p>{words.consoleRefusedText}</p>
        <Link href="/support" className="primary">
          {words.openSupport}
        </Link>
      </main>
    );
  }
  return (
    <main className="desk">
      <h1>{words.console}</h1>
      <Desk />
    </main>
  );
}
