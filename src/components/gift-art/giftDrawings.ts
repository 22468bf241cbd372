import { rays } from "./rays.js";

/** The drawings there are; `present` stands for every gift that has none of its own. */
export type GiftDrawing =
  | "rose"
  | "coffee"
  | "lotus"
  | "heart"
  | "star"
  | "lantern"
  | "cake"
  | "diamond"
  | "rocket"
  | "crown"
  | "fireworks"
  | "rainbow"
  | "present";

/** One shape of a drawing, in a frame of 64 × 64. */
export interface Layer {
  readonly d: string;
  /** Name of a paint. */
  readonly fill?: Paint;
  /** Name of the paint of a line, and its width. */
  readonly line?: Paint;
  readonly width?: number;
  readonly opacity?: number;
  readonly turn?: string;
}

/** What shapes are filled with: two colours, the light one where the light falls. Each is a token: `--lobby-gift-red-1`, `--lobby-gift-red-2`. */
export const paints = {
  red: ["#ff8089", "#dc1f4b"],
  wine: ["#d92752", "#8f0c35"],
  pink: ["#ffc2da", "#ff5a9b"],
  blush: ["#fff2f7", "#ff9cc4"],
  leaf: ["#8be06a", "#1f9a56"],
  moss: ["#3bb36a", "#0f6b45"],
  gold: ["#fff0a3", "#f8a81b"],
  amber: ["#ffc94f", "#e8780e"],
  orange: ["#ffa95e", "#ee4d23"],
  cream: ["#fffdf7", "#f3dfc2"],
  white: ["#ffffff", "#d3def2"],
  brown: ["#8f5c39", "#4f2b18"],
  sky: ["#b8ebff", "#3d9cf2"],
  blue: ["#7db4ff", "#2a57e6"],
  violet: ["#c7a8ff", "#6b38e6"],
  night: ["#565ca8", "#232657"],
  cloud: ["#ffffff", "#c4d3ee"],
  mist: ["#c3cce0", "#8c9abb"],
} as const;

/** Name of a paint. */
export type Paint = keyof typeof paints;

const circle = (x: number, y: number, r: number, ry = r) =>
  `M${x - r} ${y}a${r} ${ry} 0 1 0 ${2 * r} 0a${r} ${ry} 0 1 0 ${-2 * r} 0Z`;

/** A heart, in a frame of 64 × 64. */
export const heart =
  "M32 57C12 43 5 33 5 21 5 12.5 11.5 7 19 7c6 0 10.5 3 13 8 2.5-5 7-8 13-8 7.5 0 14 5.5 14 14 0 12-7 22-27 36Z";
const star = "M32 8.5l8.7 16.1L58.6 27 45.6 39.7l3.2 18.1L32 49.2l-16.8 8.6 3.2-18.1L5.4 27l17.9-2.4Z";

/** The drawings, from back to front. */
export const drawings: { readonly [drawing in GiftDrawing]: () => readonly Layer[] } = {
  rose: () => [
    { d: "M32 34c.5 10-.4 18-2 27", line: "moss", width: 3.4 },
    { d: "M31 51c3-9 13-13 23-10-2 10-12 15-23 13Z", fill: "leaf" },
    { d: "M31 54c7-3 13-7 19-11", line: "moss", width: 1.2, opacity: 0.6 },
    { d: "M31 47c-4-8-12-11-20-8 2 8 10 13 20 11Z", fill: "moss" },
    { d: "M20 34c4 8 20 8 24 0l-2 7c-5 5-15 5-20 0Z", fill: "moss" },
    { d: "M17 13C21 3 43 3 47 13c4 13-2 25-15 26C19 38 13 26 17 13Z", fill: "wine" },
    { d: "M20 13C22 4.5 42 4.5 44 13c1 9-6 15-12 15s-13-6-12-15Z", fill: "red" },
    { d: "M25.5 14c.5-5 12-6 13.5.5 1 5-5 8-9 5.5-3-2-1-6 2.5-5.5", line: "wine", width: 2 },
    { d: "M13.5 16c9-2 17 7 18.5 23.5C20 39.5 11 29 13.5 16Z", fill: "red" },
    { d: "M50.5 16c-9-2-17 7-18.5 23.5C44 39.5 53 29 50.5 16Z", fill: "red" },
    { d: "M50.5 16c-9-2-17 7-18.5 23.5 4-9 11-15 19-17Z", fill: "wine", opacity: 0.35 },
    { d: "M17 20c0 6 2.5 11 7 14", line: "white", width: 2.2, opacity: 0.55 },
  ],
  coffee: () => [
    { d: circle(30, 55, 26, 5.5), fill: "white" },
    { d: circle(30, 54, 17, 3), fill: "brown", opacity: 0.25 },
    { d: "M46 31c12-4 15 13-3 14", line: "orange", width: 5 },
    { d: "M9 27h40c1 15-5 28-20 28S8 42 9 27Z", fill: "orange" },
    { d: "M14 34c1 8 4 13 9 16", line: "white", width: 2.6, opacity: 0.5 },
    { d: circle(29, 27, 20, 6), fill: "cream" },
    { d: circle(29, 27.5, 17, 4.4), fill: "brown" },
    { d: "M29 31c-8-2-9-5-5-5.5 3-.3 5 1.5 5 1.5s2-1.8 5-1.5c4 .5 3 3.5-5 5.5Z", fill: "cream" },
    { d: "M21 17c-5-5 4-7 0-13M30 17c-5-5 4-7 0-13M39 17c-5-5 4-7 0-13", line: "mist", width: 2.8, opacity: 0.8 },
  ],
  lotus: () => [
    { d: circle(32, 53, 28, 7), fill: "moss" },
    { d: circle(32, 52, 23, 4.6), fill: "leaf" },
    { d: "M2 35c13-4 24 4 29 18C17 56 5 49 2 35ZM62 35c-13-4-24 4-29 18 14 3 26-4 29-18Z", fill: "pink" },
    { d: "M10 19c13 2 21 15 22 34C18 51 8 37 10 19ZM54 19c-13 2-21 15-22 34 14-2 24-16 22-34Z", fill: "pink" },
    { d: "M22 11c10 8 14 25 10 42-12-9-16-26-10-42ZM42 11c-10 8-14 25-10 42 12-9 16-26 10-42Z", fill: "blush" },
    { d: "M32 5c11 14 11 35 0 49C21 40 21 19 32 5Z", fill: "pink" },
    { d: "M32 5c11 14 11 35 0 49 5-16 5-33 0-49Z", fill: "red", opacity: 0.22 },
    { d: "M14 41c7 1 13 5 16 12-7 0-13-4-16-12ZM50 41c-7 1-13 5-16 12 7 0 13-4 16-12Z", fill: "blush" },
    { d: "M28 22c-1.5 6-1.5 12-.5 18", line: "white", width: 2, opacity: 0.7 },
  ],
  heart: () => [
    { d: heart, fill: "red", line: "wine", width: 1.4 },
    { d: "M58.5 20C59 33 51 43 32 57c-4-3-8-6-11-9 22 3 35-12 37.5-28Z", fill: "wine", opacity: 0.4 },
    { d: circle(18, 18, 6, 4.2), fill: "white", opacity: 0.75, turn: "rotate(-38 18 18)" },
    { d: circle(11.5, 27, 1.9), fill: "white", opacity: 0.7 },
  ],
  star: () => [
    { d: star, fill: "amber", line: "amber", width: 6.5 },
    { d: star, fill: "gold", line: "gold", width: 3 },
    { d: "M32 8.5v26L7.5 27l15.8-2.4ZM32 34.5 16.7 55l15.3-8.2Z", fill: "white", opacity: 0.4 },
    { d: "M32 34.5 56.5 27 44.6 38.8l2.8 17.4Z", fill: "amber", opacity: 0.4 },
    { d: "M52 4c.8 4.5 2 5.7 6.5 6.5-4.5.8-5.7 2-6.5 6.5-.8-4.5-2-5.7-6.5-6.5 4.5-.8 5.7-2 6.5-6.5Z", fill: "gold" },
  ],
  lantern: () => [
    { d: "M32 2v9", line: "amber", width: 2.4 },
    { d: "M29 51v9M35 51v9M32 51v11", line: "red", width: 2.2 },
    { d: circle(32, 30, 24, 18), fill: "red" },
    { d: circle(32, 30, 15, 18), fill: "orange", opacity: 0.65 },
    { d: circle(32, 30, 6.5, 18), fill: "gold", opacity: 0.9 },
    {
      d: "M32 12C4 16 4 44 32 48C60 44 60 16 32 12C14 18 14 42 32 48C50 42 50 18 32 12",
      line: "wine",
      width: 1.2,
      opacity: 0.45,
    },
    {
      d: "M25 10h14a2 2 0 0 1 2 2v2a2 2 0 0 1-2 2H25a2 2 0 0 1-2-2v-2a2 2 0 0 1 2-2ZM26 45h12a2 2 0 0 1 2 2v1.5a2 2 0 0 1-2 2H26a2 2 0 0 1-2-2V47a2 2 0 0 1 2-2Z",
      fill: "amber",
    },
    { d: "M14 24c-2 4-2 8 0 12", line: "white", width: 2.2, opacity: 0.6 },
  ],
  cake: () => [
    { d: circle(32, 54, 28, 5), fill: "white" },
    { d: "M10 32h44v18c0 5-44 5-44 0Z", fill: "pink" },
    { d: "M10 42c7 4 37 4 44 0v8c0 5-44 5-44 0Z", fill: "cream" },
    { d: circle(32, 32, 22, 6.5), fill: "blush" },
    {
      d: "M10 32c0 8 5 9 6 4 1-3 5-3 5 1 0 6 6 7 7 2 1-4 6-4 6 0 1 5 7 4 7-1 0-4 5-4 6-1 1 4 7 3 7-5 0 9-44 9-44 0Z",
      fill: "red",
    },
    { d: "M20 20v11M32 18v14M44 20v11", line: "sky", width: 3.6 },
    { d: "M20 9c4 5 3.5 9 0 9s-4-4 0-9ZM32 6c4 5 3.5 9 0 9s-4-4 0-9ZM44 9c4 5 3.5 9 0 9s-4-4 0-9Z", fill: "amber" },
    {
      d: "M20 13c2 3 1 4.5 0 4.5s-2-1.5 0-4.5ZM32 10c2 3 1 4.5 0 4.5s-2-1.5 0-4.5ZM44 13c2 3 1 4.5 0 4.5s-2-1.5 0-4.5Z",
      fill: "gold",
    },
  ],
  diamond: () => [
    { d: "M17 9h30l14 16-29 33L3 25Z", fill: "sky", line: "sky", width: 2 },
    { d: "M3 25h18l11 33ZM47 9l14 16H43L32 9Z", fill: "blue", opacity: 0.75 },
    { d: "M43 25h18L32 58Z", fill: "blue" },
    { d: "M32 9 21 25h22ZM17 9 3 25h18Z", fill: "white", opacity: 0.75 },
    { d: "M21 25h22L32 58Z", fill: "sky" },
    { d: "M23 28h5l2 18Z", fill: "white", opacity: 0.6 },
    { d: "M55 2c.8 4 2 5.2 6 6-4 .8-5.2 2-6 6-.8-4-2-5.2-6-6 4-.8 5.2-2 6-6Z", fill: "gold" },
  ],
  rocket: () =>
    (
      [
        { d: "M24 45c-2 9 4 15 8 19 4-4 10-10 8-19Z", fill: "orange" },
        { d: "M28 45c-1 6 2 10 4 13 2-3 5-7 4-13Z", fill: "gold" },
        { d: "M21 28C12 33 10 42 11 51l12-7ZM43 28c9 5 11 14 10 23l-12-7Z", fill: "red" },
        { d: "M32-1c12 10 15 26 10 48H22C17 25 20 9 32-1Z", fill: "white" },
        { d: "M32-1c12 10 15 26 10 48h-8c5-17 4-35-2-48Z", fill: "blue", opacity: 0.18 },
        { d: "M32-1c5 4 8.5 9.5 10.5 16h-21C23.5 8.5 27 3 32-1Z", fill: "red" },
        { d: circle(32, 25, 7), fill: "night" },
        { d: circle(32, 25, 4.8), fill: "sky" },
        { d: "M30 37c0-3 4-3 4 0v12c0 3-4 3-4 0Z", fill: "wine" },
        { d: "M22 43.5h20", line: "night", width: 1.6, opacity: 0.5 },
      ] as const
    ).map((layer) => ({ ...layer, turn: "rotate(42 32 32) translate(1.6 1.6) scale(.95)" })),
  crown: () => [
    { d: "M8 19l13 12L32 9l11 22 13-12-5 30H13Z", fill: "gold", line: "amber", width: 3.4 },
    { d: "M32 9 43 31l13-12-5 30H32Z", fill: "amber", opacity: 0.5 },
    { d: "M12 46c12-3 28-3 40 0v8c-12 3-28 3-40 0Z", fill: "amber" },
    { d: "M14 48c12-2.5 24-2.5 36 0", line: "gold", width: 1.6 },
    { d: circle(8, 17, 4) + circle(56, 17, 4), fill: "sky" },
    { d: circle(32, 8, 4.6), fill: "red" },
    { d: "M32 33l5 6-5 6-5-6Z", fill: "red" },
    { d: circle(19, 41, 2.8) + circle(45, 41, 2.8), fill: "sky" },
    { d: circle(30.5, 6.5, 1.4), fill: "white", opacity: 0.9 },
  ],
  fireworks: () => [
    { d: "M31 62c2-10 1-18-1-26", line: "amber", width: 2.2, opacity: 0.8 },
    { d: rays(30, 25, 6, 21, 2.1, 30, 0), fill: "red" },
    { d: rays(30, 25, 5, 15, 1.7, 30, 15), fill: "amber" },
    { d: rays(30, 25, 2, 7.5, 1.2, 45, 10), fill: "gold" },
    { d: rays(52, 47, 3, 9.5, 1.4, 45, 0), fill: "violet" },
    { d: rays(52, 47, 1, 5, 1, 45, 22), fill: "sky" },
    { d: rays(11, 49, 2, 7.5, 1.2, 45, 12), fill: "blue" },
    { d: circle(56, 12, 1.8) + circle(6, 34, 1.5), fill: "gold" },
    { d: circle(50, 22, 1.3) + circle(20, 57, 1.5), fill: "pink" },
  ],
  rainbow: () => [
    { d: "M6 48a26 26 0 0 1 52 0", line: "red", width: 5 },
    { d: "M10.5 48a21.5 21.5 0 0 1 43 0", line: "amber", width: 5 },
    { d: "M15 48a17 17 0 0 1 34 0", line: "gold", width: 5 },
    { d: "M19.5 48a12.5 12.5 0 0 1 25 0", line: "leaf", width: 5 },
    { d: "M24 48a8 8 0 0 1 16 0", line: "blue", width: 5 },
    { d: "M8 57a7 7 0 0 1-.5-14 8 8 0 0 1 14-2 7 7 0 0 1 5.5 9c-1 4-3 7-7 7Z", fill: "cloud" },
    { d: "M44 57a6.5 6.5 0 0 1-1-13 8 8 0 0 1 14-1 7 7 0 0 1 .5 14Z", fill: "cloud" },
  ],
  present: () => [
    { d: "M32 18C22 20 13 15 17 9s13-1 15 9c2-10 11-15 15-9s-5 11-15 9Z", line: "amber", width: 4 },
    { d: "M9 30h46v26a4 4 0 0 1-4 4H13a4 4 0 0 1-4-4Z", fill: "violet" },
    { d: "M9 30h46v6H9Z", fill: "night", opacity: 0.3 },
    { d: "M8 18h48a4 4 0 0 1 4 4v6a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4v-6a4 4 0 0 1 4-4Z", fill: "violet" },
    { d: "M27 18h10v42H27Z", fill: "amber" },
    { d: "M27 18h10v14H27Z", fill: "gold" },
    { d: "M9 22h13", line: "white", width: 2, opacity: 0.6 },
  ],
};
