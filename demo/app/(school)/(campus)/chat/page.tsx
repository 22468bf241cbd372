import { preferences } from "../../../../lib/preferences";
import { wordsOf } from "../../../../lib/words";

/** Nothing chosen yet. On a phone this is the list itself. */
export default async function NothingChosen() {
  const words = wordsOf((await preferences()).language);
  return (
    <div className="nothing">
      <svg
        viewBox="0 0 160 120"
        width="160"
        height="120"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        aria-hidden="true"
      >
        <path d="M26 18h72a12 12 0 0 1 12 12v30a12 12 0 0 1-12 12H58L38 88V72H26a12 12 0 0 1-12-12V30a12 12 0 0 1 12-12z" />
        <path d="M122 44h12a12 12 0 0 1 12 12v28a12 12 0 0 1-12 12h-6v14l-18-14H88a12 12 0 0 1-12-10" opacity=".5" />
        <path d="M36 38h52M36 52h32" opacity=".5" strokeLinecap="round" />
      </svg>
      <h2>{words.pickTitle}</h2>
      <p>{words.pickText}</p>
    </div>
  );
}
