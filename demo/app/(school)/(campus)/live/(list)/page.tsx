import Link from "next/link";
import { Scene } from "../../../../../components/live/Scene";
import { backend } from "../../../../../lib/backend";
import { preferences } from "../../../../../lib/preferences";
import { wordsOf } from "../../../../../lib/words";
import { streams } from "../../../../../seed/streams";

export const metadata = { title: "Live" };

export default async function LivePage() {
  const { language } = await preferences();
  const words = wordsOf(language);
  const { people, engine } = backend();
  const hosts = await people.list();
  const onAir = new Map(streams.map(({ id }) => [id, engine.isOnAir(id)]));
  const inOrder = [...streams].sort((a, b) => Number(onAir.get(b.id)) - Number(onAir.get(a.id)));
  return (
    <main className="courses">
      <header className="page-head">
        <h1>{words.live}</h1>
        <p>{words.liveLead}</p>
      </header>
      <ul className="streams">
        {inOrder.map(({ id, title, about, host, scene }) => {
          const person = hosts.find((one) => one.id === host);
          const isOn = onAir.get(id) === true;
          return (
            <li key={id} className="course-card" data-live={isOn ? "" : undefined}>
              <div className="stream-picture">
                <Scene scene={scene} hostAvatarUrl={person?.avatarUrl} hostName={person?.name ?? ""} />
                <span className="air" data-live={isOn ? "" : undefined}>
                  {isOn ? words.onAir : words.soon}
                </span>
              </div>
              <div>
                <h2>
                  <Link href={`/live/${id}`}>{title[language]}</Link>
                </h2>
                <p>{about[language]}</p>
                <footer>
                  <small>
                    {words.hostedBy} {person?.name}
                  </small>
                  <b>{isOn ? words.watchNow : words.openRoom}</b>
                </footer>
              </div>
            </li>
          );
        })}
      </ul>
      <p className="plain-link">
        {words.plainText} <a href="/plain">{words.plainPage}</a> · <a href="/vue">{words.vuePage}</a>
      </p>
    </main>
  );
}
