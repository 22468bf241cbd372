import { Avatar } from "lobbykit";
import { redirect } from "next/navigation";
import { Brand } from "../components/icons";
import { LanguageSwitch } from "../components/LanguageSwitch";
import { ThemeSwitch } from "../components/ThemeSwitch";
import { preferences } from "../lib/preferences";
import { currentMember } from "../lib/session";
import { wordsOf } from "../lib/words";
import { people } from "../seed/people";

/** The door: come in as somebody who is here already, or as yourself. */
export default async function SignInPage() {
  if ((await currentMember()) !== null) redirect("/chat");
  const { language, theme } = await preferences();
  const words = wordsOf(language);
  return (
    <main className="door">
      <section className="door-pitch">
        <Brand />
        <div>
          <h1>{words.tagline}</h1>
          <p>{words.pitch}</p>
        </div>
        <Petals />
      </section>
      <section className="door-form">
        <div className="door-switches">
          <LanguageSwitch />
          <ThemeSwitch initial={theme} />
        </div>
        <form action="/api/session" method="post">
          <h2>{words.signInAs}</h2>
          <ul className="door-people">
            {people.map(({ id, name, avatarUrl, role }) => (
              <li key={id}>
                <button type="submit" name="as" value={id}>
                  <Avatar userId={id} name={name} src={avatarUrl} size={44} aria-hidden="true" />
                  <span>
                    <b>{name}</b>
                    <small>{role[language]}</small>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </form>
        <form action="/api/session" method="post" className="door-name">
          <label htmlFor="name">{words.orName}</label>
          <div>
            <input id="name" name="name" required maxLength={60} placeholder={words.yourName} autoComplete="nickname" />
            <button type="submit" className="primary">
              {words.enter}
            </button>
          </div>
          <small>{words.noPassword}</small>
        </form>
      </section>
    </main>
  );
}

function Petals() {
  return (
    <svg className="door-petals" viewBox="0 0 400 300" fill="none" aria-hidden="true">
      {[-64, -38, -14, 14, 38, 64].map((turn) => (
        <path
          key={turn}
          d="M200 290C140 220 140 110 200 20c60 90 60 200 0 270z"
          transform={`rotate(${turn} 200 290)`}
          fill="currentColor"
          opacity={0.1 + (64 - Math.abs(turn)) / 500}
        />
      ))}
      <path d="M200 290C150 230 150 130 200 40c50 90 50 190 0 250z" fill="currentColor" opacity=".3" />
    </svg>
  );
}
