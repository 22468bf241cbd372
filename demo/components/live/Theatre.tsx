"use client";

import { ActiveViewers, GiftPicker, GiftStage, LiveRoom, type LiveRoomPanes, useGifts, useRoom } from "lobbykit";
import { useState } from "react";
import type { Member } from "../../lib/people";
import { post } from "../../lib/post";
import { people } from "../../seed/people";
import type { Stream } from "../../seed/streams";
import { CoinIcon } from "../icons";
import { useLanguage, useWords } from "../Language";
import { AirTime } from "./AirTime";
import { AudienceSlider } from "./AudienceSlider";
import { Scene } from "./Scene";

interface TheatreProps {
  readonly stream: Stream;
  readonly host: Member;
  readonly isHost: boolean;
  /** Whether it was on air when the page was made. */
  readonly wasOnAir: boolean;
  readonly imageHosts: readonly string[];
}

/** Gifts fly over the picture, which is large enough for them, and those who look on are counted there. */
const panes: LiveRoomPanes = { GiftStage: null, Viewers: null };
const avatarOf = (userId: string) => people.find(({ id }) => id === userId)?.avatarUrl;

/** A stream: its picture, its room, and what can be done there. */
export function Theatre({ stream, host, isHost, wasOnAir, imageHosts }: TheatreProps) {
  const words = useWords();
  const language = useLanguage();
  const { id: roomId } = stream;
  const target = { roomId };
  const room = useRoom(roomId);
  const live = room.stream?.live ?? wasOnAir;
  return (
    <main className="theatre">
      <article>
        <section className="stage" aria-label={stream.title[language]} data-live={live ? "" : undefined}>
          <Scene scene={stream.scene} hostAvatarUrl={host.avatarUrl} hostName={host.name} />
          <div className="stage-badges" data-lobby-theme="dark">
            <span className="air" data-live={live ? "" : undefined}>
              {live ? words.onAir : words.offAir}
            </span>
            {live && <AirTime since={room.stream?.startedAt ?? null} />}
            <ActiveViewers viewableId={roomId} compact />
          </div>
          {!live && <p className="stage-off">{isHost ? words.youAreHost : words.waitingFor(host.name)}</p>}
          <GiftStage target={target} avatarOf={avatarOf} />
        </section>
        <header className="stage-head">
          <div>
            <h1>{stream.title[language]}</h1>
            <p>
              {host.name} · {stream.about[language]}
            </p>
          </div>
          {isHost ? <OnAirButton roomId={roomId} live={live} /> : <Giving roomId={roomId} host={host} />}
        </header>
        <div className="stage-tools">
          <AudienceSlider roomId={roomId} />
        </div>
      </article>
      <LiveRoom
        className="theatre-side"
        roomId={roomId}
        name={stream.title[language]}
        imageHosts={imageHosts}
        panes={panes}
      />
    </main>
  );
}

/** What one has, more of it, and the shop. */
function Giving({ roomId, host }: { readonly roomId: string; readonly host: Member }) {
  const words = useWords();
  const target = { roomId };
  const { balance } = useGifts(target);
  const [filling, setFilling] = useState(false);
  const topUp = () => {
    setFilling(true);
    void post("/api/wallet")
      .catch(() => {})
      .finally(() => setFilling(false));
  };
  return (
    <div className="wallet">
      <span className="wallet-balance" data-balance={balance}>
        <CoinIcon />
        {balance ?? "–"}
      </span>
      <button type="button" className="soft" onClick={topUp} disabled={filling} title={words.topUpNote}>
        {words.topUp}
      </button>
      <GiftPicker target={target} receivers={[host]} onTopUp={topUp} className="wallet-shop">
        {words.sendGift}
      </GiftPicker>
    </div>
  );
}

/** The host's way on air, and off it. */
function OnAirButton({ roomId, live }: { readonly roomId: string; readonly live: boolean }) {
  const words = useWords();
  const [state, setState] = useState<"idle" | "asking" | "failed">("idle");
  const toggle = () => {
    setState("asking");
    post(`/api/live/${roomId}`, { live: !live }).then(
      () => setState("idle"),
      () => setState("failed"),
    );
  };
  return (
    <div className="wallet">
      {state === "failed" && <small role="alert">{words.didNotWork}</small>}
      <button type="button" className={live ? "soft" : "primary"} onClick={toggle} disabled={state === "asking"}>
        {live ? words.endStream : words.startStream}
      </button>
    </div>
  );
}
