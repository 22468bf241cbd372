"use client";

import { ChatRoom } from "lobbykit";
import type { Member } from "../../lib/people";
import type { Stream } from "../../seed/streams";
import { useLanguage } from "../Language";
import { AudienceSlider } from "./AudienceSlider";
import { Scene } from "./Scene";

interface TheatreProps {
  readonly stream: Stream;
  readonly host: Member;
  readonly isHost: boolean;
  readonly imageHosts: readonly string[];
}

/** A stream: its picture, its room, and what can be done there. */
export function Theatre({ stream, host, imageHosts }: TheatreProps) {
  const language = useLanguage();
  return (
    <main className="theatre">
      <article>
        <section className="stage" aria-label={stream.title[language]}>
          <Scene scene={stream.scene} hostAvatarUrl={host.avatarUrl} hostName={host.name} />
        </section>
        <header className="stage-head">
          <div>
            <h1>{stream.title[language]}</h1>
            <p>
              {host.name} · {stream.about[language]}
            </p>
          </div>
        </header>
        <div className="stage-tools">
          <AudienceSlider roomId={stream.id} />
        </div>
      </article>
      <ChatRoom
        className="theatre-side"
        variant="dense"
        roomId={stream.id}
        name={stream.title[language]}
        imageHosts={imageHosts}
      />
    </main>
  );
}
