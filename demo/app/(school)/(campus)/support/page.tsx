import Link from "next/link";
import { Help } from "../../../../components/support/Help";
import { preferences } from "../../../../lib/preferences";
import { currentMember } from "../../../../lib/session";
import { wordsOf } from "../../../../lib/words";
import { isAdmin } from "../../../../seed/people";

export async function generateMetadata() {
  return { title: wordsOf((await preferences()).language).support };
}

/** Help from the team: what it is for, and the conversation itself. */
export default async function SupportPage() {
  const words = wordsOf((await preferences()).language);
  const me = await currentMember();
  return (
    <main className="support">
      <section className="support-intro">
        <Harbour />
        <h1>{words.supportTitle}</h1>
        <p>{words.supportLead}</p>
        <small>{words.supportHours}</small>
        {me !== null && isAdmin(me.id) && (
          <div className="support-team">
            <p>{words.supportIsYou}</p>
            <Link href="/support/console" className="primary">
              {words.openConsole}
            </Link>
          </div>
        )}
      </section>
      <Help />
    </main>
  );
}

/** Two cups on a table: somebody has time. */
function Harbour() {
  return (
    <svg
      className="support-drawing"
      viewBox="0 0 220 120"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      aria-hidden="true"
    >
      <path d="M18 104h184" strokeLinecap="round" />
      <path d="M52 62h44v22a18 18 0 0 1-18 18h-8a18 18 0 0 1-18-18zM96 68h6a9 9 0 0 1 0 18h-6" />
      <path d="M124 68h38v18a16 16 0 0 1-16 16h-6a16 16 0 0 1-16-16zM124 74h-5a8 8 0 0 0 0 16h5" opacity=".55" />
      <path
        d="M64 50c-4-6 4-10 0-16M80 50c-4-6 4-10 0-16M138 56c-4-6 4-9 0-15M152 56c-4-6 4-9 0-15"
        opacity=".55"
        strokeLinecap="round"
      />
      <path d="M172 18c12-10 30-2 28 12-1 9-10 14-20 12l-10 7 2-11c-5-5-6-14 0-20z" strokeLinejoin="round" />
      <path d="M180 28h12M180 34h7" strokeLinecap="round" />
    </svg>
  );
}
