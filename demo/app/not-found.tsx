import Link from "next/link";
import { Brand } from "../components/icons";
import { preferences } from "../lib/preferences";
import { wordsOf } from "../lib/words";

export default async function NotFound() {
  const words = wordsOf((await preferences()).language);
  return (
    <main className="lost">
      <Brand />
      <p>{words.notFound}</p>
      <Link className="primary" href="/chat">
        {words.backHome}
      </Link>
    </main>
  );
}
