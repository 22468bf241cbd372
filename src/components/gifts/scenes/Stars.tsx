"use client";

import { Moving, pieces, spread } from "./Moving.js";

/** A star of four points, drawn in around its centre. */
const twinkle = "M0-10C1-2.5 2.5-1 10 0 2.5 1 1 2.5 0 10-1 2.5-2.5 1-10 0-2.5-1-1-2.5 0-10Z";
const colours = ["#fff6c9", "#ffd75e", "#ffffff", "#bfe0ff"] as const;

/** A night in which stars fall, and others twinkle. */
export function Stars() {
  return (
    <>
      <Moving
        style={{
          position: "absolute",
          inset: "40% 50% 60%",
          margin: "-62cqmin",
          background: "repeating-conic-gradient(oklch(0.9 0.13 90 / 34%) 0 7deg, transparent 8deg 24deg)",
          mask: "radial-gradient(closest-side, black 20%, transparent 92%)",
        }}
        rest={{ transform: "rotate(12deg)" }}
        moves={{
          transform: ["rotate(0deg) scale(.5)", "rotate(24deg) scale(1)", "rotate(48deg) scale(1.08)"],
          opacity: [0, 1, 0],
          duration: 2,
          ease: "linear",
        }}
      />
      {pieces(26).map((index) => (
        <Twinkle key={index} index={index} />
      ))}
      {pieces(13).map((index) => (
        <FallingStar key={index} index={index} />
      ))}
    </>
  );
}

function Twinkle({ index }: { readonly index: number }) {
  const size = 3 + spread(index, 4) * 7;
  return (
    <Moving
      style={{
        position: "absolute",
        insetInlineStart: `${spread(index) * 96}%`,
        insetBlockStart: `${spread(index, 1) * 96}%`,
        inlineSize: `${size}cqmin`,
        blockSize: `${size}cqmin`,
      }}
      rest={{ transform: `scale(${0.6 + spread(index, 6) * 0.4})` }}
      moves={{
        transform: ["rotate(-30deg) scale(0)", "rotate(0deg) scale(1)", "rotate(30deg) scale(0)"],
        opacity: [0, 1, 0],
        duration: 0.9,
        delay: spread(index, 2) * 1.1,
        ease: "easeInOut",
      }}
    >
      <svg viewBox="-10 -10 20 20" aria-hidden="true">
        <path d={twinkle} fill={colours[index % 4]} />
      </svg>
    </Moving>
  );
}

/** Falls from the upper end of the stage to its start, with its trail behind it. */
function FallingStar({ index }: { readonly index: number }) {
  const at = (way: number) => `translate(${-way * 0.7}cqmax, ${way * 0.45}cqmax) rotate(-32.7deg)`;
  const size = 18 + spread(index, 3) * 26;
  return (
    <Moving
      style={{
        position: "absolute",
        direction: "ltr",
        background: "linear-gradient(to right, oklch(0.97 0.09 95), transparent) 100% / 90% 12% no-repeat",
        left: `${18 + spread(index) * 100}%`,
        top: `${spread(index, 2) * 74 - 12}%`,
        inlineSize: `${size}cqmin`,
        blockSize: `${size / 5}cqmin`,
      }}
      rest={{ transform: at(18) }}
      moves={{
        transform: [at(-40), at(50)],
        opacity: [0, 1, 1, 0],
        duration: 0.85,
        delay: spread(index, 5) * 1.1,
        ease: "easeIn",
      }}
    >
      <svg viewBox="-10 -10 20 20" aria-hidden="true" style={{ inlineSize: "auto", aspectRatio: 1 }}>
        <path d={twinkle} fill="#fff3b0" />
      </svg>
    </Moving>
  );
}
