"use client";

const medals = {
  1: {
    shape:
      "M14 1l3.3 3 4.4-.5 1.3 4.2 3.9 2.1-1.7 4.2 1.7 4.2-3.9 2.1-1.3 4.2-4.4-.5-3.3 3-3.3-3-4.4.5-1.3-4.2L1.1 18.2 2.8 14 1.1 9.8 5 7.7l1.3-4.2 4.4.5Z",
    face: "#ffd34d",
    rim: "#b8720a",
    ink: "#4d2c00",
  },
  2: { shape: "M14 1.5 25 7.75v12.5L14 26.5 3 20.25V7.75Z", face: "#dfe6f0", rim: "#7d8aa3", ink: "#2a3345" },
  3: { shape: "M14 2a12 12 0 1 1 0 24 12 12 0 0 1 0-24Z", face: "#eeb183", rim: "#9c5a2a", ink: "#4a2208" },
} as const;

/** The mark of the first three, told apart by shape as well as colour: star, hexagon, disc. */
export function Medal({ rank, label }: { readonly rank: 1 | 2 | 3; readonly label: string }) {
  const { shape, face, rim, ink } = medals[rank];
  return (
    <svg className="lobby-gift-medal" data-rank={rank} viewBox="0 0 28 28" aria-hidden="true">
      <path d={shape} fill={face} stroke={rim} strokeWidth="1.5" strokeLinejoin="round" />
      <path
        d={shape}
        fill="none"
        stroke="#fff"
        strokeWidth="1.2"
        opacity="0.6"
        transform="translate(3.08 3.08) scale(.78)"
      />
      <text x="14" y="18.6" fill={ink} textAnchor="middle" fontSize="13" fontWeight="800">
        {label}
      </text>
    </svg>
  );
}
