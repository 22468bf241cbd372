"use client";

import type { ReactNode } from "react";
import { Drawing } from "../Drawing.js";

interface NotificationsNoticeProps {
  readonly drawing: "bell" | "cable";
  readonly title: string;
  readonly text?: string | undefined;
  readonly action?: ReactNode;
  readonly role?: "alert" | undefined;
}

/** What stands where notifications would be: a drawing, a sentence, what can be done. */
export function NotificationsNotice({ drawing, title, text, action, role }: NotificationsNoticeProps) {
  return (
    <div className="lobby-state" role={role}>
      <svg className="lobby-state-drawing" viewBox="0 0 120 92" aria-hidden="true">
        {drawing === "cable" ? <Drawing drawing="cable" /> : <SleepingBell />}
      </svg>
      <span className="lobby-state-title">{title}</span>
      {text !== undefined && <span className="lobby-state-text">{text}</span>}
      {action !== undefined && <span className="lobby-state-action">{action}</span>}
    </div>
  );
}

/** A bell at rest. */
function SleepingBell() {
  const line = {
    fill: "none",
    stroke: "currentColor",
    strokeWidth: 2.5,
    strokeLinecap: "round",
    strokeLinejoin: "round",
  } as const;
  return (
    <>
      <path d="M34 70c7-6 8-14 8-28a21 21 0 0 1 42 0c0 14 1 22 8 28Z" fill="var(--lobby-drawing-tint, none)" />
      <path {...line} d="M30 66c7-6 8-14 8-28a21 21 0 0 1 42 0c0 14 1 22 8 28Z" />
      <path {...line} d="M50 74a9.5 9.5 0 0 0 18 0M59 11v6M49 34a10.5 10.5 0 0 1 7-7" />
      <path {...line} d="M91 22h8l-8 9h8M103 8h5l-5 6h5" />
    </>
  );
}
