"use client";

import { Avatar } from "lobbykit";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { Member } from "../lib/people";
import { courses } from "../seed/rooms";
import { CloseIcon } from "./icons";
import { useWords } from "./Language";

/** Everybody who has ever signed in, and all rooms, to choose one from. */
export function NewChat({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [people, setPeople] = useState<readonly Member[] | null>(null);
  const [query, setQuery] = useState("");
  useEffect(() => {
    dialog.current?.showModal();
    const stop = new AbortController();
    fetch("/api/people", { signal: stop.signal })
      .then(async (response) => ((await response.json()) as { people: Member[] }).people)
      .then(setPeople)
      .catch(() => {
        if (!stop.signal.aborted) setPeople([]);
      });
    return () => stop.abort();
  }, []);
  const plain = (text: string) =>
    text
      .normalize("NFD")
      .replace(/\p{Diacritic}/gu, "")
      .replace(/đ/gi, "d")
      .toLowerCase();
  const matches = (text: string) => plain(text).includes(plain(query.trim()));
  // Closed by itself, the dialog gives the focus back to where it was.
  const close = () => dialog.current?.close();
  const go = (path: string) => {
    close();
    router.push(path);
  };
  const rooms = courses.filter(({ title }) => matches(title));
  const found = people?.filter(({ name }) => matches(name)) ?? [];
  return (
    <dialog ref={dialog} className="new-chat" aria-labelledby="new-chat-title" onClose={onClose}>
      <header>
        <h2 id="new-chat-title">{words.newChat}</h2>
        <button type="button" className="quiet" aria-label={words.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      <input
        type="search"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        placeholder={words.findPeople}
        aria-label={words.findPeople}
      />
      <div className="new-chat-list">
        {found.length > 0 && <h3>{words.peopleTitle}</h3>}
        {found.map(({ id, name, avatarUrl }) => (
          <button key={id} type="button" onClick={() => go(`/chat/with/${id}`)}>
            <Avatar userId={id} name={name} src={avatarUrl} size={36} aria-hidden="true" />
            <span dir="auto">{name}</span>
          </button>
        ))}
        {rooms.length > 0 && <h3>{words.roomsTitle}</h3>}
        {rooms.map(({ id, title, avatarUrl }) => (
          <button key={id} type="button" onClick={() => go(`/chat/room/${id}`)}>
            <Avatar userId={id} name={title} src={avatarUrl} size={36} aria-hidden="true" />
            <span dir="auto">{title}</span>
          </button>
        ))}
        {people === null && <p>{words.loading}</p>}
        {people !== null && found.length + rooms.length === 0 && <p>{words.nobodyFound}</p>}
      </div>
    </dialog>
  );
}
