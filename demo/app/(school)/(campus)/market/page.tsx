import Link from "next/link";
import { Market } from "../../../../components/market/Market";
import { backend } from "../../../../lib/backend";
import { preferences } from "../../../../lib/preferences";
import { wordsOf } from "../../../../lib/words";
import { courseOf } from "../../../../seed/rooms";

export async function generateMetadata() {
  return { title: wordsOf((await preferences()).language).marketTitle };
}

/** What the finance class practises on: fifty prices that never stand still. */
export default async function MarketPage() {
  const words = wordsOf((await preferences()).language);
  const course = courseOf("sen-finance");
  return (
    <main className="market">
      <header className="page-head">
        <h1>{words.marketTitle}</h1>
        <p>{words.marketLead}</p>
        {course !== undefined && (
          <Link href={`/courses/${course.id}`}>
            {words.marketOfClass}: {course.title}
          </Link>
        )}
      </header>
      <Market rate={backend().engine.market.rate} />
    </main>
  );
}
