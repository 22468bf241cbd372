"use client";

import { PresenceAvatar, useMyStatus } from "lobbykit";
import { useEffect, useRef, useState } from "react";
import type { Member } from "../lib/people";
import { useWords } from "./Language";
import { useRush } from "./Rush";

/** Who one is, and the way out. */
export function AccountMenu({ member }: { readonly member: Member }) {
  const words = useWords();
  const { done, start } = useRush();
  const { status, setAway } = useMyStatus();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("keydown", onKey);
    };
  }, [open]);
  return (
    <div className="account" ref={root}>
      <button
        ref={button}
        type="button"
        className="account-button"
        aria-label={`${words.account}: ${member.name}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <PresenceAvatar userId={member.id} name={member.name} src={member.avatarUrl} size={32} aria-hidden="true" />
      </button>
      {open && (
        <div className="account-menu">
          <p className="account-name" dir="auto">
            {member.name}
          </p>
          <button type="button" onClick={() => setAway(status !== "away")}>
            {status === "away" ? words.beBack : words.beAway}
          </button>
          <button type="button" onClick={start} disabled={done !== null}>
            {done === null ? words.rush : words.rushing(done)}
          </button>
          <form action="/api/session/end" method="post">
            <button type="submit">{words.signOut}</button>
          </form>
        </div>
      )}
    </div>
  );
}
