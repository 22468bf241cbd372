"use client";

import type { ReactNode } from "react";
import { Drawing } from "../Drawing.js";

export interface GiftStateProps {
  readonly drawing: "present" | "cable";
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
}

/** What stands where gifts would be: a drawing, a sentence, what can be done. */
export function GiftState({ drawing, title, text, action }: GiftStateProps) {
  return (
    <div className="lobby-state" data-kind={drawing}>
      <svg className="lobby-state-drawing" viewBox="0 0 120 92" aria-hidden="true">
        {drawing === "cable" ? <Drawing drawing="cable" /> : <Present />}
      </svg>
      <span className="lobby-state-title">{title}</span>
      {text !== undefined && <span className="lobby-state-text">{text}</span>}
      {action !== undefined && <div className="lobby-state-action">{action}</div>}
    </div>
  );
}

function Present() {
  return (
    <>
      <path d="M34 44h60v40a4 4 0 0 1-4 4H38a4 4 0 0 1-4-4Z" fill="var(--lobby-drawing-tint, none)" />
      <g fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round">
        <path d="M30 40h56v40a4 4 0 0 1-4 4H34a4 4 0 0 1-4-4Z" />
        <path d="M27 25h62a3 3 0 0 1 3 3v12H24V28a3 3 0 0 1 3-3ZM51 25v59M65 25v59" />
        <path d="M58 25C44 26 34 19 38 11s17-3 20 14c3-17 16-22 20-14s-6 15-20 14Z" />
        <path d="M101 20v8M97 24h8M14 52v6M11 55h6" />
      </g>
    </>
  );
}
