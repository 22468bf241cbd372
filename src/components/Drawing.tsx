"use client";

export interface DrawingProps {
  readonly drawing: "bubbles" | "cable";
}

const line = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 2.5,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;
const tint = { fill: "var(--lobby-drawing-tint, none)" } as const;

/** What is drawn where content would be, in a frame of 120 × 92. */
export function Drawing({ drawing }: DrawingProps) {
  return drawing === "bubbles" ? <Bubbles /> : <Cable />;
}

/** Two bubbles in conversation, one of them just being written. */
function Bubbles() {
  return (
    <>
      <path
        {...tint}
        d="M16 22a14 14 0 0 1 14-14h44a14 14 0 0 1 14 14v16a14 14 0 0 1-14 14H40L26 62V51a14 14 0 0 1-10-13Z"
      />
      <path
        {...line}
        d="M12 18A14 14 0 0 1 26 4h44a14 14 0 0 1 14 14v16a14 14 0 0 1-14 14H36L22 58V47a14 14 0 0 1-10-13Z"
      />
      <path {...line} d="M28 20h36M28 32h22" />
      <path
        {...line}
        fill="var(--lobby-surface, none)"
        d="M60 54a12 12 0 0 1 12-12h24a12 12 0 0 1 12 12v10a12 12 0 0 1-8 11v11L88 76H72a12 12 0 0 1-12-12Z"
      />
      <path {...line} strokeWidth={5} d="M75 59h.01M84 59h.01M93 59h.01" />
    </>
  );
}

/** A cable whose plug has come out. */
function Cable() {
  return (
    <>
      <circle {...tint} cx="64" cy="48" r="34" />
      <path {...line} d="M4 74c16 0 16-26 32-26h6" />
      <path
        {...line}
        fill="var(--lobby-surface, none)"
        d="M42 36h8a8 8 0 0 1 8 8v8a8 8 0 0 1-8 8h-8ZM58 43h8M58 53h8"
      />
      <path {...line} fill="var(--lobby-surface, none)" d="M92 32h-6a8 8 0 0 0-8 8v16a8 8 0 0 0 8 8h6Z" />
      <path {...line} d="M92 48h4c12 0 10-22 20-22M68 22l-3-8M80 22l4-8M74 20v-9" />
    </>
  );
}
